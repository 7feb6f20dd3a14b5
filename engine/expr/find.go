package expr

import (
	"math"
	"slices"
)

// finder finds the cells of values.
type finder struct {
	flag    bool
	options map[string]int
	ranges  []found
}

// found is a range of numbers with its cells: one, or two where it is in
// doubt.
type found struct {
	Region
	cells []int
}

// CellOf gives the cell of a value. ok is false outside the domain, and for a
// number between two grid values that some atom treats differently: CellsOf
// gives the cells of both.
func (p *Partition) CellOf(level int, v Value) (cell int, ok bool) {
	f := &p.finders[level]
	switch {
	case f.flag:
		return int(bit(v.Bool)), true
	case f.options != nil:
		cell, ok = f.options[v.Text]
		return cell, ok
	}
	i, _ := slices.BinarySearchFunc(f.ranges, v.Number, func(r found, x float64) int {
		if r.Hi < x || r.Hi == x && r.HiOpen {
			return -1
		}
		return 1
	})
	if i < len(f.ranges) && f.ranges[i].Contains(v.Number) && len(f.ranges[i].cells) == 1 {
		return f.ranges[i].cells[0], true
	}
	return 0, false
}

// CellsOf gives every cell that a range of numbers can touch, in order of
// their index. A range beyond the domain touches the cell at its end.
func (p *Partition) CellsOf(level int, lo, hi float64, loOpen, hiOpen bool) []int {
	f := p.finders[level]
	if len(f.ranges) == 0 {
		return nil
	}
	first, last := f.ranges[0], f.ranges[len(f.ranges)-1]
	if lo > last.Hi || lo == last.Hi && (loOpen || last.HiOpen) {
		return slices.Clone(last.cells)
	}
	if hi < first.Lo || hi == first.Lo && (hiOpen || first.LoOpen) {
		return slices.Clone(first.cells)
	}
	var out []int
	for _, r := range f.ranges {
		if meets(r.Region, Region{Lo: lo, Hi: hi, LoOpen: loOpen, HiOpen: hiOpen}) {
			out = append(out, r.cells...)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// meets says whether two ranges have a number in common.
func meets(a, b Region) bool {
	lo, hi := math.Max(a.Lo, b.Lo), math.Min(a.Hi, b.Hi)
	return lo < hi || lo == hi && a.Contains(lo) && b.Contains(lo)
}
