package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

func ids(list []tracking.Summary) []tracking.ID {
	var all []tracking.ID
	for _, line := range list {
		all = append(all, line.ID)
	}
	return all
}

func TestList_chooses_by_state_override_and_patient_newest_first(t *testing.T) {
	p := newPractice(t, store.Options{})
	ctx := t.Context()
	var c [4]tracking.Consultation
	for i := range c {
		c[i] = p.start(t)
		p.clock = p.clock.Add(time.Minute)
	}
	var err error
	c[0], err = p.Override(ctx, p.seen(c[0]), c[0].ID, tracking.Override{Reason: tracking.PatientPreference, Action: engine.Manage})
	require.NoError(t, err)
	p.clock = p.clock.Add(time.Minute)
	c[1], err = p.Answer(ctx, p.seen(c[1]), c[1].ID, engine.Answers{"fit_result": engine.Number(42)})
	require.NoError(t, err)
	c[1], err = p.Send(ctx, p.seen(c[1]), c[1].ID)
	require.NoError(t, err)
	c[2], err = p.Answer(ctx, p.seen(c[2]), c[2].ID, engine.Answers{"fit_result": engine.Number(2)})
	require.NoError(t, err)
	c[2], err = p.Finish(ctx, p.seen(c[2]), c[2].ID)
	require.NoError(t, err)

	for name, want := range map[string]struct {
		filter tracking.Filter
		ids    []tracking.ID
	}{
		"drafts":     {tracking.Filter{State: tracking.Draft}, []tracking.ID{c[3].ID, c[0].ID}},
		"sent":       {tracking.Filter{State: tracking.Sent}, []tracking.ID{c[1].ID}},
		"advised":    {tracking.Filter{State: tracking.Advised}, []tracking.ID{c[2].ID}},
		"overridden": {tracking.Filter{Overridden: true}, []tracking.ID{c[0].ID}},
		"nobody":     {tracking.Filter{Patient: "patient-2"}, nil},
		"the latest": {tracking.Filter{State: tracking.Draft, Limit: 1}, []tracking.ID{c[3].ID}},
	} {
		t.Run(name, func(t *testing.T) {
			list, err := p.List(ctx, p.gp, want.filter)
			require.NoError(t, err)
			require.Equal(t, want.ids, ids(list))
		})
	}
	sent, err := p.List(ctx, p.gp, tracking.Filter{State: tracking.Sent})
	require.NoError(t, err)
	require.Equal(t, "refer", sent[0].Outcome.ID)
	require.Equal(t, "2026-12-05", sent[0].ChaseOn)
	require.Equal(t, 2, sent[0].Answered)
}

func TestList_goes_on_after_its_last_line(t *testing.T) {
	p := newPractice(t, store.Options{})
	want := map[tracking.ID]bool{}
	for i := range 7 {
		want[p.start(t).ID] = true
		if i%2 == 0 {
			p.clock = p.clock.Add(time.Second) // some share their moment
		}
	}
	got := map[tracking.ID]bool{}
	var last *tracking.Summary
	for {
		page, err := p.List(t.Context(), p.gp, tracking.Filter{Limit: 3, Before: last})
		require.NoError(t, err)
		for _, line := range page {
			require.False(t, got[line.ID], "each comes once")
			got[line.ID] = true
		}
		if len(page) == 0 {
			break
		}
		last = &page[len(page)-1]
	}
	require.Equal(t, want, got)
}

func TestPatients_are_found_by_any_words_of_theirs(t *testing.T) {
	p := newPractice(t, store.Options{})
	for i, name := range []string{"Fernby", "O'Hara", "100%"} {
		r := patient()
		r.Patient.ID = tracking.PatientID(fmt.Sprintf("more-%d", i))
		r.Patient.Family, r.Patient.NHSNumber = name, ""
		require.NoError(t, p.AddPatients(t.Context(), p.gp, []tracking.Record{r}))
	}
	for search, want := range map[string][]string{
		"":                {"100%", "Fernby", "Fernside", "O'Hara"},
		"FERN":            {"Fernby", "Fernside"},
		"Fernside, test":  {"Fernside"},
		"test o'hara":     {"O'Hara"},
		"999 000 0018":    {"Fernside"},
		"9990000018":      {"Fernside"},
		"1961-04-05 side": {"Fernside"},
		"%":               {"100%"},
		"_":               nil,
		"nobody":          nil,
	} {
		t.Run(search, func(t *testing.T) {
			found, err := p.Patients(t.Context(), p.gp, search)
			require.NoError(t, err)
			var families []string
			for _, f := range found {
				families = append(families, f.Family)
			}
			require.Equal(t, want, families)
		})
	}
}

func TestAddPatients_replaces_a_record_but_not_that_of_another_practice(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	moved := patient()
	moved.Patient.Address = "2 New Lane, Fernshire"
	require.NoError(t, p.AddPatients(t.Context(), p.gp, []tracking.Record{moved}))
	r, err := p.Patient(t.Context(), p.gp, "patient-1")
	require.NoError(t, err)
	require.Equal(t, "2 New Lane, Fernshire", r.Patient.Address)
	kept, err := p.Resume(t.Context(), p.gp, c.ID)
	require.NoError(t, err)
	require.Empty(t, kept.Patient.Address, "a consultation keeps the patient it began with")

	system := tracking.Actor{ID: "start", Role: tracking.RoleSystem}
	moved.Patient.Practice = "FP009"
	err = p.AddPatients(t.Context(), system, []tracking.Record{moved})
	refused(t, err, tracking.Conflict, "")
}

// What ended is listed from a line that was kept with it. A file in which no
// lines were kept lists the same.
func TestList_reads_the_same_with_and_without_the_kept_line(t *testing.T) {
	p := newPractice(t, store.Options{})
	ctx := t.Context()
	sent := p.start(t)
	sent, err := p.Answer(ctx, p.seen(sent), sent.ID, engine.Answers{"fit_result": engine.Number(42)})
	require.NoError(t, err)
	_, err = p.Send(ctx, p.seen(sent), sent.ID)
	require.NoError(t, err)
	closed := p.start(t)
	closed, err = p.Override(ctx, p.seen(closed), closed.ID, tracking.Override{Reason: tracking.PatientPreference, Action: engine.Manage})
	require.NoError(t, err)
	_, err = p.Finish(ctx, p.seen(closed), closed.ID)
	require.NoError(t, err)
	p.start(t)

	kept, err := p.List(ctx, p.gp, tracking.Filter{})
	require.NoError(t, err)
	require.Len(t, kept, 3)
	require.NoError(t, store.Exec(ctx, p.path, "UPDATE consultation SET line = NULL"))
	read, err := p.List(ctx, p.gp, tracking.Filter{})
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(read, kept))

	require.NoError(t, store.Exec(ctx, p.path, "UPDATE consultation SET line = '{' WHERE state = 'sent'"))
	_, err = p.List(ctx, p.gp, tracking.Filter{})
	require.ErrorContains(t, err, "stored line of a list")
	require.NotContains(t, err.Error(), "Fernside")
}
