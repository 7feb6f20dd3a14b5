package store_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

func TestTakeRecord_never_puts_another_person_in_a_draft(t *testing.T) {
	p := newPractice(t, store.Options{})
	c := p.start(t)
	c, err := p.WriteText(t.Context(), p.seen(c), c.ID, tracking.Words{FreeText: new("Private words")})
	require.NoError(t, err)
	bob := patient()
	bob.Patient.Given, bob.Patient.Family, bob.Patient.Sex, bob.Patient.Born = "Bob", "Different", "male", "2001-05-05"
	require.NoError(t, p.AddPatients(t.Context(), p.gp, []tracking.Record{bob}))

	_, err = p.TakeRecord(t.Context(), p.seen(c), c.ID, tracking.Looked{Record: bob})
	refused(t, err, tracking.Invalid, "record")
	got, err := p.Resume(t.Context(), p.gp, c.ID)
	require.NoError(t, err)
	require.Equal(t, patient().Patient.Family, got.Patient.Family)
	_, err = p.Start(t.Context(), p.by(), tracking.NewConsultation{Patient: "patient-1", Pathway: "lower_gi_fit", From: c.ID})
	refused(t, err, tracking.Invalid, "from")
}

func TestStart_takes_the_newest_of_the_record_and_an_earlier_consultation(t *testing.T) {
	fit := func(value float64, day string, source engine.Source) engine.Answer {
		a := engine.Number(value)
		a.Date, a.Source = day, source
		return a
	}
	for name, c := range map[string]struct{ before, record, want engine.Answer }{
		"a newer result":         {fit(5, "2026-10-20", engine.FromRecord), fit(400, "2026-11-20", engine.FromRecord), fit(400, "2026-11-20", engine.FromRecord)},
		"typed, then in record":  {fit(5, "2026-10-20", engine.Asked), fit(400, "2026-11-20", engine.FromRecord), fit(400, "2026-11-20", engine.FromRecord)},
		"typed from a later one": {fit(400, "2026-11-20", engine.Asked), fit(5, "2026-10-20", engine.FromRecord), fit(400, "2026-11-20", engine.Asked)},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPractice(t, store.Options{})
			first := p.start(t)
			_, err := p.Answer(t.Context(), p.seen(first), first.ID, engine.Answers{"fit_result": c.before})
			require.NoError(t, err)
			record := patient()
			record.Answers = engine.Answers{}
			record.Answers["fit_result"] = c.record
			require.NoError(t, p.AddPatients(t.Context(), p.gp, []tracking.Record{record}))
			next, err := p.Start(t.Context(), p.by(), tracking.NewConsultation{Patient: "patient-1", Pathway: "lower_gi_fit", From: first.ID})
			require.NoError(t, err)
			require.Equal(t, c.want, next.Answers["fit_result"])
			require.Empty(t, next.RecordChanges(record.Answers), "nothing of it is news")
		})
	}
}

func TestStart_asks_again_what_a_finished_consultation_heard(t *testing.T) {
	dated := engine.No()
	dated.Date = "2026-11-01"
	taken := engine.Number(5)
	taken.Source, taken.Date = engine.FromRecord, "2026-10-20"
	given := engine.Answers{"fit_result": taken, "rectal_mass": engine.No(), "rectal_bleeding": engine.Yes(), "anaemia": dated, "weight_loss": engine.Unknown(engine.WhyUnsure)}
	p := newPractice(t, store.Options{})
	c := p.start(t)
	c, err := p.Answer(t.Context(), p.seen(c), c.ID, given)
	require.NoError(t, err)
	from := func() engine.Answers {
		next, err := p.Start(t.Context(), p.by(), tracking.NewConsultation{Patient: "patient-1", Pathway: "lower_gi_fit", From: c.ID})
		require.NoError(t, err)
		return next.Answers
	}
	require.Contains(t, from(), "rectal_mass", "the same consultation goes on")
	require.Contains(t, from(), "fit_result")
	_, err = p.Abandon(t.Context(), p.seen(c), c.ID)
	require.NoError(t, err)
	p.clock = p.clock.AddDate(0, 0, 3)
	then := from()
	require.NotContains(t, then, "rectal_mass", "that it was absent then says nothing of today")
	require.NotContains(t, then, "fit_result", "the record has it no longer")
	require.True(t, then["rectal_bleeding"].YesNo)
	require.Equal(t, c.Updated.Format("2006-01-02"), then["rectal_bleeding"].Date, "it is of then")
	require.Equal(t, dated, then["anaemia"])
}
