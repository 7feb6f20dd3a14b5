package panel_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestTheAddressOfAFormLeadsToItsPage: a browser that shows why a form was
// refused stands at the form's own address.
func TestTheAddressOfAFormLeadsToItsPage(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-ada", "knee")
	require.Equal(t, http.StatusUnprocessableEntity, s.do(http.MethodPost, at+"/undo", url.Values{}).status)
	for address, page := range map[string]string{
		at + "/undo":             at,
		at + "/go-on":            at,
		at + "/seen":             at,
		at + "/live":             at,
		"/patients/p-ada/start":  "/patients/p-ada",
		"/patients/p-ada/find":   "/patients/p-ada",
		"/patients/p-ada/letter": "/patients/p-ada",
		"/patients/find":         "/patients",
	} {
		got := s.do(http.MethodGet, address, nil)
		require.Equal(t, http.StatusSeeOther, got.status, address)
		require.Equal(t, page, got.header.Get("Location"))
	}
	require.Equal(t, http.StatusNotFound, s.do(http.MethodGet, at+"/nothing", nil).status)
}
