package api_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestAFormTooLongSaysThatNothingOfItIsLost(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, _ := s.start("knee")
	page := strings.TrimPrefix(at, "/api/v1")
	form := url.Values{"free_text": {strings.Repeat("long ", 300_000)}, "version": {"1"}, "go": {"update"}}.Encode()
	c := s.raw(s.request(http.MethodPost, page+"/letter", form, "Content-Type", "application/x-www-form-urlencoded"))
	require.Equal(t, http.StatusRequestEntityTooLarge, c.status)
	main, _, _ := strings.Cut(string(c.body), "</main>")
	require.Contains(t, main, "What you wrote is not lost: go back in your browser, and it still stands there.")
	require.Contains(t, main, "about four thousand words")
	require.NotContains(t, main, "<a href=\"/", "nothing leads to an empty form")
}
