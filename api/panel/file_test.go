package panel_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// sent goes on to a letter that was sent.
func (s *surgery) sent() string {
	s.t.Helper()
	at := s.locked()
	s.choose(at, nil)
	form := s.get(at+"/letter").form(s.t, at+"/letter")
	form.Set("go", "send")
	require.Equal(s.t, at+"/tell", s.post(at+"/letter", form))
	return at
}

func TestWhatWasSentIsFiled(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.sent()
	require.Contains(t, s.get(at+"/tell").body, `href="`+at+`/file"`)
	page := s.get(at + "/file")
	for _, says := range []string{
		"Knee pain, Signpost pathway version 1.2.0.", "Draft content: clinicians have not signed this pathway.",
		"Advised and done: Refer urgently to the knee clinic (Refer, urgent).", "Letter marked as sent on 21-Nov-2026",
		"Present: Locked knee [since the match].", "Absent: Hot knee with fever; Growing lump.", "Not known: Urate.", "Safety net: Call us if the pain gets worse.",
	} {
		require.Contains(t, page.body, says)
	}
	require.Equal(t, []string{"Patient", "DocumentReference", "DocumentReference", "ServiceRequest", "Provenance"},
		kinds(t, s.do(http.MethodPost, at+"/filing", url.Values{}).body))
}

// bowels is a sent letter of the shipped library, whose findings have codes.
func (s *surgery) bowels() string {
	s.t.Helper()
	write := func() tracking.Write { return tracking.Write{Actor: s.gp, Key: s.newID()} }
	c, err := s.service.Start(s.t.Context(), write(), tracking.NewConsultation{Patient: "p-bo", Pathway: "suspected_lower_gi_cancer"})
	require.NoError(s.t, err)
	over := engine.Answer{State: engine.Known, Number: &engine.Interval{Min: 200, Max: 400, MinOpen: true}, Given: ">200", Source: engine.Asked}
	c, err = s.service.Answer(s.t.Context(), write(), c.ID, engine.Answers{
		"rectal_bleeding": engine.Yes(), "weight_loss": engine.No(), "fit_result": over, "smoking_status": engine.Choice("ex"),
		"iron_deficiency_anaemia": engine.Unknown(engine.WhyNotDone),
	})
	require.NoError(s.t, err)
	c, err = s.service.Override(s.t.Context(), write(), c.ID, tracking.Override{Reason: tracking.AdvisedByPhone, Action: engine.Refer, Within: engine.Urgent})
	require.NoError(s.t, err)
	w := write()
	w.Version = c.Version
	_, err = s.service.Send(s.t.Context(), w, c.ID)
	require.NoError(s.t, err)
	return "/consultations/" + string(c.ID)
}

// Only what was answered here, is present and has a code is coded: a record
// system must not take the code of an absent symptom for its presence.
func TestWhatIsPresentIsFiledWithItsCode(t *testing.T) {
	t.Parallel()
	s := openSurgery(t, shipped(), filepath.Join(t.TempDir(), "signpost.db"), fstest.MapFS{})
	at := s.bowels()
	page := s.get(at + "/file")
	require.Contains(t, page.body, "Rectal bleeding (SNOMED CT 12063002)")
	require.Contains(t, page.body, "FIT result: more than 200 µg/g (SNOMED CT 1049361000000101)")
	require.NotContains(t, page.body, "89362005", "weight loss is absent")
	form := page.form(t, at+"/file")
	require.ElementsMatch(t, []string{"rectal_bleeding", "fit_result"}, form["entry"], "all are ticked")

	handed := s.do(http.MethodPost, at+"/filing", form)
	require.Equal(t, "application/fhir+json", handed.header.Get("Content-Type"))
	require.Equal(t, []string{"Patient", "DocumentReference", "Observation", "Observation", "DocumentReference", "ServiceRequest", "Provenance"}, kinds(t, handed.body))
	require.Contains(t, handed.body, `"comparator":">"`)
	require.Contains(t, handed.body, `"priority":"urgent"`)
	require.Contains(t, handed.body, "Service advised by phone")
	require.Equal(t, handed.body, s.do(http.MethodPost, at+"/filing", form).body, "the same each time")

	fewer := s.do(http.MethodPost, at+"/file", url.Values{"chosen": {"1"}, "entry": {"fit_result"}})
	require.Equal(t, http.StatusOK, fewer.status)
	require.Contains(t, fewer.body, "Codes: FIT result")
	require.NotContains(t, fewer.body, "Codes: Rectal")
	one := s.do(http.MethodPost, at+"/filing", url.Values{"chosen": {"1"}, "entry": {"fit_result"}})
	require.NotContains(t, one.body, "12063002", "what is not ticked is not handed over")
}

func kinds(t *testing.T, bundle string) []string {
	t.Helper()
	var b struct {
		Entry []struct {
			Resource struct {
				ResourceType string `json:"resourceType"`
			} `json:"resource"`
		} `json:"entry"`
	}
	require.NoError(t, json.Unmarshal([]byte(bundle), &b))
	var list []string
	for _, e := range b.Entry {
		list = append(list, e.Resource.ResourceType)
	}
	return list
}

func TestAnotherWayIsFiledWithItsReason(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at := s.locked()
	to := s.choose(at, url.Values{"do": {"action:manage:none"}, "reason": {"patient_preference"}, "text": {"Wants to wait"}})
	require.Equal(t, at+"/tell", to)
	require.NotContains(t, s.get(to).body, at+"/file", "nothing to file of a draft")
	require.Equal(t, at+"/advice", s.do(http.MethodGet, at+"/file", nil).header.Get("Location"))
	s.post(at+"/tell", s.get(to).form(t, at+"/tell"))
	page := s.get(at + "/file").body
	require.Contains(t, page, "Advised: Refer urgently to the knee clinic.")
	require.Contains(t, page, "Done: Manage here.")
	require.Contains(t, page, "Because: Patient preference: Wants to wait.")
	require.NotContains(t, kinds(t, s.do(http.MethodPost, at+"/filing", url.Values{}).body), "ServiceRequest")
}

func TestALetterWithoutAPathwayIsFiledToo(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	to := s.post("/patients/p-ada/letter", url.Values{"key": {"k"}, "title": {"Ingrowing toenail"}})
	at := strings.TrimSuffix(to, "/letter")
	form := s.get(to).form(t, to)
	for name, value := range map[string]string{"go": "send", "action": "refer", "within": "routine", "chase": "6 weeks", "service": ""} {
		form.Set(name, value)
	}
	require.Equal(t, at+"/tell", s.post(to, form))
	page := s.get(at + "/file").body
	require.Contains(t, page, "Ingrowing toenail, a letter written without a pathway.")
	require.Contains(t, page, "Advised and done: Ingrowing toenail (Refer, routine).")
	bundle := s.do(http.MethodPost, at+"/filing", url.Values{}).body
	require.Contains(t, bundle, `"ServiceRequest"`)
	require.NotContains(t, bundle, "urn:signpost:pathway")
}
