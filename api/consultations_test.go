package api_test

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

type whole struct {
	Consultation tracking.Consultation `json:"consultation"`
	Decision     engine.Decision       `json:"decision"`
}

// consult is a consultation as the API gives it.
func (c call) consult() whole {
	c.t.Helper()
	require.Less(c.t, c.status, 300, string(c.body))
	var w whole
	c.json(&w)
	return w
}

func (s *surgery) start(pathway string) (at string, w whole) {
	s.t.Helper()
	got := s.do(http.MethodPost, "/api/v1/consultations", `{"patient":"p-ada","pathway":"`+pathway+`"}`)
	require.Equal(s.t, http.StatusCreated, got.status, string(got.body))
	return got.header.Get("Location"), got.consult()
}

const lockedKnee = `{"answers":{"hot_knee":false,"knee_lump":"no","urate":"6 mg/dL","knee_film":{"value":"not_known","why":"not_done"},
	"knee_tried":["rest"],"locked_knee":{"value":true,"note":"since the match"}}}`

func TestFromStartToSentLetter(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, begun := s.start("knee")
	require.Equal(t, tracking.Draft, begun.Consultation.State)
	require.Equal(t, engine.Open, begun.Decision.Status)
	require.Contains(t, begun.Consultation.Answers, "knee_side", "the record's answers are there")

	decided := s.do(http.MethodPost, at+"/answers", lockedKnee).consult()
	require.Equal(t, engine.Decided, decided.Decision.Status)
	require.Equal(t, "orthopaedics", decided.Decision.Outcome.ID)
	require.Equal(t, "since the match", decided.Consultation.Answers["locked_knee"].Note)

	service := decided.Decision.Services[0].ID
	require.Equal(t, service, s.do(http.MethodPut, at+"/service", `{"service":"`+service+`"}`).consult().Consultation.Service)
	worded := s.do(http.MethodPut, at+"/words", `{"free_text":"Works as a baker."}`).consult()
	require.Equal(t, "Works as a baker.", worded.Consultation.FreeText)

	require.Contains(t, string(s.do(http.MethodGet, at+"/letter.txt", "").body), "Works as a baker.")
	require.Contains(t, string(s.do(http.MethodGet, at+"/letter.html", "").body), "Works as a baker.")
	require.True(t, strings.HasPrefix(string(s.do(http.MethodGet, at+"/letter.pdf", "").body), "%PDF-"))

	version := `{"version":` + strconv.Itoa(worded.Consultation.Version) + `}`
	sent := s.do(http.MethodPost, at+"/send", version, "Idempotency-Key", "send-1").consult()
	require.Equal(t, tracking.Sent, sent.Consultation.State)
	require.Equal(t, "2026-12-05", sent.Consultation.Referral.ChaseOn)

	kept := s.do(http.MethodGet, at+"/letter.pdf", "")
	sum := sha256.Sum256(kept.body)
	require.Equal(t, sent.Consultation.Referral.PDFSHA256, hex.EncodeToString(sum[:]), "the PDF is what was sent")
	require.Equal(t, sent.Decision, s.do(http.MethodGet, at, "").consult().Decision)

	again := s.do(http.MethodPost, at+"/send", version, "Idempotency-Key", "send-1").consult()
	require.Equal(t, sent, again, "the same key gives the same result")
	closed := s.do(http.MethodPost, at+"/answers", lockedKnee)
	require.Equal(t, http.StatusConflict, closed.status)
	require.Contains(t, closed.problem().Detail, "was sent")
}

func TestSendingAgainstTheAdviceNeedsAReasonAndNothingElse(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, begun := s.start("knee")
	version := `{"version":` + strconv.Itoa(begun.Consultation.Version) + `}`
	p := s.do(http.MethodPost, at+"/send", version).problem()
	require.Equal(t, "/override", p.Errors[0].Pointer)

	own := s.do(http.MethodPut, at+"/override", `{"reason":"clinical_judgement","action":"refer","within":"urgent","text":"I am worried."}`).consult()
	require.Equal(t, engine.Urgent, own.Consultation.Override.Within)
	version = `{"version":` + strconv.Itoa(own.Consultation.Version) + `}`
	require.Equal(t, tracking.Sent, s.do(http.MethodPost, at+"/send", version).consult().Consultation.State)
	require.Contains(t, string(s.do(http.MethodGet, at+"/letter.txt", "").body), "I am worried.")

	list := s.do(http.MethodGet, "/api/v1/consultations?overridden=true&state=sent&limit=10", "")
	require.Contains(t, string(list.body), begun.Consultation.ID)
}

