package diagram_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine/diagram"
)

// scene is one question with its brute-force answer: the feasible assignments.
type scene struct {
	*world
	f        table
	feasible []int // places in all
	known    *diagram.Known
	possible [][]int
	r, care  diagram.Ref
}

func drawScene(t *rapid.T, constrained bool) *scene {
	w := drawWorld(t)
	sc := &scene{world: w, f: w.drawTable(t, "f", 3), care: diagram.True}
	sc.known, sc.possible = w.drawKnown(t)
	care := where(len(w.all), func(int) int { return 1 })
	if constrained {
		care = w.drawTable(t, "care", 2)
		sc.care = w.build(care)
	}
	sc.r = w.build(sc.f)
	for i, a := range w.all {
		if care[i] == 1 && fits(a, sc.possible) {
			sc.feasible = append(sc.feasible, i)
		}
	}
	w.Freeze()
	return sc
}

// values are what the feasible assignments that pass the filter lead to.
func (sc *scene) values(pass func(a []int) bool) []int {
	var out []int
	for _, i := range sc.feasible {
		if pass(sc.all[i]) {
			out = append(out, sc.f[i])
		}
	}
	return distinct(out)
}

func (sc *scene) cellsOf(level int) []int {
	var out []int
	for _, i := range sc.feasible {
		out = append(out, sc.all[i][level])
	}
	return distinct(out)
}

func TestResidualIsExactOverWhatIsFeasible(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sc := drawScene(t, true)
		q := diagram.NewScratch(sc.Space)
		left := q.Residual(sc.r, sc.care, sc.known)
		require.Equal(t, len(sc.feasible) == 0, left.Infeasible())
		want := sc.values(func([]int) bool { return true })
		require.Equal(t, want, nilIfEmpty(left.Terminals()))
		value, decided := left.IsDecided()
		require.Equal(t, len(want) == 1, decided)
		if decided {
			require.Equal(t, want[0], value)
		}
		for level, n := range sc.cells {
			for cell := range n {
				want := sc.values(func(a []int) bool { return a[level] == cell })
				require.Equal(t, want, left.After(level, cell), "level %d cell %d", level, cell)
			}
		}
	})
}

func TestResidualSupportIsEnough(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sc := drawScene(t, true)
		left := diagram.NewScratch(sc.Space).Residual(sc.r, sc.care, sc.known)
		support := left.Support()
		require.True(t, slices.IsSorted(support))
		outcome := map[string]int{}
		for _, i := range sc.feasible {
			key := fmt.Sprint(only(sc.all[i], support))
			if had, ok := outcome[key]; ok {
				require.Equal(t, had, sc.f[i], "two patients alike in %v end differently", support)
			}
			outcome[key] = sc.f[i]
		}
		for _, level := range support {
			require.Contains(t, sc.Support(sc.r), level)
			require.Greater(t, len(sc.cellsOf(level)), 1, "level %d is known but asked", level)
		}
		require.Equal(t, len(support) == 0, len(left.Terminals()) <= 1)
	})
}

func TestReachSupportIsExactWithoutConstraints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sc := drawScene(t, false)
		terminals, support := diagram.NewScratch(sc.Space).Reach(sc.r, sc.known)
		require.Equal(t, sc.values(func([]int) bool { return true }), terminals)
		var matters []int
		for level := range sc.cells {
			if sc.matters(level) {
				matters = append(matters, level)
			}
		}
		require.Equal(t, matters, nilIfEmpty(support))
	})
}

// matters reports whether two feasible assignments differ in level alone and
// end differently.
func (sc *scene) matters(level int) bool {
	others := map[string]int{}
	for _, i := range sc.feasible {
		a := slices.Clone(sc.all[i])
		a[level] = -1
		key := fmt.Sprint(a)
		if had, ok := others[key]; ok && had != sc.f[i] {
			return true
		}
		others[key] = sc.f[i]
	}
	return false
}

func TestProjectGivesTheFeasibleCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sc := drawScene(t, true)
		q := diagram.NewScratch(sc.Space)
		sets := slices.Clone(q.ProjectAll(sc.care, sc.known))
		for level := range sc.cells {
			require.Equal(t, sc.cellsOf(level), distinct(slices.Collect(sets[level].All())))
			require.True(t, sets[level].Equal(q.Project(sc.care, sc.known, level)))
		}
	})
}

func TestScratchForgetsTheLastQuestion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sc := drawScene(t, true)
		used, again := diagram.NewScratch(sc.Space), diagram.NewKnown(sc.Space)
		for range 3 {
			used.Residual(sc.r, sc.care, sc.known)
			used.Reach(sc.care, again)
		}
		left := used.Residual(sc.r, sc.care, sc.known)
		fresh := diagram.NewScratch(sc.Space).Residual(sc.r, sc.care, sc.known)
		require.Equal(t, fresh.Terminals(), left.Terminals())
		require.Equal(t, fresh.Support(), left.Support())
	})
}

func only(a, levels []int) []int {
	var out []int
	for _, level := range levels {
		out = append(out, a[level])
	}
	return out
}

func nilIfEmpty(values []int) []int {
	if len(values) == 0 {
		return nil
	}
	return values
}
