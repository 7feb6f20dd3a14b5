package api

import (
	"context"
	"net/http"
	"strings"
	"time"

	"signpost.health/signpost/api/panel"
)

// forPictures is how long pictures may take to come in from a surgery's line.
const forPictures = 2 * time.Minute

// takesPictures says whether a request may carry pictures.
func takesPictures(r *http.Request) bool {
	return r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/images") && strings.Contains(r.URL.Path, "/consultations/")
}

// begin gives each request an id, and holds it to a size and a time. The time
// reaches the store through the context; a handler that ignores it is cut off by
// the server's own write timeout.
func begin(next http.Handler, newID func() string, body int64, within time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		most, within := body, within
		switch {
		case r.URL.Path == launchesPath:
			most = maxRecord // a whole record, for this one address
		case takesPictures(r):
			most, within = panel.MaxUpload, forTurn+forPictures
			patience := http.NewResponseController(w)
			// A writer of a test has no deadline to move.
			_ = patience.SetReadDeadline(time.Now().Add(within))
			_ = patience.SetWriteDeadline(time.Now().Add(within))
		}
		id := newID()
		w.Header()["X-Request-Id"] = []string{id}
		ctx, cancel := context.WithTimeout(identified(r.Context(), id), within)
		defer cancel()
		r = r.WithContext(ctx)
		r.Body = http.MaxBytesReader(w, r.Body, most)
		next.ServeHTTP(w, r)
	})
}
