package engine_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
)

// TestScreeningAgreesWithItsDiagrams: what circuits settle, and what they leave
// open, is what the diagrams of each row say.
func TestScreeningAgreesWithItsDiagrams(t *testing.T) {
	eachPathway(t, func(t *rapid.T, lib *engine.Library, p *engine.Pathway) {
		screeningLaw(t, lib, lib.NewScreener(), some(t, randomComplete(t, lib, p).answers(lib, p)))
	})
	lib := shipped(t)
	s := lib.NewScreener()
	t.Run("whole vocabulary", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) { screeningLaw(t, lib, s, randomAnswers(t, lib)) })
	})
}

func screeningLaw(t *rapid.T, lib *engine.Library, s *engine.Screener, a engine.Answers) {
	want := lib.ScreenByDiagrams(a)
	require.Empty(t, cmp.Diff(want, lib.Screen(a)))
	s.Take(a)
	require.Empty(t, cmp.Diff(want, s.Result()))
	met, possible := s.Count()
	require.Equal(t, [2]int{len(want.Met), len(want.Possible)}, [2]int{met, possible})
	s.TakeAssumed(a)
	all := lib.Assume(a)
	require.Empty(t, cmp.Diff(lib.ScreenByDiagrams(all), s.Result()))
	_, contradictions := lib.Implied(all)
	require.Empty(t, cmp.Diff(contradictions, s.Contradictions()))
}

// TestWhatFollowsAgreesWithDiagrams: the same of what follows from answers.
func TestWhatFollowsAgreesWithDiagrams(t *testing.T) {
	lib := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		a := randomAnswers(t, lib)
		implied, contradictions := lib.Implied(a)
		want, wantContradictions := lib.ImpliedByDiagrams(a)
		require.Empty(t, cmp.Diff(want, implied))
		require.Empty(t, cmp.Diff(wantContradictions, contradictions))
	})
}

// TestScreenedRowsAreThoseThatCELMeets: for a complete patient a row is met
// where cel-go says so, and none is open.
func TestScreenedRowsAreThoseThatCELMeets(t *testing.T) {
	eachPathway(t, func(t *rapid.T, lib *engine.Library, p *engine.Pathway) {
		c := randomComplete(t, lib, p)
		for _, l := range p.Levels() {
			if l.Missing {
				c[l] = expr.Value{} // all is known
			}
		}
		a := c.answers(lib, p)
		if _, clash := lib.Implied(a); len(clash) > 0 || len(p.Decide(a).Contradictions) > 0 {
			return
		}
		want := []string{}
		for _, r := range append(append([]*engine.Row(nil), p.Rows()...), p.AlsoRows()...) {
			applies, err := p.Holds(p.AppliesTo(), c.value)
			require.NoError(t, err)
			met, err := p.Holds(r.When, c.value)
			require.NoError(t, err)
			if applies && met && !r.Otherwise {
				want = append(want, r.ID)
			}
		}
		got := []string{}
		s := lib.Screen(a)
		for _, m := range s.Met {
			if m.Pathway == p.About().ID {
				got = append(got, m.Row)
			}
		}
		require.ElementsMatch(t, want, got)
		for _, open := range s.Possible {
			require.NotEqual(t, p.About().ID, open.Pathway)
		}
	})
}

// randomAnswers draws answers to findings of the whole vocabulary, in any form.
func randomAnswers(t *rapid.T, lib *engine.Library) engine.Answers {
	out := engine.Answers{}
	for range rapid.IntRange(0, 30).Draw(t, "answers") {
		f := rapid.SampledFrom(lib.Findings()).Draw(t, "finding")
		if rapid.IntRange(0, 9).Draw(t, "unknown") == 0 {
			out[f.ID] = engine.Unknown(engine.WhyUnsure)
			continue
		}
		switch f.Kind {
		case engine.KindYesNo:
			out[f.ID] = engine.Answer{State: engine.Known, YesNo: rapid.Bool().Draw(t, "yes"), Source: engine.Asked}
		case engine.KindOption:
			out[f.ID] = engine.Choice(rapid.SampledFrom(f.Options).Draw(t, "option").ID)
		case engine.KindOptions:
			out[f.ID] = engine.Choice(rapid.SampledFrom(f.Options).Draw(t, "one").ID)
		case engine.KindNumber:
			v := rapid.Float64Range(f.Min, f.Max).Draw(t, "number")
			a := engine.Number(v)
			if rapid.IntRange(0, 4).Draw(t, "range") == 0 {
				a.Number.Max = v + rapid.Float64Range(0, f.Max-f.Min).Draw(t, "wide")
			}
			out[f.ID] = a
		case engine.KindDate, engine.KindText, engine.KindFile:
			out[f.ID] = engine.Answer{State: engine.Known, Text: "2026-01-01", Source: engine.Asked}
		}
	}
	return out
}

// TestCountAllocatesNothing: the rows of one patient after another cost no
// memory.
func TestCountAllocatesNothing(t *testing.T) {
	lib := shipped(t)
	s := lib.NewScreener()
	for _, a := range []engine.Answers{{"age": engine.Number(61), "sex": engine.Choice("female")}, {}} {
		s.Take(a)
		s.Count()
		require.Zero(t, testing.AllocsPerRun(100, func() { s.Count() }))
	}
}
