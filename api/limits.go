package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"signpost.health/signpost/api/panel"
)

// forPictures is how long pictures may take to come in from a surgery's line.
const forPictures = 2 * time.Minute

// takesPictures says whether a request may carry pictures.
func takesPictures(r *http.Request) bool {
	return r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/images") && strings.Contains(r.URL.Path, "/consultations/")
}

// begin gives each request an id and holds it to a size.
func begin(next http.Handler, newID func() string, body int64) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		most := body
		switch {
		case r.URL.Path == launchesPath:
			most = maxRecord // a whole record, for this one address
		case takesPictures(r):
			most = panel.MaxUpload
			patience := http.NewResponseController(w)
			// A writer of a test has no deadline to move.
			_ = patience.SetReadDeadline(time.Now().Add(forTurn + forPictures))
			_ = patience.SetWriteDeadline(time.Now().Add(forTurn + forPictures))
		}
		id := newID()
		w.Header()["X-Request-Id"] = []string{id}
		r = r.WithContext(identified(r.Context(), id))
		r.Body = http.MaxBytesReader(w, r.Body, most)
		next.ServeHTTP(w, r)
	})
}

// within holds what waits for the store to a time, which reaches it through the
// context. A handler that ignores it is cut off by the server's own write
// timeout; so is one that is answered from memory, which has nothing to wait for.
func within(most time.Duration) gin.HandlerFunc {
	return func(c *gin.Context) {
		most := most
		if takesPictures(c.Request) {
			most = forTurn + forPictures
		}
		ctx, cancel := context.WithTimeout(c.Request.Context(), most)
		defer cancel()
		c.Request = c.Request.WithContext(ctx)
		c.Next()
	}
}
