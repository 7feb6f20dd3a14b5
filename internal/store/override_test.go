package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

func TestOverride_outlives_no_advice_that_it_did_not_answer(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	c, err := p.Answer(t.Context(), p.seen(c), c.ID, engine.Answers{"fit_result": engine.Number(2)})
	require.NoError(t, err)
	own := tracking.Override{Reason: tracking.ClinicalJudgement, Action: engine.Manage, Within: engine.NoTime, Text: "Watch and wait."}
	c, err = p.Override(t.Context(), p.seen(c), c.ID, own)
	require.NoError(t, err)
	require.Equal(t, "manage", c.Override.Advised.Outcome)
	c, err = p.Answer(t.Context(), p.seen(c), c.ID, engine.Answers{"fit_result": engine.Number(42)})
	require.NoError(t, err)
	_, err = p.Send(t.Context(), p.seen(c), c.ID)
	refused(t, err, tracking.Invalid, "override")
	_, err = p.Finish(t.Context(), p.seen(c), c.ID)
	refused(t, err, tracking.Invalid, "override")
	require.Equal(t, "Watch and wait.", c.Override.Text, "nothing is lost")
	c, err = p.Override(t.Context(), p.seen(c), c.ID, own)
	require.NoError(t, err, "chosen again, it stands")
	_, err = p.Finish(t.Context(), p.seen(c), c.ID)
	require.NoError(t, err)
}

func TestOverride_of_their_own_is_chased_by_how_soon(t *testing.T) {
	p := newPractice(t, store.Options{})
	for within, day := range map[engine.Within]string{engine.Now: "2026-11-21", engine.SameDay: "2026-11-21", engine.Hours48: "2026-11-23", engine.Urgent: "2026-12-05", engine.Routine: "2027-01-02"} {
		c := p.start(t)
		c, err := p.Override(t.Context(), p.seen(c), c.ID, tracking.Override{Reason: tracking.PatientPreference, Action: engine.Refer, Within: within})
		require.NoError(t, err)
		c, err = p.Send(t.Context(), p.seen(c), c.ID)
		require.NoError(t, err)
		require.Equal(t, day, c.Referral.ChaseOn)
	}
}

func TestOverride_names_a_way(t *testing.T) {
	p := newPractice(t, store.Options{})
	for name, w := range map[string]struct {
		own   tracking.Override
		field string
	}{
		"no way":                   {tracking.Override{}, "action"},
		"how soon, but not what":   {tracking.Override{Within: engine.Urgent}, "action"},
		"a referral, but how soon": {tracking.Override{Action: engine.Refer}, "within"},
		"advice, but how soon":     {tracking.Override{Action: engine.AdviceAndGuidance}, "within"},
	} {
		t.Run(name, func(t *testing.T) {
			c := p.start(t)
			w.own.Reason = tracking.ClinicalJudgement
			_, err := p.Override(t.Context(), p.seen(c), c.ID, w.own)
			refused(t, err, tracking.Invalid, w.field)
			kept, err := p.Resume(t.Context(), p.gp, c.ID)
			require.NoError(t, err)
			require.Nil(t, kept.Override, "nothing was chosen")
		})
	}
	c := p.start(t)
	_, err := p.Override(t.Context(), p.seen(c), c.ID, tracking.Override{Reason: tracking.ClinicalJudgement, Action: engine.Manage})
	require.NoError(t, err, "what is not sent needs no time")
}

func TestList_names_the_outcome_that_went_out(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	c, err := p.Answer(t.Context(), p.seen(c), c.ID, engine.Answers{"fit_result": engine.Number(2)})
	require.NoError(t, err)
	c, err = p.Override(t.Context(), p.seen(c), c.ID, tracking.Override{Reason: tracking.PatientPreference, Outcome: "ask"})
	require.NoError(t, err)
	_, err = p.Send(t.Context(), p.seen(c), c.ID)
	require.NoError(t, err)
	list, err := p.List(t.Context(), p.gp, tracking.Filter{State: tracking.Sent})
	require.NoError(t, err)
	require.Equal(t, "ask", list[0].Outcome.ID)
	require.Equal(t, "2026-12-12", list[0].ChaseOn)
}

func TestFinish_records_no_advice_while_there_is_none(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	_, err := p.Finish(t.Context(), p.seen(c), c.ID)
	refused(t, err, tracking.Invalid, "override")
}
