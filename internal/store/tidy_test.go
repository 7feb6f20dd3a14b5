package store_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

func TestTidy_drops_old_copies_and_no_consultation(t *testing.T) {
	p := newPractice(t, store.Options{})
	old, young := p.start(t), tracking.Consultation{}
	var w tracking.Write
	for i := range 30 {
		var err error
		w = p.seen(old)
		old, err = p.Answer(t.Context(), w, old.ID, engine.Answers{"fit_result": engine.Number(float64(i))})
		require.NoError(t, err)
	}
	p.clock = p.clock.Add(tracking.KeepDraft)
	young = p.start(t)
	again := p.by()
	young, err := p.Answer(t.Context(), again, young.ID, engine.Answers{"fit_result": engine.Number(1)})
	require.NoError(t, err)

	dropped, err := p.store.Tidy(t.Context(), p.clock.Add(-time.Minute))
	require.NoError(t, err)
	require.Equal(t, 30, dropped, "the start and all answers but the last")
	dropped, err = p.store.Tidy(t.Context(), p.clock.Add(-time.Minute))
	require.NoError(t, err)
	require.Zero(t, dropped)

	for _, want := range []tracking.Consultation{old, young} {
		got, err := p.Resume(t.Context(), p.gp, want.ID)
		require.NoError(t, err)
		require.Equal(t, want.Answers, got.Answers)
	}
	got, err := p.Answer(t.Context(), again, young.ID, engine.Answers{"fit_result": engine.Number(1)})
	require.NoError(t, err, "a young key is still known")
	require.Equal(t, young.Version, got.Version)
	got, err = p.Answer(t.Context(), p.seen(old), old.ID, engine.Answers{"fit_result": engine.Number(99)})
	require.NoError(t, err, "an old draft goes on from where it is")
	require.Equal(t, old.Version+1, got.Version)
	p.kinds(t)
}
