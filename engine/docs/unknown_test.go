package docs_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/docs"
	"signpost.health/signpost/pathways"
)

// TestWhatIsNotKnownIsWhatIsDecided asks the engine itself what becomes of the
// patients that the pages name.
func TestWhatIsNotKnownIsWhatIsDecided(t *testing.T) {
	lib, _ := load(t, read(t, pathways.Files))
	asked := 0
	for _, p := range lib.Pathways() {
		examples, err := docs.Unsettled(p)
		require.NoError(t, err)
		for _, e := range examples {
			t.Run(p.About().ID+" "+e.Finding, func(t *testing.T) {
				d := p.Decide(e.Answers)
				require.Empty(t, d.Contradictions)
				require.Contains(t, []engine.Status{engine.Undecided, engine.Open}, d.Status)
				var got, want []string
				for _, o := range d.Possible {
					got = append(got, "#outcome-"+o.Outcome.ID)
				}
				for _, o := range e.Outcomes {
					if o != "" {
						want = append(want, o)
					}
				}
				slices.Sort(got)
				slices.Sort(want)
				require.Equal(t, want, slices.Compact(got))
			})
			asked++
		}
	}
	require.Greater(t, asked, 50)
}
