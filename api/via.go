package api

import (
	"bytes"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
)

// viaPath stands before the pages of a session whose cookie does not come
// back, as where a browser blocks every cookie of a frame. The handle after it
// is the session: it is unguessable, short-lived, never logged, and sent to
// nobody as a referrer.
const viaPath = "/via/"

// launchedPath is the step that sees whether the cookie came back.
const launchedPath = "/launched/"

// viaActor is the context's key for the launch that a handle stands for.
type viaActor struct{}

// followLaunch goes on to the patient: by cookie where it came back, else by
// handle.
func (s *server) followLaunch(c *gin.Context) error {
	handle := c.Param("handle")
	kept, ok := s.launches.held(handle, s.Now())
	if !ok {
		return s.tooLate(c)
	}
	to := viaPath + handle + kept.to
	if slices.Contains(s.sessions(c.Request), kept.session) {
		s.launches.drop(handle)
		to = kept.to
	}
	c.Redirect(http.StatusSeeOther, to)
	return nil
}

// via serves a page under a handle: as the one it stands for, with every
// address of the page under the same handle.
func (s *server) via(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rest, ok := strings.CutPrefix(r.URL.Path, viaPath)
		switch {
		case s.ended(r):
			s.sessionEnded(w, r)
			return
		case !ok:
			next.ServeHTTP(w, r)
			return
		}
		handle, path, _ := strings.Cut(rest, "/")
		kept, ok := s.launches.held(handle, s.Now())
		if !ok {
			s.sessionEnded(w, r) // at this very moment
			return
		}
		inner := r.Clone(context.WithValue(r.Context(), viaActor{}, kept))
		inner.URL.Path, inner.URL.RawPath = "/"+path, ""
		page := &viaWriter{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(page, inner)
		page.flush(viaPath + handle)
	})
}

// viaWriter holds a page back until its addresses are put under a handle.
type viaWriter struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (w *viaWriter) WriteHeader(status int) { w.status = status }

func (w *viaWriter) Write(b []byte) (int, error) { return w.body.Write(b) }

func (w *viaWriter) flush(prefix string) {
	h, body := w.Header(), w.body.Bytes()
	if to := h.Get("Location"); strings.HasPrefix(to, "/") {
		h.Set("Location", prefix+to)
	}
	if strings.HasPrefix(h.Get("Content-Type"), "text/html") {
		// In a page that html/template wrote, a quote in anybody's words is
		// escaped: this is always an attribute. Files need no session.
		body = bytes.ReplaceAll(body, []byte(`="/`), []byte(`="`+prefix+`/`))
		body = bytes.ReplaceAll(body, []byte(`="`+prefix+`/assets/`), []byte(`="/assets/`))
		h.Set("Content-Length", strconv.Itoa(len(body)))
	}
	w.ResponseWriter.WriteHeader(w.status)
	_, _ = w.ResponseWriter.Write(body) // the client is gone: nobody to tell
}
