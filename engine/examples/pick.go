package examples

import (
	"math"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// Picked is the patients of a part of a pathway's diagrams, and one of them.
type Picked struct {
	// Who says what they share, ranges rather than points.
	Who string
	// All says that Who describes every one of them, and not one kind only.
	All bool
	// Example is one of them in words, at the edge of each range.
	Example string
	// Case is that one as a worked patient, which expects nothing yet. It says
	// only what makes the patient one of them; Whole says everything.
	Case, Whole *Case

	values map[expr.Level]expr.Value
}

// Value gives the value of a level that the picked patient has.
func (p *Picked) Value(l expr.Level) expr.Value { return p.values[l] }

// Pick takes a patient for whom a condition holds: one with as little out of
// the ordinary as can be, at the edge of every range. It is not ok where no
// feasible patient is left.
func Pick(lib *engine.Library, c *engine.Compiled, region diagram.Ref) (picked *Picked, ok bool) {
	k := &picker{lib: lib, c: c}
	path, ok := c.Space.Cheapest(c.Space.And(region, c.Care), diagram.True.Value(), k.strangeness)
	if !ok || c.Space.Err() != nil {
		return nil, false
	}
	cells := k.cellsOf(path)
	k.values = k.valuesOf(cells)
	shared := k.shared(path, region)
	all := make([]diagram.Set, len(cells))
	for level, cell := range cells {
		all[level] = diagram.One(cell)
	}
	return &Picked{
		Who: k.who(shared), All: k.isAll(shared, region), Example: k.example(shared), Case: k.caseOf(shared), Whole: k.caseOf(all), values: k.values,
	}, true
}

// picker picks one patient.
type picker struct {
	lib    *engine.Library
	c      *engine.Compiled
	values map[expr.Level]expr.Value
}

// strangeness counts what is out of the ordinary in a cell.
func (k *picker) strangeness(level, cell int) int {
	l, found := k.c.Levels[level], k.c.Cells[level][cell]
	f, ok := k.lib.Finding(l.Finding)
	switch {
	case !ok || f.FromPatient != "":
		return 0
	case l.Missing && found.Sample.Bool:
		return 20 // what is not known can be anything: an example of it shows least
	case isFlag(l, f) && found.Sample.Bool:
		return 2
	case len(found.Regions) > 0 && !found.OnGrid:
		return 4
	}
	return 0
}

// isFlag says whether a level is yes or no.
func isFlag(l expr.Level, f *engine.Finding) bool {
	return l.Missing || l.Option != "" || f.Kind == engine.KindYesNo
}

// cellsOf takes a cell of each set of a path: the least strange, and of numbers
// the one at the edge that other cells lie beyond.
func (k *picker) cellsOf(path []diagram.Set) []int {
	out := make([]int, len(path))
	for level, set := range path {
		best := set.First()
		for cell := range set.All() {
			if k.strangeness(level, cell) < k.strangeness(level, best) {
				best = cell
			}
		}
		l := k.c.Levels[level]
		if f, ok := k.lib.Finding(l.Finding); ok && f.Kind == engine.KindNumber && !l.Missing {
			best = k.edge(f, level, set)
		}
		out[level] = best
	}
	return out
}

// ordinaryAge is the age of a patient whose age does not matter.
const ordinaryAge = 50

// edge takes the lowest cell of a set of numbers, or the highest where only
// that one has a neighbour outside the set.
func (k *picker) edge(f *engine.Finding, level int, set diagram.Set) int {
	cells := k.c.Cells[level]
	low, high := -1, -1
	for cell := range set.All() {
		if f.FromPatient == "age" && set.IsFull(len(cells)) && holds(cells[cell], ordinaryAge) {
			return cell
		}
		if !cells[cell].OnGrid {
			continue
		}
		if low < 0 || bottom(cells[cell]) < bottom(cells[low]) {
			low = cell
		}
		if high < 0 || top(cells[cell]) > top(cells[high]) {
			high = cell
		}
	}
	switch {
	case low < 0:
		return set.First()
	case bottom(cells[low]) > f.Min || top(cells[high]) >= f.Max:
		return low
	}
	return high
}

func bottom(c expr.Cell) float64 { return c.Regions[0].Lo }

func top(c expr.Cell) float64 { return c.Regions[len(c.Regions)-1].Hi }

func holds(c expr.Cell, v float64) bool {
	for _, r := range c.Regions {
		if r.Contains(v) {
			return true
		}
	}
	return false
}

// valuesOf gives every level a value of its cell such that the vocabulary's
// laws about numbers hold: at the edges where they allow it.
func (k *picker) valuesOf(cells []int) map[expr.Level]expr.Value {
	out := map[expr.Level]expr.Value{}
	var open []expr.Level
	choices := map[expr.Level][]float64{}
	for i, l := range k.c.Levels {
		cell := k.c.Cells[i][cells[i]]
		out[l] = cell.Sample
		f, ok := k.lib.Finding(l.Finding)
		if !ok || l.Missing || f.Kind != engine.KindNumber {
			continue
		}
		choices[l] = points(f, cell)
		out[l] = expr.Value{Number: choices[l][0]}
		if len(choices[l]) > 1 {
			open = append(open, l)
		}
	}
	look := func(l expr.Level) expr.Value { return out[l] }
	// The first combination of edges is nearly always lawful; the bound only
	// keeps a law that no combination obeys from taking for ever.
	tries := 2000
	var try func(i int) bool
	try = func(i int) bool {
		if i == len(open) {
			tries--
			return tries < 0 || k.c.Lawful(look)
		}
		for _, v := range choices[open[i]] {
			out[open[i]] = expr.Value{Number: v}
			if try(i + 1) {
				return true
			}
		}
		return false
	}
	try(0)
	return out
}

// points gives values of a cell to try: the edge that faces another cell, the
// other edge, and a value between.
func points(f *engine.Finding, c expr.Cell) []float64 {
	first, last := c.Regions[0], c.Regions[len(c.Regions)-1]
	lo, okLo := least(f, first)
	hi, okHi := greatest(f, last)
	var out []float64
	if f.FromPatient == "age" {
		if holds(c, ordinaryAge) && first.Lo <= f.Min && last.Hi >= f.Max {
			out = append(out, ordinaryAge)
		}
		// Under two, an age is told in months.
		if years := math.Floor(hi); years >= 2 && last.Contains(years) {
			hi = years
		}
		if years := math.Ceil(lo); years >= 2 && first.Contains(years) {
			lo = years
		}
	}
	switch {
	case okLo && okHi && first.Lo <= f.Min && last.Hi < f.Max:
		out = append(out, hi, lo)
	case okLo && okHi:
		out = append(out, lo, hi)
	}
	return append(out, c.Sample.Number)
}

// least is the least grid value of a region.
func least(f *engine.Finding, r expr.Region) (float64, bool) {
	i := math.Ceil((r.Lo-f.Min)/f.Step - 1e-9)
	if !r.Contains(gridValue(f, i)) {
		i++
	}
	return gridValue(f, i), r.Contains(gridValue(f, i))
}

// greatest is the greatest grid value of a region.
func greatest(f *engine.Finding, r expr.Region) (float64, bool) {
	i := math.Floor((r.Hi-f.Min)/f.Step + 1e-9)
	if !r.Contains(gridValue(f, i)) {
		i--
	}
	return gridValue(f, i), r.Contains(gridValue(f, i))
}

// gridValue is the value after so many steps, as a fraction of whole numbers:
// the third of a grid in tenths is 0.3, the seventh of one in twelfths 7/12.
func gridValue(f *engine.Finding, i float64) float64 {
	for _, over := range []float64{1, 10, 100, 1e3, 1e4, 1e5, 1e6, math.Round(1 / f.Step)} {
		first, step := math.Round(f.Min*over), math.Round(f.Step*over)
		if step >= 1 && math.Abs(f.Min*over-first) < 1e-9 && math.Abs(f.Step*over-step) < 1e-9 {
			return (first + i*step) / over
		}
	}
	return f.Min + i*f.Step
}
