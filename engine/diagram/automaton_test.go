package diagram_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/diagram"
)

// TestAutomatonAgreesWithAScratch takes patients in any order through a pathway
// whose findings hang together: wherever an Automaton goes along, it says what
// a Scratch says, however often it has forgotten.
func TestAutomatonAgreesWithAScratch(t *testing.T) {
	p := randomPathway(9, 8, 3)
	a, q, rng := diagram.NewAutomaton(p.Space, p.decide, p.care), diagram.NewScratch(p.Space), rand.New(rand.NewPCG(7, 8))
	for range 400 {
		patient, at, k := p.patient(rng), a.Start(), diagram.NewKnown(p.Space)
		for _, level := range rng.Perm(len(patient)) {
			left := q.Residual(p.decide, p.care, k)
			require.True(t, slices.Equal(left.Terminals(), a.Terminals(at)), "%v, not %v", a.Terminals(at), left.Terminals())
			require.True(t, slices.Equal(left.Support(), a.Support(at)), "%v, not %v", a.Support(at), left.Support())
			next, ok := a.After(at, level, int(patient[level]))
			if !ok {
				break
			}
			again, _ := a.After(at, level, int(patient[level]))
			require.Equal(t, next, again)
			at = next
			k.Fix(level, diagram.One(int(patient[level])))
		}
		if rng.IntN(50) == 0 {
			a.Forget()
		}
	}
}

// TestAutomatonStaysSmall: in a large diagram it goes along with answers in the
// order of the levels, and declines those that would have it copy the whole.
func TestAutomatonStaysSmall(t *testing.T) {
	p := randomPathway(25, 40, 3)
	a := diagram.NewAutomaton(p.Space, p.decide, diagram.True)
	at, cells := a.Start(), p.patient(rand.New(rand.NewPCG(1, 2)))
	_, ok := a.After(at, len(cells)-1, int(cells[len(cells)-1]))
	require.False(t, ok)
	require.False(t, a.IsFull())
	for level, cell := range cells {
		at, ok = a.After(at, level, int(cell))
		require.True(t, ok)
	}
	require.Equal(t, []int{p.Walk(p.decide, cells)}, a.Terminals(at))
	require.Empty(t, a.Support(at))
}
