package api

import (
	"context"
	"net/http"
	"time"
)

// limit holds each request to a size and a time. The time reaches the store
// through the context; a handler that ignores it is cut off by the server's
// own write timeout.
func limit(next http.Handler, body int64, within time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), within)
		defer cancel()
		r = r.WithContext(ctx)
		most := body
		if r.URL.Path == launchesPath {
			most = maxRecord // a whole record, for this one address
		}
		r.Body = http.MaxBytesReader(w, r.Body, most)
		next.ServeHTTP(w, r)
	})
}
