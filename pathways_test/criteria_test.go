package pathways_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
)

// TestACriterionIsNotRefusedForWhatIsNotKnown holds what a hospital reads
// beside each criterion: "Not met" must be true whatever a result that is not
// known would have been. Worked patients are taken, with each finding not known in
// turn.
func TestACriterionIsNotRefusedForWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	lib := library(t)
	refused := 0
	for _, s := range suites(t) {
		p, ok := lib.Pathway(s.Pathway)
		require.True(t, ok, s.Pathway)
		for i, k := range s.Cases {
			if i%5 > 0 {
				continue // lint proves it of everybody; this shows it of some
			}
			var c source.Collector
			a, ok := k.AnswersOf(lib, &c)
			require.True(t, ok, "%v", c.All())
			for _, id := range p.Findings() {
				f, ok := lib.Finding(id)
				if !ok || f.Derive != "" || f.FromPatient != "" || a[id].Source == engine.Implied {
					continue
				}
				met := couldBeMet(p, a, f)
				for _, criterion := range p.Decide(with(a, id, engine.Unknown(engine.WhyNotDone))).Criteria {
					if criterion.Truth == engine.IsNotMet {
						refused++
						require.False(t, met[criterion.ID], "%s, %s: %q with %s not known", s.Pathway, k.Name, criterion.Says, id)
					}
				}
			}
		}
	}
	require.Positive(t, refused)
}

// couldBeMet names the criteria that some answer to a finding would meet, if it
// can stand beside the others.
func couldBeMet(p *engine.Pathway, a engine.Answers, f *engine.Finding) map[string]bool {
	out := map[string]bool{}
	for _, value := range values(f) {
		d := p.Decide(with(a, f.ID, value))
		for _, criterion := range d.Criteria {
			if criterion.Truth == engine.IsMet && len(d.Contradictions) == 0 {
				out[criterion.ID] = true
			}
		}
	}
	return out
}

func with(a engine.Answers, id string, value engine.Answer) engine.Answers {
	out := engine.Answers{id: value}
	for k, v := range a {
		if k != id {
			out[k] = v
		}
	}
	return out
}

// values are some answers that a finding can have.
func values(f *engine.Finding) []engine.Answer {
	switch f.Kind {
	case engine.KindYesNo:
		return []engine.Answer{engine.Yes(), engine.No()}
	case engine.KindNumber:
		return []engine.Answer{engine.Number(f.Min), engine.Number((f.Min + f.Max) / 2), engine.Number(f.Max)}
	case engine.KindOption, engine.KindOptions:
		var out []engine.Answer
		for _, o := range f.Options {
			out = append(out, engine.Choice(o.ID))
		}
		return out
	case engine.KindDate, engine.KindText, engine.KindFile:
	}
	return nil
}

func suites(t *testing.T) []*examples.Suite {
	t.Helper()
	var c source.Collector
	out := examples.Read(builtIn(t), &c)
	require.False(t, c.HasErrors(), "%v", c.All())
	return out
}
