package panel_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestCOPDFromPatientToSent(t *testing.T) {
	s := newSurgery(t)
	require.Contains(t, s.get("/").body, "TESTER, Ada (Mrs)")

	found := s.get(s.post("/patients/p-ada/find", url.Values{"words": {"emphysema"}}))
	require.Contains(t, found.body, "COPD, suspected or difficult to manage")
	require.NotContains(t, found.body, "tonsillitis")

	at := s.start("p-ada", "copd")
	red := s.get(at + "/questions")
	require.Contains(t, red.body, "Red flags")
	form := red.form(t, at+"/questions")
	form.Set("rest", "absent")
	form.Set("go", "next")
	require.Equal(t, at+"/questions", s.post(at+"/questions", form))
}
