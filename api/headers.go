package api

import (
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"net/http"
	"strings"
)

// secure sets the headers that every answer carries. Nothing here may be set
// anywhere else, so that one reading shows what a browser is told.
//
// There is no X-Frame-Options: it cannot name the hosts that may embed the
// panel, frame-ancestors can: this server's own pages, and the record systems of
// the practice that launched it.
func secure(next http.Handler, embedders func(*http.Request) []string) http.Handler {
	const ownFrames = "frame-ancestors 'self'"
	// Many answers share these slices: Header.Set puts another in the place of
	// one, and nothing writes into it.
	always := http.Header{
		"Content-Security-Policy":      {contentPolicy + ownFrames},
		"X-Content-Type-Options":       {"nosniff"},
		"Referrer-Policy":              {"no-referrer"},
		"Cross-Origin-Resource-Policy": {"same-origin"},
		// The panel's static files say otherwise; everything else may be of a patient.
		"Cache-Control": {"no-store"},
	}
	// What a window may do is said of everything but data for programs.
	windows := http.Header{
		"Cross-Origin-Opener-Policy": {"same-origin"},
		"Permissions-Policy":         {"camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		frame := ownFrames
		maps.Copy(w.Header(), always)
		if more := embedders(r); len(more) > 0 {
			frame += " " + strings.Join(more, " ")
			w.Header().Set("Content-Security-Policy", contentPolicy+frame)
		}
		next.ServeHTTP(&policyWriter{ResponseWriter: w, windows: windows, pdf: frame}, r)
	})
}

// policyWriter adds what depends on the kind of the answer. It gives a PDF the
// policy that its viewer can live with: browsers show it in a page of their own
// making, whose plugin and inline styles the policy of our pages would block.
type policyWriter struct {
	http.ResponseWriter
	windows http.Header
	pdf     string
	begun   bool
}

func (w *policyWriter) WriteHeader(status int) {
	w.begun = true
	h := w.Header()
	switch h.Get("Content-Type") {
	case "application/json", "application/problem+json":
	case "application/pdf":
		h.Set("Content-Security-Policy", w.pdf)
		fallthrough
	default:
		maps.Copy(h, w.windows)
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *policyWriter) Write(b []byte) (int, error) {
	if !w.begun {
		w.WriteHeader(http.StatusOK)
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *policyWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// contentPolicy ends where frame-ancestors begins.
const contentPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: blob:; " +
	"connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; "

// allowStyle lets a page carry exactly this style element, and no other.
func allowStyle(h http.Header, css string) {
	sum := sha256.Sum256([]byte(css))
	own := "style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	h.Set("Content-Security-Policy", strings.Replace(h.Get("Content-Security-Policy"), "style-src 'self'", own, 1))
}

// allowOwnFrames lets a page show pages of this server in a frame.
func allowOwnFrames(h http.Header) {
	h.Set("Content-Security-Policy", h.Get("Content-Security-Policy")+"; frame-src 'self'")
}
