package engine_test

import (
	"maps"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
)

// TestChangesAreThoseThatDecidingAgainShows: each change is one that deciding
// again with the other answer shows, and where no finding follows from another
// none is left out. (Where one does, an answer may also change what a condition
// calls missing: that is not told.)
func TestChangesAreThoseThatDecidingAgainShows(t *testing.T) {
	for name, vocabulary := range map[string]string{"related": randomVocabulary, "unrelated": unrelated()} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				lib := randomPathwayOver(t, vocabulary)
				p, _ := lib.Pathway("drawn")
				given := randomComplete(t, lib, p).answers(lib, p)
				d := p.Decide(given)
				if d.Status != engine.Decided || len(d.Contradictions) > 0 || len(d.Changes) >= 8 {
					return
				}
				got := map[[2]string]bool{}
				for _, c := range d.Changes {
					if f, _ := lib.Finding(c.Finding); f.Kind != engine.KindOptions {
						got[[2]string{c.Finding, c.Outcome}] = true
					}
				}
				want := decideAgain(lib, p, given, d.Outcome.ID)
				if name == "unrelated" {
					require.Equal(t, want, got)
				}
				require.Subset(t, want, got)
			})
		})
	}
}

// decideAgain tries every other answer to each finding with a known one.
func decideAgain(lib *engine.Library, p *engine.Pathway, given engine.Answers, now string) map[[2]string]bool {
	out := map[[2]string]bool{}
	for i, l := range p.Levels() {
		f, _ := lib.Finding(l.Finding)
		if given[l.Finding].State != engine.Known || l.Missing || f.Kind == engine.KindOptions {
			continue
		}
		for _, cell := range p.Cells()[i] {
			other := maps.Clone(given)
			switch f.Kind {
			case engine.KindYesNo:
				other[l.Finding] = engine.Answer{State: engine.Known, YesNo: cell.Sample.Bool, Source: engine.Asked}
			case engine.KindNumber:
				other[l.Finding] = engine.Number(cell.Sample.Number)
			default:
				other[l.Finding] = engine.Choice(cell.Sample.Text)
			}
			if d := p.Decide(other); d.Status == engine.Decided && len(d.Contradictions) == 0 && d.Outcome.ID != now {
				out[[2]string{l.Finding, d.Outcome.ID}] = true
			}
		}
	}
	return out
}
