package engine_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
)

func TestQuestionsCountsWhatDecideAsks(t *testing.T) {
	eachPathway(t, func(t *rapid.T, lib *engine.Library, p *engine.Pathway) {
		known := some(t, randomComplete(t, lib, p).answers(lib, p))
		d := p.Decide(known)
		want := 0
		for _, s := range d.Ask {
			if !s.ForLetter {
				want += len(s.Questions)
			}
		}
		got, applies := p.Questions(known)
		require.Equal(t, d.Status != engine.DoesNotApply, applies)
		require.Equal(t, want, got)
	})
}
