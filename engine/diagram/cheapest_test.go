package diagram_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine/diagram"
)

func TestCheapestWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		f := w.drawTable(t, "f", 3)
		costs := make([][]int, len(w.cells))
		for level, n := range w.cells {
			costs[level] = rapid.SliceOfN(rapid.IntRange(-3, 3), n, n).Draw(t, "costs")
		}
		cost := func(level, cell int) int { return costs[level][cell] }
		total := func(cells []int) int {
			sum := 0
			for level, cell := range cells {
				sum += cost(level, cell)
			}
			return sum
		}
		least, any := 0, false
		for i, a := range w.all {
			if f[i] == 1 && (!any || total(a) < least) {
				least, any = total(a), true
			}
		}
		path, ok := w.Cheapest(w.build(f), 1, cost)
		require.Equal(t, any, ok)
		if !ok {
			return
		}
		taken := 0
		for level, set := range path {
			best := cost(level, set.First())
			for cell := range set.All() {
				best = min(best, cost(level, cell))
			}
			taken += best
		}
		require.Equal(t, least, taken)
		for i, a := range w.all {
			if onPath(path, a) {
				require.Equal(t, 1, f[i], "%v is on the way", a)
			}
		}
	})
}

func onPath(path []diagram.Set, cells []int) bool {
	for level, cell := range cells {
		if !path[level].Has(cell) {
			return false
		}
	}
	return true
}
