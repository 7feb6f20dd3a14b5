package store_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

func TestCommit_does_not_fail_a_change_for_its_neighbours(t *testing.T) {
	p := newPractice(t, store.Options{})
	// While the file is held, the changes gather into one group.
	release := hold(t, p.path)
	const clients = 30
	errs := make([]error, clients)
	ids := make([]tracking.ID, clients)
	var all sync.WaitGroup
	for i := range clients {
		all.Go(func() {
			w, n := p.by(), tracking.NewConsultation{Patient: "patient-1", Pathway: "lower_gi_fit"}
			if i%3 == 0 {
				w.Key = "the same for all of these"
			}
			c, err := p.Start(context.Background(), w, n)
			ids[i], errs[i] = c.ID, err
		})
	}
	time.Sleep(50 * time.Millisecond) // let them queue; the test holds without it
	release()
	all.Wait()

	distinct := map[tracking.ID]bool{}
	for i, err := range errs {
		require.NoError(t, err)
		distinct[ids[i]] = true
		_, err := p.Resume(t.Context(), p.gp, ids[i])
		require.NoError(t, err)
	}
	require.Len(t, distinct, clients-clients/3+1, "one key, one consultation")
	p.kinds(t)
}

func TestCommit_says_when_the_disk_is_full_and_loses_nothing(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	require.NoError(t, p.store.FillTo(t.Context(), 2))
	long := strings.Repeat("a long letter ", 2000)
	_, err := p.WriteText(t.Context(), p.by(), c.ID, tracking.Words{FreeText: &long})
	require.Equal(t, tracking.Unavailable, tracking.CodeOf(err))
	require.ErrorContains(t, err, "the disk is full; make room")

	require.NoError(t, p.store.FillTo(t.Context(), 1000))
	got, err := p.WriteText(t.Context(), p.seen(c), c.ID, tracking.Words{FreeText: &long})
	require.NoError(t, err, "the same version is still the latest")
	require.Equal(t, long, got.FreeText)
	p.kinds(t)
}

func TestCommit_on_a_full_disk_keeps_the_changes_that_fit(t *testing.T) {
	p := newPractice(t, store.Options{})
	drafts := make([]tracking.Consultation, 12)
	for i := range drafts {
		drafts[i] = p.start(t)
	}
	require.NoError(t, p.store.FillTo(t.Context(), 20))
	release := hold(t, p.path)
	errs := make([]error, len(drafts))
	var all sync.WaitGroup
	for i, c := range drafts {
		all.Go(func() {
			text := "short"
			if i%2 == 0 {
				text = strings.Repeat("far too long for this disk ", 1100)
			}
			_, errs[i] = p.WriteText(context.Background(), p.seen(c), c.ID, tracking.Words{FreeText: &text})
		})
	}
	time.Sleep(50 * time.Millisecond) // let them queue; the test holds without it
	release()
	all.Wait()
	for i, c := range drafts {
		got, err := p.Resume(t.Context(), p.gp, c.ID)
		if i%2 == 1 && errs[i] == nil {
			require.NoError(t, err)
			require.Equal(t, "short", got.FreeText)
		}
		if errs[i] != nil {
			require.Equal(t, tracking.Unavailable, tracking.CodeOf(errs[i]), "draft %d", i)
			require.NoError(t, errors.Join(err))
			require.Equal(t, c.Version, got.Version, "a change that was refused was not done")
		} else {
			require.Equal(t, c.Version+1, got.Version, "a change that was acknowledged is there")
		}
	}
}

func TestCommit_refuses_a_change_whose_caller_has_left(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	gone, leave := context.WithCancel(t.Context())
	leave()
	_, err := p.Answer(gone, p.seen(c), c.ID, engine.Answers{"fit_result": engine.Number(1)})
	require.Equal(t, tracking.Unavailable, tracking.CodeOf(err))
	got, err := p.Resume(t.Context(), p.gp, c.ID)
	require.NoError(t, err)
	require.Equal(t, c.Version, got.Version)
}

func TestCommit_says_that_another_program_holds_the_file(t *testing.T) {
	p := newPractice(t, store.Options{Patience: 10 * time.Millisecond})
	c := p.start(t)
	release := hold(t, p.path)
	_, err := p.Answer(t.Context(), p.seen(c), c.ID, engine.Answers{"fit_result": engine.Number(1)})
	require.ErrorContains(t, err, "another program is using the file; close it")
	release()
	_, err = p.Answer(t.Context(), p.seen(c), c.ID, engine.Answers{"fit_result": engine.Number(1)})
	require.NoError(t, err)
}

func TestCommit_refuses_a_consultation_whose_library_is_not_kept(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	c.ID, c.Pathway.Digest, c.Version = "other", "never kept", 1
	err := p.store.Commit(t.Context(), tracking.Change{Revision: &tracking.Revision{Consultation: c, Actor: "gp-1", Key: "k"}})
	require.Equal(t, tracking.Unavailable, tracking.CodeOf(err))
	_, err = p.store.Consultation(t.Context(), "other")
	require.Equal(t, tracking.NotFound, tracking.CodeOf(err))
}

func TestClose_finishes_what_it_took_and_refuses_the_rest(t *testing.T) {
	p := newPractice(t, store.Options{})
	const clients = 20
	drafts := make([]tracking.Consultation, clients)
	for i := range drafts {
		drafts[i] = p.start(t)
	}
	acknowledged := make([]int, clients)
	var all sync.WaitGroup
	for i, c := range drafts {
		all.Go(func() {
			for n := 0; ; n++ {
				_, err := p.Answer(context.Background(), p.by(), c.ID, engine.Answers{fmt.Sprintf("finding_%d", n): engine.Yes()})
				if err != nil {
					return
				}
				acknowledged[i] = n + 1
			}
		})
	}
	time.Sleep(30 * time.Millisecond) // let them be at it; the test holds without it
	require.NoError(t, p.store.Close())
	require.NoError(t, p.store.Close(), "closing twice is closing once")
	all.Wait()
	_, err := p.Answer(t.Context(), p.by(), drafts[0].ID, engine.Answers{"late": engine.Yes()})
	require.Equal(t, tracking.Unavailable, tracking.CodeOf(err))

	again := openPractice(t, p.path, store.Options{})
	for i, c := range drafts {
		got, err := again.Resume(t.Context(), p.gp, c.ID)
		require.NoError(t, err)
		require.Len(t, got.Answers, 1+acknowledged[i])
	}
}
