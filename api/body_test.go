package api_test

import (
	"errors"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/require"
)

// TestBodiesThatDoNotArrive: a line that fails is not a fault of the server.
func TestBodiesThatDoNotArrive(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	for _, c := range []struct {
		name   string
		fails  error
		status int
		says   string
	}{
		{"too slow", os.ErrDeadlineExceeded, http.StatusRequestTimeout, "did not arrive in time"},
		{"cut off", io.ErrUnexpectedEOF, http.StatusBadRequest, "ended before all of it had arrived"},
		{"badly chunked", errors.New("invalid byte in chunk length"), http.StatusBadRequest, "could not be read to its end"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for path, kind := range map[string]string{"/api/v1/decisions": "application/json", "/api/v1/launches": "application/fhir+json"} {
				r := s.request(http.MethodPost, path, "")
				r.Header.Set("Content-Type", kind)
				r.Body = io.NopCloser(io.MultiReader(strings.NewReader(`{"path`), iotest.ErrReader(c.fails)))
				got := s.raw(r)
				require.Equal(t, c.status, got.status)
				require.Contains(t, got.problem().Detail, c.says)
			}
		})
	}
}

// TestHeadIsAnswered: monitors and curl -I ask so.
func TestHeadIsAnswered(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	for _, path := range []string{"/healthz", "/readyz", "/openapi.yaml", "/api/v1/pathways", "/find", "/"} {
		want, got := s.raw(s.request(http.MethodGet, path, "")), s.raw(s.request(http.MethodHead, path, ""))
		require.Equal(t, want.status, got.status, path)
		require.Equal(t, want.header.Get("Content-Type"), got.header.Get("Content-Type"), path)
	}
	require.Equal(t, http.StatusMethodNotAllowed, s.raw(s.request(http.MethodHead, "/api/v1/decisions", "")).status)
}
