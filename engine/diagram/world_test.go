package diagram_test

import (
	"slices"

	"pgregory.net/rapid"

	"signpost.health/signpost/engine/diagram"
)

// world is a space so small that every assignment of it can be tried.
type world struct {
	*diagram.Space
	cells []int
	all   [][]int
}

func newWorld(cells []int) *world {
	return &world{Space: diagram.NewSpace(cells, 0), cells: cells, all: assignments(cells)}
}

func drawWorld(t *rapid.T) *world {
	return newWorld(rapid.SliceOfN(rapid.IntRange(1, 4), 1, 5).Draw(t, "cells"))
}

// assignments lists every choice of a cell for each level, the last fastest.
func assignments(cells []int) [][]int {
	all := [][]int{{}}
	for _, n := range cells {
		var longer [][]int
		for _, a := range all {
			for cell := range n {
				longer = append(longer, append(slices.Clone(a), cell))
			}
		}
		all = longer
	}
	return all
}

// table is a function as its value at each of a world's assignments.
type table []int

// drawTable draws a function that reads some of the levels only, so that
// diagrams skip levels.
func (w *world) drawTable(t *rapid.T, name string, values int) table {
	reads := rapid.SliceOfN(rapid.Bool(), len(w.cells), len(w.cells)).Draw(t, name+" reads")
	seen := map[string]int{}
	out := make(table, len(w.all))
	for i, a := range w.all {
		key := make([]byte, len(a))
		for level, cell := range a {
			if reads[level] {
				key[level] = byte(cell)
			}
		}
		if _, ok := seen[string(key)]; !ok {
			seen[string(key)] = rapid.IntRange(0, values-1).Draw(t, name)
		}
		out[i] = seen[string(key)]
	}
	return out
}

// build makes the diagram of a function bottom up.
func (w *world) build(f table) diagram.Ref { return w.buildFrom(f, 0) }

func (w *world) buildFrom(f table, level int) diagram.Ref {
	if level == len(w.cells) {
		return diagram.Terminal(f[0])
	}
	kids := make([]diagram.Ref, w.cells[level])
	part := len(f) / len(kids)
	for cell := range kids {
		kids[cell] = w.buildFrom(f[cell*part:(cell+1)*part], level+1)
	}
	return w.Make(level, kids)
}

// read walks the diagram once for every assignment.
func (w *world) read(r diagram.Ref) table {
	out := make(table, len(w.all))
	for i, a := range w.all {
		out[i] = w.Walk(r, walkable(a))
	}
	return out
}

func walkable(a []int) []uint16 {
	cells := make([]uint16, len(a))
	for i, cell := range a {
		cells[i] = uint16(cell)
	}
	return cells
}

// where computes a function from others, assignment by assignment.
func where(n int, f func(i int) int) table {
	out := make(table, n)
	for i := range out {
		out[i] = f(i)
	}
	return out
}

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// drawKnown draws what is known: for some levels a non-empty set of cells.
func (w *world) drawKnown(t *rapid.T) (*diagram.Known, [][]int) {
	known := diagram.NewKnown(w.Space)
	possible := make([][]int, len(w.cells))
	for level, n := range w.cells {
		cells := make([]int, n)
		for i := range cells {
			cells[i] = i
		}
		if rapid.Bool().Draw(t, "known") {
			cells = rapid.Permutation(cells).Draw(t, "possible")[:rapid.IntRange(1, n).Draw(t, "how many")]
			slices.Sort(cells)
			var set diagram.Set
			for _, cell := range cells {
				set.Add(cell)
			}
			known.Fix(level, set)
		}
		possible[level] = cells
	}
	return known, possible
}

// fits reports whether every cell of the assignment is possible.
func fits(a []int, possible [][]int) bool {
	for level, cell := range a {
		if !slices.Contains(possible[level], cell) {
			return false
		}
	}
	return true
}

func distinct(values []int) []int {
	out := slices.Clone(values)
	slices.Sort(out)
	out = slices.Compact(out)
	if len(out) == 0 {
		return nil
	}
	return out
}
