package api_test

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api"
)

func TestThePreviewBelongsToTheDemo(t *testing.T) {
	t.Parallel()
	pages := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) })
	with := func(demo bool) *surgery {
		return newSurgery(t, func(c *api.Config) { c.Preview, c.Demo = pages, demo })
	}
	for _, path := range []string{"/preview", "/preview/knee/a-case"} {
		demo, ward := with(true), with(false)
		require.Equal(t, http.StatusTeapot, demo.raw(demo.request(http.MethodGet, path, "")).status)
		require.Equal(t, http.StatusNotFound, ward.raw(ward.request(http.MethodGet, path, "")).status)
	}
}

// TestALetterAsAPageKeepsItsStyle holds the one style element that the policy
// allows to the one that is on the page.
func TestALetterAsAPageKeepsItsStyle(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, _ := s.start("knee")
	got := s.raw(s.request(http.MethodGet, at+"/letter.html", ""))
	_, rest, found := strings.Cut(string(got.body), "<style>")
	require.True(t, found)
	style, _, found := strings.Cut(rest, "</style>")
	require.True(t, found)
	sum := sha256.Sum256([]byte(style))
	require.Contains(t, got.header.Get("Content-Security-Policy"), "style-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"';")
}
