package panel_test

import (
	"net/url"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"
)

// What only the letter wants is quicker ticked than answered one by one. To
// tick nothing says nothing, and holds nobody up.
func TestTheLetterAsksInOneList(t *testing.T) {
	t.Parallel()
	s := openSurgery(t, shipped(), filepath.Join(t.TempDir(), "signpost.db"), fstest.MapFS{})
	at := s.start("p-ada", "suspected_breast_cancer")
	s.post(at+"/questions", url.Values{"a.unexplained_breast_lump": {"yes"}, "go": {"next"}})
	letter := at + "/questions?for=letter"
	require.Equal(t, letter, s.choose(at, nil))

	asked := s.get(letter)
	require.Contains(t, asked.body, "Tick what is present")
	require.NotContains(t, asked.body, `name="t.patient_knows_suspected_cancer_referral"`, "this is no finding to attest")
	form := asked.form(t, at+"/questions")
	form.Set("go", "next")
	require.Equal(t, at+"/letter", s.post(at+"/questions", form), "none of it has to be answered")
	require.Contains(t, s.get(at+"/letter").body, "Still missing:")

	form.Set("t.unilateral_nipple_discharge", "yes")
	form.Set("rest", "absent")
	form.Set("a.patient_knows_suspected_cancer_referral", "yes")
	form.Set("a.support_needed_for_appointment", "None")
	require.Equal(t, at+"/letter", s.post(at+"/questions", form))
	require.NotContains(t, s.get(at+"/letter").body, "Still missing:")
}

// Another pathway's routine offer does not stand above the advice in red.
func TestWhatCanWaitDoesNotLead(t *testing.T) {
	t.Parallel()
	s := openSurgery(t, shipped(), filepath.Join(t.TempDir(), "signpost.db"), fstest.MapFS{})
	at := s.start("p-ada", "suspected_breast_cancer")
	require.Equal(t, at+"/advice", s.say(at, url.Values{"rest": {"absent"}, "a.smoking_status": {"current"}}))
	questions, advice := s.get(at+"/questions").body, s.get(at+"/advice").body
	require.Contains(t, advice, "<h2>Met on other pathways</h2>\n<ul class=\"sp-list\">\n<li>Offer the stop smoking service (routine)<form")
	require.NotContains(t, advice, "More urgent: </span>Offer the stop smoking service")
	require.NotContains(t, questions, "stop smoking", "it does not come before the questions")
	require.Contains(t, s.get(s.post(at+"/go-on", url.Values{"key": {"k"}, "pathway": {"copd"}})).body, "COPD")
}
