package panel_test

import (
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestSymptomsLeadIntoThePathway: symptoms typed before a pathway is chosen
// are screened, and go along as answers.
func TestSymptomsLeadIntoThePathway(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	page := s.get(s.post("/patients/p-ada/find", url.Values{"words": {"swelling, glorp"}}))
	require.Contains(t, page.body, "From these symptoms")
	require.Contains(t, page.body, "Growing lump")
	require.Contains(t, page.body, "Not understood: glorp")
	require.Contains(t, page.body, "Refer for a suspected sarcoma")
	form := page.form(t, "/patients/p-ada/start")
	require.NotContains(t, form.Get("symptoms"), "swelling", "what a patient has is not in the page's addresses or fields in clear")
	form.Set("pathway", "knee_lump_clinic")
	form.Del("go")
	at := s.post("/patients/p-ada/start", form)
	require.Contains(t, s.get(at).body, "Growing lump")
}
