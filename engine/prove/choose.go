package prove

import (
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
)

// patient is one patient by cells, with the cells that would do as well.
type patient struct {
	cells []int
	path  []diagram.Set
	end   int
}

// choose picks the patient of some who is the easiest to picture.
func (pr *prover) choose(who diagram.Ref) patient {
	var best patient
	least := -1
	for _, sex := range []string{"female", "male"} {
		cost := func(level, cell int) int { return pr.strangeness(level, cell, sex) }
		path, ok := pr.s.Cheapest(who, 1, cost)
		if !ok {
			panic("prove: nobody to choose from")
		}
		cells := pr.pick(path, cost)
		strange := 0
		for level, cell := range cells {
			strange += cost(level, cell)
		}
		if least < 0 || strange < least {
			best, least = patient{cells: cells, path: path}, strange
		}
	}
	at := make([]uint16, len(best.cells))
	for i, c := range best.cells {
		at[i] = uint16(c)
	}
	best.end = pr.s.Walk(pr.c.RowOf, at)
	return best
}

// simplest is choose, but all who would do as well get the same advice: what
// the patient's path leaves free may stay unanswered.
func (pr *prover) simplest(who diagram.Ref) patient {
	end := pr.choose(who).end
	return pr.choose(pr.s.And(who, pr.s.MapTerminals(pr.c.RowOf, func(t int) int { return one(t == end) })))
}

// strangeness counts what is out of the ordinary for a patient of a sex: the
// patient with the least of it is the easiest to picture.
func (pr *prover) strangeness(level, cell int, sex string) int {
	l := pr.c.Levels[level]
	f, ok := pr.lib.Finding(l.Finding)
	value := pr.c.Cells[level][cell].Sample
	// A body that does not fit the recorded sex is stranger than any answer.
	const unlikely = 3
	switch {
	case !ok:
		return 0
	case f.FromPatient == "organ" && !l.Missing:
		return unlikely * one(value.Bool != (f.PresentFor == sex))
	case f.FromPatient == "sex" && !l.Missing:
		return unlikely * one(value.Text != sex)
	case pr.isPresent(level, cell):
		return 1
	}
	return 0
}

// isPresent says whether a cell is a yes, an option that is there, or not known.
func (pr *prover) isPresent(level, cell int) bool {
	return (pr.c.Levels[level].Missing || pr.isYesNo(level)) && pr.c.Cells[level][cell].Sample.Bool
}

// pick takes one cell of each set: the least strange, and of numbers the one at
// the edge that something else lies beyond.
func (pr *prover) pick(path []diagram.Set, cost func(level, cell int) int) []int {
	out := make([]int, len(path))
	for level, set := range path {
		best := set.First()
		for cell := range set.All() {
			if cost(level, cell) < cost(level, best) {
				best = cell
			}
		}
		l := pr.c.Levels[level]
		if f, ok := pr.lib.Finding(l.Finding); ok && f.Kind == engine.KindNumber && !l.Missing {
			best = pr.edgeCell(f, level, set)
		}
		out[level] = best
	}
	return out
}
