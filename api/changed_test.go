package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api"
	"signpost.health/signpost/api/panel"
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/tracking"
)

// changed asks what has changed since a draft was left, and gives it with what
// a GP reads on the page of the same.
func (s *surgery) changed(at string) (panel.Meanwhile, string) {
	s.t.Helper()
	c := s.do(http.MethodGet, at+"/changed", "")
	require.Equal(s.t, http.StatusOK, c.status, string(c.body))
	var m panel.Meanwhile
	c.json(&m)
	return m, string(s.raw(s.request(http.MethodGet, strings.TrimPrefix(at, "/api/v1")+"/changed", "")).body)
}

func TestChangedSaysWhatThePageSays(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, _ := s.start("knee")
	s.do(http.MethodPost, at+"/answers", lockedKnee)
	before, _ := s.changed(at)
	require.False(t, before.Any)
	require.Empty(t, before.Advice)

	moved := strings.Replace(adaAgain, `"gender":"female"`, `"gender":"female","address":[{"text":"9 New Lane, Fernside"}]`, 1)
	require.Equal(t, http.StatusCreated, s.do(http.MethodPost, "/api/v1/launches", moved).status)
	s.clock = s.clock.Add(24 * time.Hour)
	m, page := s.changed(at)
	require.True(t, m.Any)
	require.False(t, m.Expired)
	require.Equal(t, []string{"Address: 9 New Lane, Fernside (was none)", "New diagnosis: Viral sinusitis"}, m.Patient)
	require.Equal(t, "knee_side", m.Answers[0].Finding)
	require.Equal(t, []string{"left"}, m.Answers[0].Before.Options)
	require.Nil(t, m.Answers[0].Now, "no longer in the record")
	for _, says := range append(m.Patient, "no longer in the record", m.Advice[0].Says) {
		require.Contains(t, page, says)
	}
	s.clock = s.clock.Add(tracking.KeepDraft)
	m, _ = s.changed(at)
	require.True(t, m.Expired)

	s.clock = s.clock.Add(-tracking.KeepDraft)
	require.Equal(t, http.StatusOK, s.do(http.MethodPost, at+"/abandon", `{}`).status)
	m, _ = s.changed(at)
	require.False(t, m.Any, "what has ended does not change")
	require.Equal(t, http.StatusNotFound, s.do(http.MethodGet, "/api/v1/consultations/none/changed", "").status)
	s.actor.Practice = "FP002"
	require.Equal(t, http.StatusForbidden, s.do(http.MethodGet, at+"/changed", "").status)
}

func TestChangedSaysWhichAnswersAreOutOfDate(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	ada, err := s.service.Patient(t.Context(), s.actor, "p-ada")
	require.NoError(t, err)
	urate := engine.Number(380)
	urate.Source, urate.Date = engine.FromRecord, "2025-11-24"
	ada.Answers["urate"] = urate
	require.NoError(t, s.service.AddPatients(t.Context(), s.actor, []tracking.Record{ada}))
	at, _ := s.start("knee")
	s.clock = s.clock.Add(5 * 24 * time.Hour)
	m, page := s.changed(at)
	require.Equal(t, []panel.Aged{{Finding: "urate", Says: "Urate (380 umol/L, 24-Nov-2025) is now out of date and counts as not known."}}, m.Aged)
	require.Contains(t, page, m.Aged[0].Says)
}

func TestChangedSaysWhatIsNewInTheLibrary(t *testing.T) {
	t.Parallel()
	older, files := knees()
	var changed []*source.File
	for _, f := range files {
		text := strings.NewReplacer(`version: "1.2.0"`, `version: "2.0.0"`, "value: 360", "value: 300",
			"state: {is: open, since: 2026-11-20, wait_days: 21}", "state: {is: paused, since: 2026-11-21, instead: far_knee_clinic}").Replace(string(f.Data))
		changed = append(changed, source.NewFile(f.Path, []byte(text)))
	}
	today, found := engine.Load(changed, engine.Options{})
	require.NotNil(t, today, "%v", found)
	s := newSurgery(t, func(c *api.Config) {
		c.Library, c.Older = today, func(string) (*engine.Library, error) { return older, nil }
	})
	at, _ := s.start("knee")
	s.do(http.MethodPost, at+"/answers", lockedKnee)
	m, page := s.changed(at)
	require.Equal(t, "2.0.0", m.Version)
	require.Equal(t, today.Digest(), m.Library)
	require.Equal(t, []string{"Urate that points to gout (at or above): lowered from 360 to 300 umol/L.", "Changed rule: Urate points to gout. It leads to: Ask rheumatology for advice."}, m.Pathway)
	require.Equal(t, []string{"Knee clinic: paused (was open, first seen in about 21 days)."}, m.Services)
	require.Equal(t, "On version 2.0.0", m.Advice[len(m.Advice)-1].When)
	for _, says := range append(m.Pathway, m.Services...) {
		require.Contains(t, page, says)
	}
}
