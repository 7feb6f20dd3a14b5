package diagram_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/diagram"
)

func TestManyRequestsReadOneFrozenSpace(t *testing.T) {
	p := randomPathway(25, 40, 1)
	want := make([]string, 8)
	for i := range want {
		want[i] = p.consult(diagram.NewScratch(p.Space), uint64(i))
	}
	var group sync.WaitGroup
	for worker := range 8 {
		group.Go(func() {
			q := diagram.NewScratch(p.Space)
			for i := range want {
				at := (i + worker) % len(want)
				require.Equal(t, want[at], p.consult(q, uint64(at)))
			}
		})
	}
	group.Wait()
}

func TestAFrozenSpaceCannotChange(t *testing.T) {
	s := diagram.NewSpace([]int{2}, 0)
	s.Freeze()
	require.Panics(t, func() { s.Literal(0, []bool{true, false}) })
}

func TestAStaleResidualIsRefused(t *testing.T) {
	s := diagram.NewSpace([]int{2}, 0)
	r := s.Literal(0, []bool{true, false})
	q, k := diagram.NewScratch(s), diagram.NewKnown(s)
	left := q.Residual(r, diagram.True, k)
	require.Equal(t, []int{1}, left.After(0, 0))
	q.Reach(r, k)
	require.Panics(t, func() { left.After(0, 0) })
}

func TestAnEmptySetLeavesNothingFeasible(t *testing.T) {
	s := diagram.NewSpace([]int{2, 2}, 0)
	r := s.Literal(0, []bool{true, false})
	q, k := diagram.NewScratch(s), diagram.NewKnown(s)
	k.Fix(1, diagram.Set{})
	require.True(t, q.Residual(r, diagram.True, k).Infeasible())
	require.True(t, q.Project(diagram.True, k, 0).IsEmpty())
	k.Fix(1, diagram.One(1))
	require.False(t, q.Residual(r, diagram.True, k).Infeasible())
}
