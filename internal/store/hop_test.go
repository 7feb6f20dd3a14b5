package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

// later lets a minute go by.
func (p *practice) later() { p.clock = p.clock.Add(time.Minute) }

func (p *practice) answers(t *testing.T, id tracking.ID, set engine.Answers, forget ...string) {
	t.Helper()
	p.later()
	_, err := p.Answer(t.Context(), p.by(), id, set, forget...)
	require.NoError(t, err)
}

// hop goes on from a consultation with another pathway, as from a page that was
// just opened, and gives where.
func (p *practice) hop(t *testing.T, from tracking.ID, pathway string) tracking.Consultation {
	t.Helper()
	p.later()
	id, err := p.Hop(t.Context(), p.by(), from, pathway)
	require.NoError(t, err)
	c, err := p.Resume(t.Context(), p.gp, id)
	require.NoError(t, err)
	return c
}

func TestHop_goes_on_with_the_draft_that_stands(t *testing.T) {
	t.Parallel()
	p := newPractice(t, store.Options{})
	one := p.start(t)
	p.answers(t, one.ID, engine.Answers{"cough": engine.Yes(), "fever": engine.Yes(), "fit_result": engine.Number(4), "rash": engine.Yes()})
	first := p.hop(t, one.ID, "lung")
	require.Equal(t, one.ID, first.From)
	p.answers(t, first.ID, engine.Answers{"fever": engine.No(), "age_at_onset": engine.Number(40)})
	p.answers(t, one.ID, engine.Answers{"fit_result": engine.Number(12), "weight_loss": engine.Yes()}, "rash")

	again := p.hop(t, one.ID, "lung")
	require.Equal(t, first.ID, again.ID, "no second draft")
	require.Equal(t, 12.0, again.Answers["fit_result"].Number.Min, "what was answered since")
	require.True(t, again.Answers["weight_loss"].YesNo)
	require.False(t, again.Answers["fever"].YesNo, "what was answered here later stays")
	require.Equal(t, 40.0, again.Answers["age_at_onset"].Number.Min, "and what was only answered here")
	require.NotContains(t, again.Answers, "rash", "what was taken back there")
	require.Equal(t, again.Version, p.hop(t, one.ID, "lung").Version, "nothing is new")

	p.answers(t, one.ID, engine.Answers{"fever": engine.Unknown(engine.WhyUnsure)})
	require.Equal(t, engine.NotKnown, p.hop(t, one.ID, "lung").Answers["fever"].State, "answered again there, and later")
	undone, err := p.Undo(t.Context(), p.by(), first.ID)
	require.NoError(t, err)
	require.Equal(t, engine.Known, undone.Answers["fever"].State, "one change to take back")
	back := p.hop(t, first.ID, one.Pathway.ID)
	require.Equal(t, one.ID, back.ID, "and back again")
	require.Equal(t, 40.0, back.Answers["age_at_onset"].Number.Min)
}

func TestHop_begins_anew_where_no_draft_can_be_gone_on_with(t *testing.T) {
	t.Parallel()
	p := newPractice(t, store.Options{})
	one := p.start(t)
	page := p.by()
	first, err := p.Hop(t.Context(), page, one.ID, "lung")
	require.NoError(t, err)
	_, err = p.Abandon(t.Context(), p.by(), first)
	require.NoError(t, err)
	second, err := p.Hop(t.Context(), page, one.ID, "lung")
	require.NoError(t, err)
	require.NotEqual(t, first, second, "that one was closed")
	p.clock = p.clock.Add(tracking.KeepDraft)
	require.NotEqual(t, second, p.hop(t, one.ID, "lung").ID, "that one is too old")

	stranger := tracking.Actor{ID: "gp-9", Name: "Dr Other", Role: tracking.RoleGP, Practice: "FP009"}
	_, err = p.Hop(t.Context(), tracking.Write{Actor: stranger, Key: "k"}, one.ID, "lung")
	refused(t, err, tracking.Forbidden, "")
}
