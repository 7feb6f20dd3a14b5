package engine_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
)

func day(t testing.TB, s string) time.Time {
	t.Helper()
	d, err := time.Parse("2006-01-02", s)
	require.NoError(t, err)
	return d
}

// TestAgeTurnsOnTheBirthday: an age limit is met on the day, not the day
// before, leap years included.
func TestAgeTurnsOnTheBirthday(t *testing.T) {
	lib := shipped(t)
	tests := []struct {
		name, born, at string
		want           float64
		over           bool // more than want
	}{
		{name: "the day before forty", born: "1986-11-22", at: "2026-11-21", want: 39, over: true},
		{name: "forty", born: "1986-11-21", at: "2026-11-21", want: 40},
		{name: "the day after", born: "1986-11-20", at: "2026-11-21", want: 40, over: true},
		{name: "a leap day on the 28th", born: "2004-02-29", at: "2026-02-28", want: 22},
		{name: "six months", born: "2026-05-21", at: "2026-11-21", want: 0.5},
		{name: "a month end", born: "2026-08-31", at: "2026-09-30", want: 1.0 / 12},
		{name: "born today", born: "2026-11-21", at: "2026-11-21", want: 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := lib.PatientAnswers(engine.Patient{Born: tt.born}, day(t, tt.at))
			got := a["age"].Number.Min
			if tt.over {
				require.Greater(t, got, tt.want)
				require.Less(t, got, tt.want+1)
				return
			}
			require.Equal(t, tt.want, got)
		})
	}
	require.NotContains(t, lib.PatientAnswers(engine.Patient{Born: "2026-11-22"}, day(t, "2026-11-21")), "age", "not born yet")
	require.NotContains(t, lib.PatientAnswers(engine.Patient{Sex: "unknown"}, day(t, "2026-11-21")), "sex")
}

// TestOrgansFollowRecordedSexAndCanBeCorrected: sex is a default for organs,
// never more.
func TestOrgansFollowRecordedSexAndCanBeCorrected(t *testing.T) {
	lib := shipped(t)
	a := lib.PatientAnswers(engine.Patient{Sex: "female"}, day(t, "2026-11-21"))
	require.False(t, a["has_prostate"].YesNo)
	require.Equal(t, engine.FromSex, a["has_prostate"].Source)
	a["has_prostate"] = engine.Yes()
	implied, contradictions := lib.Implied(a)
	require.Empty(t, contradictions)
	for _, i := range implied {
		require.NotEqual(t, "prostate_feels_malignant_on_dre", i.Finding, "the organ is there: nothing is implied of it")
	}
}

func TestFresh(t *testing.T) {
	lib := shipped(t)
	record := engine.Answer{
		State: engine.Known, Number: &engine.Interval{Min: 48, Max: 48}, Source: engine.FromRecord, Date: "2021-11-21", Given: "48",
	}
	same := lib.Fresh(engine.Answers{"fev1_percent_predicted": record}, day(t, "2026-11-21"))
	require.Equal(t, engine.Known, same["fev1_percent_predicted"].State, "five years to the day still counts")
	old := lib.Fresh(engine.Answers{"fev1_percent_predicted": record}, day(t, "2026-11-22"))
	require.Equal(t, "Not known (out of date: 48% on 21-Nov-2021)", lib.Show("fev1_percent_predicted", old["fev1_percent_predicted"]))
}

func TestSearchForgivesTyping(t *testing.T) {
	lib := shipped(t)
	for _, words := range []string{"copd", "emphysema", "chronic bronchtis", "COPD difficult"} {
		hits := lib.Search(words)
		require.NotEmpty(t, hits, words)
		require.Equal(t, "copd", hits[0].Pathway, words)
	}
	require.Empty(t, lib.Search("zzzzzz"))
	require.Empty(t, lib.Search("  "))
}
