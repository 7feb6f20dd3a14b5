package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api"
)

func withRecordSystems(c *api.Config) {
	c.RecordSystems = map[string][]string{
		"FP001": {"https://record.example", "https://other.example:8443"}, "FP002": {"https://elsewhere.example"},
	}
}

// Who may show a page in a frame follows from who launched it, by whichever
// way the page knows its session.
func TestOnlyTheRecordSystemsOfThePracticeMayEmbed(t *testing.T) {
	t.Parallel()
	s := newSurgery(t, withRecordSystems)
	const own, theirs = "frame-ancestors 'self'", "frame-ancestors 'self' https://record.example https://other.example:8443"
	frames := func(path string, header ...string) string {
		policy := s.raw(s.request(http.MethodGet, path, "", header...)).header.Get("Content-Security-Policy")
		return policy[strings.Index(policy, "frame-ancestors"):]
	}
	var l api.Launch
	s.do(http.MethodPost, "/api/v1/launches", adaAgain).json(&l)
	require.Equal(t, own, frames("/patients/p-ada"), "nobody launched this")

	opened := s.raw(s.request(http.MethodGet, l.URL, ""))
	require.True(t, strings.HasSuffix(opened.header.Get("Content-Security-Policy"), theirs))
	cookie, _, _ := strings.Cut(opened.header.Get("Set-Cookie"), ";")
	handle := opened.header.Get("Location")
	require.Equal(t, theirs, frames(handle))
	require.Equal(t, theirs, frames("/patients/p-ada", "Cookie", cookie))
	require.Equal(t, theirs, frames(strings.Replace(handle, "/launched/", "/via/", 1)+"/patients/p-ada"))
	require.Equal(t, own, frames("/patients/p-ada", "Cookie", "__Host-signpost=GUESSED"))

	s.clock = s.clock.Add(5 * time.Hour)
	require.Equal(t, own, frames("/patients/p-ada", "Cookie", cookie), "the session has ended, and this is no frame")
}

func TestRecordSystemsAreExactOrigins(t *testing.T) {
	t.Parallel()
	for origin, ok := range map[string]bool{
		"https://record.example": true, "https://record.example:8443": true, "http://localhost:3000": true, "http://127.0.0.1:1": true,
		"http://record.example": false, "https://*.example": false, "https://record.example/": false, "https://record.example/a": false,
		"record.example": false, "https://": false, "*": false, "'self'": false, "https://a.example; script-src *": false, "https://u@a.example": false,
		"https://a.example https://b.example": false, "https://a.example,https://b.example": false, "https://a.example?x": false,
	} {
		err := api.CheckOrigin(origin)
		if ok {
			require.NoError(t, err, origin)
		} else {
			require.ErrorContains(t, err, "record system", origin)
		}
	}
}
