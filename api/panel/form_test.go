package panel_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestWhatIsNoFormIsSaidToBeNone: taken for an empty form it would go on as if
// it had been saved.
func TestWhatIsNoFormIsSaidToBeNone(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-ada", "knee")
	for _, kind := range []string{"application/json", "text/plain", "multipart/form-data; boundary=x", "", ";"} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, at+"/questions", strings.NewReader("rest=absent&tick=hot_knee&version=1"))
		r.Header.Set("Content-Type", kind)
		w := httptest.NewRecorder()
		s.handler.ServeHTTP(w, r)
		require.Equal(t, http.StatusUnprocessableEntity, w.Code, kind)
		require.Contains(t, w.Body.String(), "It is not written as a form.", kind)
	}
	require.Equal(t, http.StatusSeeOther, s.do(http.MethodPost, at+"/questions", url.Values{"version": {"1"}}).status)
}

// TestALongSearchIsNotTooLongAnAddress: what was found stands at an address that
// browsers, proxies and this server take.
func TestALongSearchIsNotTooLongAnAddress(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	for _, path := range []string{"/patients/find", "/patients/p-ada/find"} {
		found := s.do(http.MethodPost, path, url.Values{"words": {strings.Repeat("😀", 1000)}})
		require.Equal(t, http.StatusSeeOther, found.status)
		require.Less(t, len(found.header.Get("Location")), 6000)
		require.Equal(t, http.StatusOK, s.do(http.MethodGet, found.header.Get("Location"), nil).status)
		pasted := s.do(http.MethodPost, path, url.Values{"words": {strings.Repeat("a whole letter ", 1000)}})
		require.Equal(t, http.StatusUnprocessableEntity, pasted.status)
		require.Contains(t, pasted.body, "leave the most telling words")
		require.Regexp(t, `name="words" type="text" maxlength="1000"`, s.get(strings.TrimSuffix(path, "/find")).body)
	}
}
