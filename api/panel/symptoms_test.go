package panel_test

import (
	"net/url"
	"path/filepath"
	"testing"
	"testing/fstest"

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
	require.Contains(t, page.body, "Not used: glorp")
	require.Contains(t, page.body, "Refer for a suspected sarcoma")
	form := page.form(t, "/patients/p-ada/start")
	require.NotContains(t, form.Get("symptoms"), "swelling", "what a patient has is not in the page's addresses or fields in clear")
	form.Set("pathway", "knee_lump_clinic")
	form.Del("go")
	at := s.post("/patients/p-ada/start", form)
	require.Contains(t, s.get(at).body, "Growing lump")
}

// TestWhatSymptomsLeadTo: as a GP types them, with what they are taken for.
func TestWhatSymptomsLeadTo(t *testing.T) {
	t.Parallel()
	s := openSurgery(t, shipped(), filepath.Join(t.TempDir(), "signpost.db"), fstest.MapFS{})
	for words, want := range map[string][]string{ // of a woman of 65
		"wt loss, tired": {
			"Taken as: Weight loss; Tiredness.", "One answer away", "If: Persistent tiredness",
			"1 more, less urgent", "More than one answer away", "Depends on: Unexplained tiredness, Unexplained weight loss",
		},
		"dysphagia, 62":  {"Met", "Refer, suspected cancer", "Not used: 62\u00a0years, as the record says otherwise"},
		"haemoptisis":    {"Haemoptysis (“haemoptisis”)", "If: Unexplained haemoptysis"},
		"PMB":            {"More than one answer away", "Depends on: Unexplained post-menopausal bleeding, Bleeding attributable to HRT"},
		"?cauda equina":  {"Cauda equina features (to be asked)", "If: Cauda equina features", "Refer, today"},
		"PR bleed 3/52":  {"Taken as: Rectal bleeding. Not used: 3/52", "If: Unexplained rectal bleeding"},
		"no weight loss": {"Taken as: Weight loss: no", "No recommendation depends on these symptoms for this patient."},
		"CA125 60":       {"Taken as: CA125 60", "CA125 is raised for the age", "NICE NG12 1.5.9"},
		"glorp, blarg":   {"No pathway fits these words."},
		// Two rows to one recommendation, with every source.
		"tired": {"NICE NG12 1.5.8, 1.5.3", "© NICE 2026", "Draft content"},
	} {
		t.Run(words, func(t *testing.T) {
			t.Parallel()
			page := s.get(s.post("/patients/p-ada/find", url.Values{"words": {words}}))
			for _, text := range want {
				require.Contains(t, page.body, text)
			}
		})
	}
}

// TestWhatWasTypedStaysInSight: symptoms that the pathway asks about only in a
// narrower form stand among the answers of its page.
func TestWhatWasTypedStaysInSight(t *testing.T) {
	t.Parallel()
	s := openSurgery(t, shipped(), filepath.Join(t.TempDir(), "signpost.db"), fstest.MapFS{})
	page := s.get(s.post("/patients/p-ada/find", url.Values{"words": {"haemoptisis, no weight loss"}}))
	form := page.form(t, "/patients/p-ada/start")
	form.Set("pathway", "suspected_lung_cancer")
	form.Del("go")
	body := s.get(s.post("/patients/p-ada/start", form)).body
	require.Contains(t, body, "Haemoptysis")
	require.Contains(t, body, "Weight loss")
	require.Contains(t, body, "change=haemoptysis")
}
