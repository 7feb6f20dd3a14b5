package panel_test

import (
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/tracking"
)

// TestAFormOfSomebodyElseIsNotUsed: the patient's own details are never
// overruled by a form, and what else it says is not taken for theirs.
func TestAFormOfSomebodyElseIsNotUsed(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	for name, form := range map[string]url.Values{
		"an age":                  {"a.age": {"40"}},
		"a sex":                   {"a.sex": {"male"}},
		"in a form to go on with": {"a.age": {"40"}, "go": {"later"}},
		"as a change":             {"a.age": {"40"}, "change": {"age"}},
	} {
		at := s.start("p-ada", "knee")
		form["t.hot_knee"], form["tick"], form["rest"], form["version"] = []string{"yes"}, []string{"hot_knee"}, []string{"absent"}, []string{"1"}
		got := s.do(http.MethodPost, at+"/questions", form)
		require.Equal(t, http.StatusUnprocessableEntity, got.status, name)
		require.Contains(t, got.body, "There is a problem", name)
		require.Regexp(t, `(Age: 40 years|Sex: Male) is not the patient(&#39;|')s own, which is (65 years|Female)\. Nothing was saved\. Make sure that this is the right patient`, got.body, name)
		require.Contains(t, got.body, `name="t.hot_knee" type="checkbox" value="yes" checked`, "what was ticked still stands there: "+name)
		require.NotContains(t, got.fields(), "a.age", "the page asks for no age: "+name)
		require.Contains(t, s.get(at).body, "A hot knee with fever?", "it is still to be asked: "+name)
	}
}

// TestAnAgeThatIsThePatientsOwnIsLeftToTheirDetails: it would be wrong after
// their birthday.
func TestAnAgeThatIsThePatientsOwnIsLeftToTheirDetails(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.start("p-ada", "knee")
	s.say(at, url.Values{"a.age": {"65"}, "a.sex": {"female"}, "t.hot_knee": {}, "rest": {"absent"}})
	body := s.get(at + "/questions?look=answers").body
	require.Contains(t, body, "Hot knee with fever", "the rest is saved")
	require.NotContains(t, body, "<dt>Age</dt>")
	require.NotContains(t, s.get(at+"/questions?change=age").fields(), "a.age", "there is nothing to change")
}

// admitDi adds a patient of whom only the name is known.
func (s *surgery) admitDi() {
	s.t.Helper()
	require.NoError(s.t, s.service.AddPatients(s.t.Context(), s.gp, []tracking.Record{{Patient: tracking.Patient{
		ID: "p-di", Practice: "FP001", Given: "Di", Family: "Specimen", Allergies: tracking.Allergies{State: tracking.AllergiesNotRecorded},
	}}}))
}

// TestAnAgeThatNobodyHasIsAsked: without a date of birth the GP's word counts.
func TestAnAgeThatNobodyHasIsAsked(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	s.admitDi()
	at := s.start("p-di", "knee")
	s.say(at, url.Values{"a.age": {"40"}, "rest": {"absent"}})
	require.Contains(t, s.get(at+"/questions?look=answers").body, "40\u00a0years")
	ask := s.get(at + "/questions?change=age")
	require.Contains(t, ask.fields(), "a.age")
	require.Regexp(t, `name="a\.age"[^>]*>.{0,120}years`, ask.body, "that is what a number is taken for")
	require.NotContains(t, ask.body, "months")
}

// TestAnAgeTypedWithTheSymptomsCounts: where the details say none, the GP's word
// is screened with, and goes along.
func TestAnAgeTypedWithTheSymptomsCounts(t *testing.T) {
	t.Parallel()
	s := openSurgery(t, shipped(), filepath.Join(t.TempDir(), "signpost.db"), fstest.MapFS{})
	s.admitDi()
	page := s.get(s.post("/patients/p-di/find", url.Values{"words": {"dysphagia, 62 year old man"}}))
	require.Contains(t, page.body, "Taken as: Dysphagia; 62\u00a0years; Male.")
	require.NotContains(t, page.body, "Not used")
	form := page.form(t, "/patients/p-di/start")
	form.Set("pathway", "suspected_upper_gi_cancer")
	at := s.post("/patients/p-di/start", form)
	body := s.get(strings.TrimSuffix(at, "/advice") + "/questions?look=answers").body
	require.Contains(t, body, "62\u00a0years")
	require.Contains(t, body, "<dt>Sex</dt>")

	ada := s.get(s.post("/patients/p-ada/find", url.Values{"words": {"dysphagia, 40 year old man"}}))
	require.Contains(t, ada.body, "Not used: 40\u00a0years, as the record says otherwise; Male, as the record says otherwise.")
	form = ada.form(t, "/patients/p-ada/start")
	form.Set("pathway", "suspected_upper_gi_cancer")
	at = s.post("/patients/p-ada/start", form)
	require.NotContains(t, s.get(strings.TrimSuffix(at, "/advice")+"/questions?look=answers").body, "<dt>Sex</dt>")
}
