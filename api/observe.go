package api

import (
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

// observe logs and counts each request. The log holds the route template and
// the request id: no path, no query, no body, so nothing of a patient.
func observe(log *slog.Logger, m *metrics, now func() time.Time) gin.HandlerFunc {
	return func(c *gin.Context) {
		start := now()
		m.running.Inc()
		defer m.running.Dec()
		defer func() {
			status := c.Writer.Status()
			route := routeOf(c)
			took := now().Sub(start)
			m.record(route, method(c.Request.Method), status, took)
			log.LogAttrs(c.Request.Context(), levelOf(route, status), "request",
				slog.String("route", route),
				slog.String("method", method(c.Request.Method)),
				slog.Int("status", status),
				slog.Duration("took", took),
				slog.Int("bytes", max(c.Writer.Size(), 0)),
				slog.String("request_id", requestID(c.Request.Context())))
		}()
		c.Next()
	}
}

func internalProblem() *Problem {
	return problem(http.StatusInternalServerError, "internal", "Nothing was lost. Try again, and quote the request id if it goes on.")
}

// routeOf is the template that answered, gin's or the panel's.
func routeOf(c *gin.Context) string {
	if route := c.FullPath(); route != "" {
		return route
	}
	if _, pattern, ok := strings.Cut(c.Request.Pattern, " "); ok {
		return pattern
	}
	if c.Request.Pattern != "" {
		return c.Request.Pattern
	}
	return "none"
}

// method is r's method, or OTHER: a made-up method must not make a new series.
func method(m string) string {
	switch m {
	case http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions:
		return m
	}
	return "OTHER"
}

// levelOf keeps the preview quiet: each of its pages asks every second whether
// the files have changed.
func levelOf(route string, status int) slog.Level {
	switch {
	case status >= http.StatusInternalServerError:
		return slog.LevelError
	case strings.HasPrefix(route, "/preview"):
		return slog.LevelDebug
	}
	return slog.LevelInfo
}
