package diagram_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine/diagram"
)

func setOf(cells []int) diagram.Set {
	var s diagram.Set
	for _, cell := range cells {
		s.Add(cell)
	}
	return s
}

func TestSetsAreSets(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) []int {
			return distinct(rapid.SliceOf(rapid.IntRange(0, 200)).Draw(t, name))
		}
		a, b := draw("a"), draw("b")
		sa, sb := setOf(a), setOf(b)
		require.Equal(t, a, slices.Collect(sa.All()))
		require.Equal(t, len(a), sa.Len())
		require.Equal(t, len(a) == 0, sa.IsEmpty())
		require.Equal(t, slices.Equal(a, b), sa.Equal(sb))
		for cell := range 256 {
			inA, inB := slices.Contains(a, cell), slices.Contains(b, cell)
			require.Equal(t, inA, sa.Has(cell))
			require.Equal(t, inA && inB, sa.And(sb).Has(cell))
			require.Equal(t, inA || inB, sa.Or(sb).Has(cell))
		}
		if len(a) == 0 {
			require.Equal(t, -1, sa.First())
		} else {
			require.Equal(t, a[0], sa.First())
		}
	})
}

func TestACopyOfASetIsItsOwn(t *testing.T) {
	a := setOf([]int{3, 70})
	b := a
	b.Add(71)
	b.Add(4)
	require.False(t, a.Has(71))
	require.False(t, a.Has(4))
}

func TestFullSets(t *testing.T) {
	for _, n := range []int{1, 63, 64, 65, 128, 129, 200} {
		full := diagram.Full(n)
		require.Equal(t, n, full.Len())
		require.True(t, full.IsFull(n))
		require.True(t, full.Has(n-1))
		require.False(t, full.Has(n))
		require.False(t, diagram.One(n-1).IsFull(n) && n > 1)
	}
}

func TestKnownRemembersTheLatest(t *testing.T) {
	k := diagram.NewKnown(diagram.NewSpace([]int{3, 100}, 0))
	require.True(t, k.At(1).IsFull(100))
	k.Fix(1, setOf([]int{2, 80}))
	require.True(t, k.Has(1, 80))
	require.False(t, k.Has(1, 3))
	require.True(t, k.IsFixed(1))
	k.Fix(1, diagram.One(99))
	require.False(t, k.Has(1, 80))
	require.True(t, k.Has(1, 99))
	k.Forget(1)
	require.True(t, k.Has(1, 80))
	require.False(t, k.IsFixed(1))
	require.False(t, k.Has(1, 100))
}
