package engine_test

import (
	"encoding/json"
	"slices"
	"sort"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
)

// eachPathway holds a law on drawn pathways and on every shipped one.
func eachPathway(t *testing.T, law func(t *rapid.T, lib *engine.Library, p *engine.Pathway)) {
	t.Helper()
	t.Run("drawn", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			lib := randomPathway(t)
			p, _ := lib.Pathway("drawn")
			law(t, lib, p)
		})
	})
	lib := shipped(t)
	t.Run("shipped", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			p := rapid.SampledFrom(lib.Pathways()).Draw(t, "pathway")
			law(t, lib, p)
		})
	})
}

func TestDiagramAgreesWithCEL(t *testing.T) {
	eachPathway(t, func(t *rapid.T, lib *engine.Library, p *engine.Pathway) {
		c := randomComplete(t, lib, p)
		want, err := p.Reference(c.value)
		require.NoError(t, err)
		got, ok := p.Walk(c.value)
		require.True(t, ok)
		require.Equal(t, want, got)
	})
}

func decisionBytes(t *rapid.T, d engine.Decision) string {
	b, err := json.Marshal(d)
	require.NoError(t, err)
	return string(b)
}

// some keeps some of the answers, drawn.
func some(t *rapid.T, all engine.Answers) engine.Answers {
	out := engine.Answers{}
	for _, id := range sorted(all) {
		if rapid.Bool().Draw(t, "keep "+id) {
			out[id] = all[id]
		}
	}
	return out
}

func sorted(a engine.Answers) []string {
	ids := make([]string, 0, len(a))
	for id := range a {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	return ids
}

func TestAnswerOrderNeverMatters(t *testing.T) {
	eachPathway(t, func(t *rapid.T, lib *engine.Library, p *engine.Pathway) {
		a := some(t, randomComplete(t, lib, p).answers(lib, p))
		ids := rapid.Permutation(sorted(a)).Draw(t, "order")
		b := engine.Answers{}
		for _, id := range ids {
			b[id] = a[id]
		}
		require.Equal(t, decisionBytes(t, p.Decide(a)), decisionBytes(t, p.Decide(b)))
	})
}

func outcomes(d engine.Decision) []string {
	out := []string{}
	for _, o := range d.Possible {
		out = append(out, o.Outcome.ID)
	}
	if d.Status == engine.DoesNotApply || d.Status == engine.Open {
		out = append(out, "does_not_apply")
	}
	sort.Strings(out)
	return slices.Compact(out)
}

// missingReads are the findings whose state, not value, a rule reads.
func missingReads(p *engine.Pathway) map[string]bool {
	out := map[string]bool{}
	for _, l := range p.Levels() {
		if l.Missing {
			out[l.Finding] = true
		}
	}
	return out
}

// consistent says whether the answers can all be true.
func consistent(d engine.Decision) bool { return len(d.Contradictions) == 0 }

// missingChanged says whether what was not known became known by inference,
// for a finding whose state a rule reads: there a decision may change.
func missingChanged(p *engine.Pathway, before engine.Answers, after engine.Decision) bool {
	reads := missingReads(p)
	for _, i := range after.Implied {
		if a, ok := before[i.Finding]; ok && reads[i.Finding] && a.State == engine.NotKnown {
			return true
		}
	}
	return false
}

func TestLearningMoreNeverWidens(t *testing.T) {
	eachPathway(t, func(t *rapid.T, lib *engine.Library, p *engine.Pathway) {
		all := randomComplete(t, lib, p).answers(lib, p)
		before := some(t, all)
		d := p.Decide(before)
		after := engine.Answers{}
		reads := missingReads(p)
		for id, a := range before {
			after[id] = a
			// What was not known may become known, unless a rule asks whether
			// it is missing: only there may learning more change a decision.
			if full := all[id]; a.State == engine.NotKnown && !reads[id] {
				after[id] = full
			}
		}
		for id, a := range all {
			if _, ok := after[id]; !ok && rapid.Bool().Draw(t, "learn "+id) {
				after[id] = a
			}
		}
		e := p.Decide(after)
		if !consistent(d) || !consistent(e) || missingChanged(p, after, e) {
			return
		}
		require.Subset(t, outcomes(d), outcomes(e), "before %v, after %v", sorted(before), sorted(after))
		if d.Status == engine.Decided {
			require.Equal(t, engine.Decided, e.Status)
			require.Equal(t, d.Outcome.ID, e.Outcome.ID)
		}
	})
}

func TestAskedQuestionsCanMatter(t *testing.T) {
	eachPathway(t, func(t *rapid.T, lib *engine.Library, p *engine.Pathway) {
		a := some(t, randomComplete(t, lib, p).answers(lib, p))
		d := p.Decide(a)
		if !consistent(d) {
			return
		}
		known := map[string]bool{}
		for id := range a {
			known[id] = true
		}
		for _, i := range d.Implied {
			known[i.Finding] = true
		}
		for _, s := range d.Ask {
			for _, q := range s.Questions {
				require.False(t, known[q.Finding], "%s was answered or implied, and is asked", q.Finding)
				if s.ForLetter {
					require.Equal(t, engine.Decided, d.Status)
					continue
				}
				if d.Status == engine.Decided {
					continue // an also row that says ask
				}
				f, _ := lib.Finding(q.Finding)
				if f.Derive == "" && len(q.Leads) > 0 {
					require.True(t, differ(q.Leads), "%s is asked and every answer leads to the same", q.Finding)
				}
			}
		}
		if d.Status == engine.Open {
			require.NotEmpty(t, d.Ask)
		}
	})
}

// differ says whether some answer narrows what is possible, or leads on to a
// question that another does not.
func differ(leads []engine.Lead) bool {
	return len(leads) > 1 || len(leads[0].Outcomes) > 1
}

func TestAskingEndsInTheSameAdvice(t *testing.T) {
	eachPathway(t, func(t *rapid.T, lib *engine.Library, p *engine.Pathway) {
		all := randomComplete(t, lib, p).answers(lib, p)
		whole := p.Decide(all)
		if !consistent(whole) || missingChanged(p, all, whole) {
			return
		}
		a := engine.Answers{}
		for range 200 {
			screens := p.Ask(a)
			if len(screens) == 0 {
				break
			}
			q := screens[0].Questions[rapid.IntRange(0, len(screens[0].Questions)-1).Draw(t, "question")]
			ans, ok := all[q.Finding]
			if !ok {
				ans = engine.Unknown(engine.WhyUnsure)
			}
			a[q.Finding] = ans
		}
		got := p.Decide(a)
		require.NotEqual(t, engine.Open, got.Status)
		require.Subset(t, outcomes(got), outcomes(whole))
		if got.Status == engine.Decided && whole.Status == engine.Decided {
			require.Equal(t, whole.Outcome.ID, got.Outcome.ID)
		}
	})
}
