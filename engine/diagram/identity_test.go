package diagram_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine/diagram"
)

func (w *world) hash(r diagram.Ref) [32]byte {
	return w.Hash(r,
		func(level int) string { return fmt.Sprintf("level %d of %d", level, w.cells[level]) },
		func(level, cell int) string { return fmt.Sprintf("cell %d", cell) },
		func(value int) string { return fmt.Sprintf("outcome %d", value) })
}

func TestHashIsOfTheFunctionAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		f, g := w.drawTable(t, "f", 3), w.drawTable(t, "g", 3)
		first := w.hash(w.build(f))
		require.Equal(t, slices.Equal(f, g), first == w.hash(w.build(g)))

		other := newWorld(w.cells)
		other.build(g)
		other.Not(other.build(where(len(g), func(i int) int { return truth(g[i] > 1) })))
		require.Equal(t, first, other.hash(other.build(f)), "unrelated nodes change the hash")
	})
}

func TestHashCountsCellsThatShareANameOnce(t *testing.T) {
	name := func(names ...string) func(level, cell int) string {
		return func(_, cell int) string { return names[cell] }
	}
	level := func(int) string { return "age" }
	terminal := func(v int) string { return fmt.Sprint(v) }
	coarse, fine := diagram.NewSpace([]int{2}, 0), diagram.NewSpace([]int{3}, 0)
	a := coarse.Literal(0, []bool{false, true})
	b := fine.Literal(0, []bool{false, false, true})
	require.Equal(t,
		coarse.Hash(a, level, name("under 40", "40 or over"), terminal),
		fine.Hash(b, level, name("under 40", "under 40", "40 or over"), terminal))
}

func TestTheSameBuildGivesTheSameRefs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		a, b := w.drawTable(t, "a", 2), w.drawTable(t, "b", 2)
		run := func() []diagram.Ref {
			o := newWorld(w.cells)
			ra, rb := o.build(a), o.build(b)
			return []diagram.Ref{ra, rb, o.And(ra, rb), o.Or(ra, rb), o.Ite(ra, rb, diagram.Terminal(7))}
		}
		require.Equal(t, run(), run())
	})
}

func TestACloneKeepsRefsAndCanBeBuiltOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		a, b := w.drawTable(t, "a", 2), w.drawTable(t, "b", 2)
		ra, rb := w.build(a), w.build(b)
		w.Freeze()
		nodes := w.Nodes()
		copied := &world{Space: w.Clone(), cells: w.cells, all: w.all}
		copied.same(t, where(len(a), func(i int) int { return min(a[i], b[i]) }), copied.And(ra, rb))
		require.Equal(t, a, copied.read(ra))
		require.Equal(t, nodes, w.Nodes(), "building on the clone changed the frozen space")
	})
}

func TestKeepDropsWhatNobodyNeeds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		a, b, c := w.drawTable(t, "a", 3), w.drawTable(t, "b", 3), w.drawTable(t, "c", 3)
		ra, rb := w.build(a), w.build(b)
		w.build(c)
		space, kept := w.Keep(ra, rb)
		small := &world{Space: space, cells: w.cells, all: w.all}
		require.Equal(t, a, small.read(kept[0]))
		require.Equal(t, b, small.read(kept[1]))
		require.LessOrEqual(t, small.Nodes(), w.Size(ra)+w.Size(rb))
		small.same(t, c, small.build(c))
		require.Equal(t, kept[0], small.build(a), "a kept node is made again")
	})
}

func TestOverBudgetIsReportedNeverWrong(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawWorld(t)
		f := w.drawTable(t, "f", 3)
		budget := rapid.IntRange(1, 20).Draw(t, "budget")
		small := &world{Space: diagram.NewSpace(w.cells, budget), cells: w.cells, all: w.all}
		r := small.build(f)
		require.LessOrEqual(t, small.Nodes(), budget)
		if err := small.Err(); err != nil {
			require.ErrorIs(t, err, diagram.ErrBudget)
			require.Equal(t, diagram.False, r)
			require.Equal(t, diagram.False, small.Or(diagram.True, diagram.True), "it goes on as if nothing were wrong")
			return
		}
		require.Equal(t, f, small.read(r))
	})
}

func TestEveryOperationReportsTheBudget(t *testing.T) {
	parity := func(s *diagram.Space, levels ...int) diagram.Ref {
		return s.Table(levels, func(cells []int) bool {
			sum := 0
			for _, c := range cells {
				sum += c
			}
			return sum%2 == 1
		})
	}
	operations := map[string]func(s *diagram.Space, a, b diagram.Ref){
		"and":    func(s *diagram.Space, a, b diagram.Ref) { s.And(a, b) },
		"or":     func(s *diagram.Space, a, b diagram.Ref) { s.Or(a, b) },
		"ite":    func(s *diagram.Space, a, b diagram.Ref) { s.Ite(a, diagram.Terminal(3), b) },
		"pair":   func(s *diagram.Space, a, b diagram.Ref) { s.Pair(a, b, func(x, y int) int { return 2*x + y }) },
		"count":  func(s *diagram.Space, a, b diagram.Ref) { s.AtLeast(2, []diagram.Ref{a, b}) },
		"table":  func(s *diagram.Space, _, _ diagram.Ref) { parity(s, 0, 1, 2, 3, 4, 5) },
		"not":    func(s *diagram.Space, a, _ diagram.Ref) { s.Not(s.And(a, s.Literal(5, []bool{true, false}))) },
		"exists": func(s *diagram.Space, a, b diagram.Ref) { s.Exists(s.Or(a, b), []bool{true}) },
	}
	for name, run := range operations {
		t.Run(name, func(t *testing.T) {
			s := diagram.NewSpace([]int{2, 2, 2, 2, 2, 2}, 10)
			a, b := parity(s, 0, 2, 4), parity(s, 1, 3, 5)
			require.NoError(t, s.Err())
			run(s, a, b)
			require.ErrorIs(t, s.Err(), diagram.ErrBudget)
		})
	}
}
