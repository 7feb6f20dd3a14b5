package prove

import (
	"math"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// ordinaryAge is the age of a patient whose age does not matter.
const ordinaryAge = 50

// edgeCell takes the cell of a set of numbers whose neighbour lies outside it:
// a boundary is where a rule is most easily checked.
func (pr *prover) edgeCell(f *engine.Finding, level int, set diagram.Set) int {
	cells := pr.c.Cells[level]
	if set.IsFull(len(cells)) && f.FromPatient == "age" {
		for i, c := range cells {
			for _, r := range c.Regions {
				if r.Contains(ordinaryAge) {
					return i
				}
			}
		}
	}
	lowest, highest := -1, -1
	for cell := range set.All() {
		if !cells[cell].OnGrid {
			continue
		}
		if lowest < 0 || cells[cell].Regions[0].Lo < cells[lowest].Regions[0].Lo {
			lowest = cell
		}
		if highest < 0 || top(cells[cell]) > top(cells[highest]) {
			highest = cell
		}
	}
	switch {
	case lowest < 0:
		return set.First()
	case cells[lowest].Regions[0].Lo > f.Min || top(cells[highest]) >= f.Max:
		return lowest
	}
	return highest
}

func top(c expr.Cell) float64 { return c.Regions[len(c.Regions)-1].Hi }

// values gives a patient one value for each level, at the edges of the cells
// and such that the vocabulary's laws about numbers hold.
func (pr *prover) values(cells []int) map[expr.Level]expr.Value {
	out := map[expr.Level]expr.Value{}
	var open []expr.Level
	choices := map[expr.Level][]float64{}
	for i, l := range pr.c.Levels {
		cell := pr.c.Cells[i][cells[i]]
		out[l] = cell.Sample
		f, ok := pr.lib.Finding(l.Finding)
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
	// tries bounds the search among combinations of edges; the first that the
	// laws allow is nearly always among the first few.
	tries := 2000
	var try func(i int) bool
	try = func(i int) bool {
		if tries--; tries < 0 {
			return false
		}
		if i == len(open) {
			return pr.c.Lawful(look)
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
	lo, okLo := gridUp(f, first)
	hi, okHi := gridDown(f, last)
	if f.FromPatient == "age" {
		if first.Contains(ordinaryAge) && first.Lo <= f.Min && last.Hi >= f.Max {
			return []float64{ordinaryAge, lo, hi}
		}
		if years := math.Floor(hi); okHi && last.Contains(years) {
			hi = years
		}
	}
	out := []float64{}
	switch {
	case okLo && okHi && first.Lo <= f.Min && last.Hi < f.Max:
		out = append(out, hi, lo)
	case okLo && okHi:
		out = append(out, lo, hi)
	}
	return append(out, c.Sample.Number)
}

// gridUp is the least grid value of a region.
func gridUp(f *engine.Finding, r expr.Region) (float64, bool) {
	v := f.Min + math.Ceil((r.Lo-f.Min)/f.Step-1e-9)*f.Step
	if !r.Contains(round(v)) {
		v += f.Step
	}
	return round(v), r.Contains(round(v))
}

// gridDown is the greatest grid value of a region.
func gridDown(f *engine.Finding, r expr.Region) (float64, bool) {
	v := f.Min + math.Floor((r.Hi-f.Min)/f.Step+1e-9)*f.Step
	if !r.Contains(round(v)) {
		v -= f.Step
	}
	return round(v), r.Contains(round(v))
}

// round takes off what binary fractions add.
func round(v float64) float64 { return math.Round(v*1e9) / 1e9 }