func TestTakingBack(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, begun := s.start("knee")
	s.do(http.MethodPost, at+"/answers", `{"answers":{"hot_knee":true}}`)
	back := s.do(http.MethodPost, at+"/undo", `{}`).consult()
	require.Equal(t, begun.Consultation.Answers, back.Consultation.Answers)
	require.Equal(t, http.StatusConflict, s.do(http.MethodPost, at+"/undo", `{}`).status)

	s.do(http.MethodPut, at+"/override", `{"reason":"patient_preference","action":"manage"}`)
	require.Nil(t, s.do(http.MethodDelete, at+"/override", "").consult().Consultation.Override)
	forgotten := s.do(http.MethodPost, at+"/answers", `{"forget":["knee_side"]}`).consult()
	require.NotContains(t, forgotten.Consultation.Answers, "knee_side")
	require.Equal(t, tracking.Abandoned, s.do(http.MethodPost, at+"/abandon", `{}`).consult().Consultation.State)
}

func TestFinishingWithAdvice(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, _ := s.start("knee")
	begun := s.do(http.MethodPost, at+"/answers", lockedKnee).consult()
	done := s.do(http.MethodPost, at+"/finish", `{"version":`+strconv.Itoa(begun.Consultation.Version)+`}`).consult()
	require.Equal(t, tracking.Advised, done.Consultation.State)
	missing := s.do(http.MethodPost, at+"/finish", `{}`).problem()
	require.Equal(t, "/version", missing.Errors[0].Pointer)
}

func TestWritesAreKnownByTheirKey(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	body := `{"patient":"p-ada","pathway":"knee"}`
	first := s.do(http.MethodPost, "/api/v1/consultations", body, "Idempotency-Key", "start-1")
	second := s.do(http.MethodPost, "/api/v1/consultations", body, "Idempotency-Key", "start-1")
	require.Equal(t, first.header.Get("Location"), second.header.Get("Location"))
	other := s.do(http.MethodPost, "/api/v1/consultations", `{"patient":"p-ada","pathway":"knee_lump_clinic"}`, "Idempotency-Key", "start-1")
	require.Equal(t, http.StatusConflict, other.status)
	require.Equal(t, "Idempotency-Key", other.problem().Errors[0].Header)
	long := s.raw(s.request(http.MethodPost, "/api/v1/consultations", body, "Idempotency-Key", strings.Repeat("k", 201)))
	require.Equal(t, http.StatusUnprocessableEntity, long.status)
	require.Equal(t, "Idempotency-Key", long.problem().Errors[0].Header)
}

func TestWhatIsNotThereAndWhatIsNotAllowed(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, _ := s.start("knee")
	for _, c := range []struct {
		name, method, path, body string
		status                   int
		field                    string
	}{
		{"no consultation", http.MethodGet, "/api/v1/consultations/nobody", "", 404, ""},
		{"no patient", http.MethodGet, "/api/v1/patients/nobody", "", 404, ""},
		{"no pathway", http.MethodGet, "/api/v1/pathways/gout", "", 404, ""},
		{"no finding", http.MethodGet, "/api/v1/findings/gout", "", 404, ""},
		{"start on no pathway", http.MethodPost, "/api/v1/consultations", `{"patient":"p-ada","pathway":"gout"}`, 422, "/pathway"},
		{"start for nobody", http.MethodPost, "/api/v1/consultations", `{"patient":"nobody","pathway":"knee"}`, 404, ""},
		{"stale version", http.MethodPost, at + "/answers", `{"version":9,"answers":{"hot_knee":true}}`, 409, ""},
		{"negative version", http.MethodPost, at + "/answers", `{"version":-1,"answers":{"hot_knee":true}}`, 422, "/version"},
		{"no answers", http.MethodPost, at + "/answers", `{}`, 422, "/answers"},
		{"wrong answer", http.MethodPost, at + "/answers", `{"answers":{"hot_knee":3}}`, 422, "/answers/hot_knee"},
		{"no such service", http.MethodPut, at + "/service", `{"service":"moon"}`, 422, "/service"},
		{"no such reason", http.MethodPut, at + "/override", `{"reason":"mood"}`, 422, "/reason"},
		{"no such state", http.MethodGet, "/api/v1/consultations?state=lost", "", 422, "state"},
		{"no such limit", http.MethodGet, "/api/v1/consultations?limit=0", "", 422, "limit"},
		{"no such flag", http.MethodGet, "/api/v1/consultations?overridden=perhaps", "", 422, "overridden"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := s.do(c.method, c.path, c.body)
			p := got.problem()
			require.Equal(t, c.status, got.status, string(got.body))
			if c.field != "" {
				require.Equal(t, c.field, p.Errors[0].Pointer+p.Errors[0].Parameter)
			}
		})
	}
}

func TestAnotherPracticeSeesNothing(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, _ := s.start("knee")
	s.actor.Practice = "FP002"
	require.Equal(t, http.StatusForbidden, s.do(http.MethodGet, at, "").status)
	require.Equal(t, http.StatusForbidden, s.do(http.MethodGet, at+"/letter.pdf", "").status)
	require.NotContains(t, string(s.do(http.MethodGet, "/api/v1/consultations", "").body), "Tester")
	require.NotContains(t, string(s.do(http.MethodGet, "/api/v1/patients", "").body), "Tester")
}

