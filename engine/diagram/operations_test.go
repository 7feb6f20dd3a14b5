package diagram_test

import (
	"math/big"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine/diagram"
)

// same holds a diagram against a function: its values, and that the one
// diagram of that function is the one it is.
func (w *world) same(t require.TestingT, want table, r diagram.Ref) {
	require.Equal(t, want, w.read(r))
	require.Equal(t, w.build(want), r, "two diagrams of one function")
	require.NoError(t, w.Err())
}

func TestConditionsCombineAsTheirTruthTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		a, b, c := w.drawTable(t, "a", 2), w.drawTable(t, "b", 2), w.drawTable(t, "c", 2)
		ra, rb, rc := w.build(a), w.build(b), w.build(c)
		n := len(w.all)
		w.same(t, where(n, func(i int) int { return 1 - a[i] }), w.Not(ra))
		w.same(t, where(n, func(i int) int { return min(a[i], b[i], c[i]) }), w.And(ra, rb, rc))
		w.same(t, where(n, func(i int) int { return max(a[i], b[i], c[i]) }), w.Or(ra, rb, rc))
		for k := range 5 {
			want := where(n, func(i int) int { return truth(a[i]+b[i]+c[i] >= k) })
			w.same(t, want, w.AtLeast(k, []diagram.Ref{ra, rb, rc}))
		}
	})
}

func TestNothingToCombine(t *testing.T) {
	s := diagram.NewSpace([]int{2}, 0)
	require.Equal(t, diagram.True, s.And())
	require.Equal(t, diagram.False, s.Or())
	require.Equal(t, diagram.True, s.AtLeast(0, nil))
	require.Equal(t, diagram.False, s.AtLeast(1, nil))
}

func TestFunctionsOfManyTerminalsCombine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		c, x, y := w.drawTable(t, "c", 2), w.drawTable(t, "x", 4), w.drawTable(t, "y", 4)
		rc, rx, ry := w.build(c), w.build(x), w.build(y)
		n := len(w.all)
		w.same(t, where(n, func(i int) int {
			if c[i] == 1 {
				return x[i]
			}
			return y[i]
		}), w.Ite(rc, rx, ry))
		half := func(v int) int { return v / 2 }
		w.same(t, where(n, func(i int) int { return half(x[i]) }), w.MapTerminals(rx, half))
		both := func(v, u int) int { return 4*v + u }
		w.same(t, where(n, func(i int) int { return both(x[i], y[i]) }), w.Pair(rx, ry, both))
	})
}

func TestLiteralsAndTables(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		level := rapid.IntRange(0, len(w.cells)-1).Draw(t, "level")
		in := rapid.SliceOfN(rapid.Bool(), w.cells[level], w.cells[level]).Draw(t, "in")
		n := len(w.all)
		w.same(t, where(n, func(i int) int { return truth(in[w.all[i][level]]) }), w.Literal(level, in))

		levels := rapid.SliceOfN(rapid.IntRange(0, len(w.cells)-1), 1, 3).Draw(t, "levels")
		odd := func(cells []int) bool {
			sum := 0
			for place, cell := range cells {
				sum += (place + 1) * cell
			}
			return sum%3 == 1
		}
		w.same(t, where(n, func(i int) int { return truth(odd(only(w.all[i], levels))) }), w.Table(levels, odd))
	})
}

func TestALargeTableStaysSmall(t *testing.T) {
	const heights, weights = 132, 131
	s := diagram.NewSpace([]int{heights, weights}, 0)
	obese := s.Table([]int{1, 0}, func(cells []int) bool {
		weight, height := cells[0]+30, cells[1]+100
		return weight*10_000 >= 30*height*height
	})
	require.NoError(t, s.Err())
	require.LessOrEqual(t, s.Size(obese), heights+1, "one node for each row that differs")
	require.Equal(t, 1, s.Walk(obese, []uint16{70, 90}))
	require.Equal(t, 0, s.Walk(obese, []uint16{70, 20}))
}

func TestExistsForgetsLevels(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		f := w.drawTable(t, "f", 2)
		drop := rapid.SliceOfN(rapid.Bool(), 0, len(w.cells)).Draw(t, "drop")
		kept := func(a []int) string {
			key := make([]byte, len(a))
			for level, cell := range a {
				if level >= len(drop) || !drop[level] {
					key[level] = byte(cell)
				}
			}
			return string(key)
		}
		some := map[string]int{}
		for i, a := range w.all {
			some[kept(a)] |= f[i]
		}
		w.same(t, where(len(f), func(i int) int { return some[kept(w.all[i])] }), w.Exists(w.build(f), drop))
	})
}

func TestConstrainAgreesWhereItMatters(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		f, care := w.drawTable(t, "f", 3), w.drawTable(t, "care", 2)
		rf, rcare := w.build(f), w.build(care)
		if rcare == diagram.False {
			return
		}
		r := w.Constrain(rf, rcare)
		got, possible := w.read(r), []int{}
		for i := range w.all {
			if care[i] == 1 {
				require.Equal(t, f[i], got[i])
				possible = append(possible, f[i])
			}
		}
		require.Equal(t, distinct(possible), w.Terminals(r))
		for _, level := range w.Support(r) {
			require.Contains(t, w.Support(rf), level)
		}
	})
}

func TestReadingADiagram(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		f := w.drawTable(t, "f", 4)
		r := w.build(f)
		require.Equal(t, distinct(f), w.Terminals(r))
		for value := range 5 {
			count, first := 0, -1
			for i, v := range f {
				if v == value {
					count++
					if first < 0 {
						first = i
					}
				}
			}
			require.Equal(t, big.NewInt(int64(count)).String(), w.Count(r, value).String())
			cells, ok := w.Witness(r, value)
			require.Equal(t, count > 0, ok)
			if ok {
				require.Equal(t, w.all[first], atLeastZero(cells))
			}
		}
	})
}

// atLeastZero takes the first cell of every level that does not matter.
func atLeastZero(cells []int) []int {
	out := slices.Clone(cells)
	for i := range out {
		out[i] = max(out[i], 0)
	}
	return out
}

func TestPathsAreDisjointAndWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		f := w.drawTable(t, "f", 3)
		r := w.build(f)
		seen := make(table, len(f))
		w.Paths(r, func(path []diagram.Set, terminal int) bool {
			for i, a := range w.all {
				on := true
				for level, cell := range a {
					on = on && path[level].Has(cell)
				}
				if on {
					seen[i]++
					require.Equal(t, f[i], terminal)
				}
			}
			return true
		})
		require.Equal(t, where(len(f), func(int) int { return 1 }), seen)
	})
}

func TestPathsStopWhenToldTo(t *testing.T) {
	w := newWorld([]int{2, 3})
	r := w.build(table{0, 1, 2, 2, 1, 0})
	calls := 0
	w.Paths(r, func([]diagram.Set, int) bool {
		calls++
		return calls < 3
	})
	require.Equal(t, 3, calls)
}
