package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api"
	"signpost.health/signpost/tracking"
)

// What is over says so in a page of the panel, in the frame where the GP
// worked, though nobody is signed in there.
func TestWhatIsOverSaysSoInAPage(t *testing.T) {
	t.Parallel()
	signedIn := true
	s := newSurgery(t, withRecordSystems, func(c *api.Config) {
		known := c.Actor
		c.Actor = func(r *http.Request) (tracking.Actor, error) {
			if !signedIn {
				return tracking.Actor{}, &tracking.Error{Code: tracking.Forbidden, Message: "Sign in first."}
			}
			return known(r)
		}
	})
	open := func() (link string, opened call) {
		var l api.Launch
		s.do(http.MethodPost, "/api/v1/launches", adaAgain).json(&l)
		return l.URL, s.raw(s.request(http.MethodGet, l.URL, ""))
	}
	link, withCookie := open()
	cookie, _, _ := strings.Cut(withCookie.header.Get("Set-Cookie"), ";")
	_, withHandle := open()
	framed := strings.Replace(withHandle.header.Get("Location"), "/launched/", "/via/", 1) + "/patients/p-ada"
	signedIn = false
	inFrame := []string{"Cookie", cookie, "Sec-Fetch-Dest", "iframe"}
	require.Equal(t, http.StatusOK, s.raw(s.request(http.MethodGet, framed, "")).status)
	require.Equal(t, http.StatusOK, s.raw(s.request(http.MethodGet, "/patients/p-ada", "", inFrame...)).status)
	s.clock = s.clock.Add(5 * time.Hour)

	const theirs = "frame-ancestors 'self' https://elsewhere.example https://other.example:8443 https://record.example"
	for name, c := range map[string]struct {
		call
		heading, says string
	}{
		"a link used before":         {s.raw(s.request(http.MethodGet, link, "")), "This link can no longer be used", "What you saved is kept."},
		"a step long done":           {s.raw(s.request(http.MethodGet, withCookie.header.Get("Location"), "")), "This link can no longer be used", "What you saved is kept."},
		"a frame without cookies":    {s.raw(s.request(http.MethodGet, framed, "")), "This session has ended", "What you saved is kept."},
		"a frame with a cookie":      {s.raw(s.request(http.MethodGet, "/patients/p-ada", "", inFrame...)), "This session has ended", "What you saved is kept."},
		"a form of such a frame":     {s.raw(s.request(http.MethodPost, framed+"/find", "words=knee")), "This session has ended", "What you sent just now was not saved. Go back to copy it."},
		"a form of one with cookies": {s.raw(s.request(http.MethodPost, "/patients/p-ada/find", "words=knee", inFrame...)), "This session has ended", "What you sent just now was not saved. Go back to copy it."},
	} {
		page := string(c.body)
		require.Equal(t, http.StatusGone, c.status, name)
		require.Equal(t, "text/html; charset=utf-8", c.header.Get("Content-Type"), name)
		require.Contains(t, page, "<h1>"+c.heading+"</h1>", name)
		require.Contains(t, page, c.says, name)
		require.Contains(t, page, "open Signpost again from the patient’s record", name)
		require.Regexp(t, `<link rel="stylesheet" href="/assets/[^"]+panel\.css">`, page, name)
		require.NotRegexp(t, `<a href="/`, page, "no other page opens without a session")
		require.True(t, strings.HasSuffix(c.header.Get("Content-Security-Policy"), theirs), "a browser shows it in the frame: "+name)
	}
	fresh := s.raw(s.request(http.MethodGet, "/launch/none", "", inFrame...))
	require.Contains(t, string(fresh.body), "This link can no longer be used", "an old cookie does not stand in the way of a link")
	require.Equal(t, http.StatusForbidden, s.raw(s.request(http.MethodGet, "/patients/p-ada", "", "Cookie", cookie)).status, "this is no frame")
}
