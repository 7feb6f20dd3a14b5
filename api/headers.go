package api

import (
	"net/http"
	"strings"
)

// secure sets the headers that every answer carries. Nothing here may be set
// anywhere else, so that one reading shows what a browser is told.
//
// There is no X-Frame-Options: it cannot name the hosts that may embed the
// panel, frame-ancestors can.
func secure(next http.Handler, frameAncestors []string) http.Handler {
	policy := contentPolicy(frameAncestors)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()")
		// The panel's static files say otherwise; everything else may be of a patient.
		h.Set("Cache-Control", "no-store")
		next.ServeHTTP(w, r)
	})
}

func contentPolicy(frameAncestors []string) string {
	ancestors := "'none'"
	if len(frameAncestors) > 0 {
		ancestors = strings.Join(frameAncestors, " ")
	}
	return strings.Join([]string{
		"default-src 'none'",
		"style-src 'self'",
		"script-src 'self'",
		"img-src 'self' data: blob:",
		"connect-src 'self'",
		"font-src 'self'",
		"form-action 'self'",
		"base-uri 'none'",
		"frame-ancestors " + ancestors,
	}, "; ")
}
