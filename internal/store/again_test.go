package store_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/audit"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

func TestAgain_gives_what_the_first_sending_gave(t *testing.T) {
	p := newPractice(t, store.Options{})
	ctx := t.Context()
	begin, n := p.by(), tracking.NewConsultation{Patient: "patient-1", Pathway: "lower_gi_fit"}
	c, err := p.Start(ctx, begin, n)
	require.NoError(t, err)
	answer, set := p.seen(c), engine.Answers{"fit_result": engine.Number(42)}
	answered, err := p.Answer(ctx, answer, c.ID, set)
	require.NoError(t, err)
	later, err := p.Answer(ctx, p.seen(answered), c.ID, engine.Answers{"rectal_bleeding": engine.Yes()})
	require.NoError(t, err)
	send := p.seen(later)
	sent, err := p.Send(ctx, send, c.ID)
	require.NoError(t, err)
	events := p.kinds(t)

	for name, again := range map[string]struct {
		do   func() (tracking.Consultation, error)
		want tracking.Consultation
	}{
		"start":  {func() (tracking.Consultation, error) { return p.Start(ctx, begin, n) }, c},
		"answer": {func() (tracking.Consultation, error) { return p.Answer(ctx, answer, c.ID, set) }, answered},
		"send":   {func() (tracking.Consultation, error) { return p.Send(ctx, send, c.ID) }, sent},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := again.do()
			require.NoError(t, err)
			require.Empty(t, cmp.Diff(again.want, got))
		})
	}
	require.Equal(t, events, p.kinds(t), "nothing was done again")
}

func TestAgain_with_other_content_is_a_conflict(t *testing.T) {
	p := newPractice(t, store.Options{})
	c, other := p.start(t), p.start(t)
	w := p.by()
	_, err := p.Answer(t.Context(), w, c.ID, engine.Answers{"fit_result": engine.Number(42)})
	require.NoError(t, err)
	for name, do := range map[string]func() (tracking.Consultation, error){
		"another answer": func() (tracking.Consultation, error) {
			return p.Answer(t.Context(), w, c.ID, engine.Answers{"fit_result": engine.Number(43)})
		},
		"another consultation": func() (tracking.Consultation, error) {
			return p.Answer(t.Context(), w, other.ID, engine.Answers{"fit_result": engine.Number(42)})
		},
		"another change": func() (tracking.Consultation, error) { return p.Undo(t.Context(), w, c.ID) },
	} {
		t.Run(name, func(t *testing.T) {
			_, err := do()
			refused(t, err, tracking.Conflict, "idempotency_key")
		})
	}
}

func TestAgain_keys_of_two_people_do_not_meet(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	colleague := p.gp
	colleague.ID = "gp-2"
	for i, who := range []tracking.Actor{p.gp, colleague} {
		_, err := p.Answer(t.Context(), tracking.Write{Actor: who, Key: "one"}, c.ID, engine.Answers{fmt.Sprintf("finding_%d", i): engine.Yes()})
		require.NoError(t, err)
	}
}

func TestAgain_at_the_same_moment_is_done_once(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	w := p.by()
	const times = 20
	got := make([]tracking.Consultation, times)
	var all sync.WaitGroup
	for i := range times {
		all.Go(func() {
			var err error
			got[i], err = p.Answer(context.Background(), w, c.ID, engine.Answers{"fit_result": engine.Number(42)})
			if err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	for _, g := range got {
		require.Empty(t, cmp.Diff(got[0], g))
	}
	answered := 0
	for _, kind := range p.kinds(t) {
		if kind == audit.Answered {
			answered++
		}
	}
	require.Equal(t, 1, answered)
}

func TestMany_answer_one_consultation_at_once_and_none_is_lost(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	const clients, each = 8, 10
	var all sync.WaitGroup
	for i := range clients {
		all.Go(func() {
			for n := range each {
				set := engine.Answers{fmt.Sprintf("finding_%d_%d", i, n): engine.Number(float64(n))}
				for {
					_, err := p.Answer(context.Background(), p.by(), c.ID, set)
					if tracking.CodeOf(err) == tracking.Conflict {
						continue // the others came first twenty times over
					}
					if err != nil {
						t.Error(err)
					}
					break
				}
			}
		})
	}
	all.Wait()
	got, err := p.Resume(t.Context(), p.gp, c.ID)
	require.NoError(t, err)
	require.Len(t, got.Answers, 1+clients*each)
	require.Equal(t, 1+clients*each, got.Version)
}