func TestLibrary(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	require.Contains(t, string(s.do(http.MethodGet, "/api/v1/pathways", "").body), `"id":"knee"`)
	found := s.do(http.MethodGet, "/api/v1/pathways?search=gonaglia", "")
	require.Contains(t, string(found.body), `"because":"gonalgia"`)
	library, _ := knees()
	for _, p := range library.Pathways() {
		require.Equal(t, http.StatusOK, s.do(http.MethodGet, "/api/v1/pathways/"+p.About().ID, "").status)
	}
	require.Equal(t, http.StatusOK, s.do(http.MethodGet, "/api/v1/findings/urate", "").status)
	require.Equal(t, http.StatusOK, s.do(http.MethodGet, "/api/v1/services", "").status)
}

func TestPatients(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	require.Contains(t, string(s.do(http.MethodGet, "/api/v1/patients", "").body), "9990000018")
	require.Contains(t, string(s.do(http.MethodPost, "/api/v1/patients/search", `{"words":"ada"}`).body), "Tester")
	require.JSONEq(t, `{"patients":[]}`, string(s.do(http.MethodPost, "/api/v1/patients/search", `{"words":"nobody"}`).body))
	require.Contains(t, string(s.do(http.MethodGet, "/api/v1/patients/p-ada", "").body), "knee_side")
}

func TestAnOverrideNamesAnOutcomeOfThePathway(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, _ := s.start("knee")
	wrong := s.do(http.MethodPut, at+"/override", `{"reason":"clinical_judgement","outcome":"knee_replacement"}`)
	require.Equal(t, http.StatusUnprocessableEntity, wrong.status)
	p := wrong.problem()
	require.Equal(t, "/outcome", p.Errors[0].Pointer)
	require.Contains(t, string(wrong.body), "orthopaedics", "the legal ones are named")
	require.Nil(t, s.do(http.MethodGet, at, "").consult().Consultation.Override, "nothing was kept")
	require.Equal(t, http.StatusOK, s.do(http.MethodPut, at+"/override", `{"reason":"clinical_judgement","outcome":"physiotherapy"}`).status)
}

func TestALetterWithoutAPathway(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	begin := func(body string) call { return s.do(http.MethodPost, "/api/v1/consultations", body) }
	require.Equal(t, http.StatusUnprocessableEntity, begin(`{"patient":"p-ada","pathway":"knee","own":{"action":"refer","within":"routine"}}`).status)
	require.Equal(t, http.StatusUnprocessableEntity, begin(`{"patient":"p-ada","own":{"action":"manage","within":"routine"}}`).status)
	require.Equal(t, http.StatusUnprocessableEntity, begin(`{"patient":"p-ada","own":{"action":"refer","within":""}}`).status)
	begun := begin(`{"patient":"p-ada","own":{"title":"Sinusitis","action":"refer","within":"routine"}}`)
	require.Equal(t, http.StatusCreated, begun.status, string(begun.body))
	at := begun.header.Get("Location")
	require.Empty(t, begun.consult().Consultation.Pathway.ID)

	changed := s.do(http.MethodPut, at+"/own", `{"own":{"title":"Sinusitis for a year","action":"advice_and_guidance","within":"urgent","chase_after":"2 weeks"}}`).consult()
	require.Equal(t, engine.AdviceAndGuidance, changed.Decision.Outcome.Action)
	require.Equal(t, http.StatusUnprocessableEntity, s.do(http.MethodPut, at+"/own", `{"own":{"action":"refer","within":"routine","chase_after":"soon"}}`).status)
	require.Equal(t, http.StatusUnprocessableEntity, s.do(http.MethodPut, at+"/override", `{"reason":"clinical_judgement","action":"refer"}`).status)
	text := string(s.do(http.MethodGet, at+"/letter.txt", "").body)
	require.Contains(t, text, "Sinusitis for a year")
	require.Contains(t, text, "Written without a pathway")
	sent := s.do(http.MethodPost, at+"/send", `{"version":2}`).consult().Consultation
	require.Equal(t, "2026-12-05", sent.Referral.ChaseOn)
	other, _ := s.start("knee")
	require.Equal(t, http.StatusUnprocessableEntity, s.do(http.MethodPut, other+"/own", `{"own":{"action":"refer","within":"routine"}}`).status)
}

func TestOnlyWhatTheRecordHasCanBeLeftOut(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	require.Equal(t, http.StatusCreated, s.do(http.MethodPost, "/api/v1/launches", adaAgain).status)
	at, _ := s.start("knee")
	require.Equal(t, []string{"Viral sinusitis"}, s.do(http.MethodPut, at+"/words", `{"leave_out":["Viral sinusitis"]}`).consult().Consultation.LeaveOut)
	require.NotContains(t, string(s.do(http.MethodGet, at+"/letter.txt", "").body), "Viral sinusitis")
	require.Equal(t, "/leave_out", s.do(http.MethodPut, at+"/words", `{"leave_out":["Gout"]}`).problem().Errors[0].Pointer)
}
