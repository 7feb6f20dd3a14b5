package expr

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
)

// split splits one level by the axes of the atoms that read it. It gives the
// cells, the class of each cell on each axis, and how to find a value's cell.
func split(l Level, v *variable, axes []axis) ([]Cell, [][]int, finder) {
	switch {
	case l.Missing || l.Option != "" || v.Kind == YesNo:
		return splitFlag(axes)
	case v.Kind == Number:
		return splitNumber(v, axes)
	default:
		return splitOptions(v, axes)
	}
}

func splitFlag(axes []axis) ([]Cell, [][]int, finder) {
	cells := []Cell{{OnGrid: true}, {Sample: Value{Bool: true}, OnGrid: true}}
	return cells, [][]int{classesAt(axes, 0), classesAt(axes, 1)}, finder{flag: true}
}

// classesAt gives the class of one value on every axis.
func classesAt(axes []axis, value int) []int {
	out := make([]int, len(axes))
	for i, ax := range axes {
		out[i] = ax.class[value]
	}
	return out
}

func splitOptions(v *variable, axes []axis) ([]Cell, [][]int, finder) {
	var cells []Cell
	var classes [][]int
	find := finder{options: map[string]int{}}
	known := signatures{}
	for i, o := range v.Options {
		sign := classesAt(axes, i)
		c, isNew := known.cell(sign)
		if isNew {
			cells = append(cells, Cell{Sample: Value{Text: o}, OnGrid: true})
			classes = append(classes, sign)
		}
		cells[c].Options = append(cells[c].Options, o)
		find.options[o] = c
	}
	return cells, classes, find
}

// signatures numbers the distinct class vectors in order of appearance.
type signatures map[string]int

func (s signatures) cell(classes []int) (int, bool) {
	key := make([]byte, 0, 4*len(classes))
	for _, c := range classes {
		key = binary.LittleEndian.AppendUint32(key, uint32(c))
	}
	if c, ok := s[string(key)]; ok {
		return c, false
	}
	s[string(key)] = len(s)
	return len(s) - 1, true
}

// edge is a place between two numbers: just before or just after a value.
type edge struct {
	value float64
	after bool
}

func compareEdges(a, b edge) int {
	return cmp.Or(cmp.Compare(a.value, b.value), int(bit(a.after))-int(bit(b.after)))
}

// edges gives every place where some axis changes, within the domain.
func edges(v *variable, axes []axis) []edge {
	out := []edge{{v.Min, false}, {v.Max, true}}
	for _, ax := range axes {
		for _, b := range ax.bands {
			out = append(out, edge{b.Lo, b.LoOpen}, edge{b.Hi, !b.HiOpen})
		}
	}
	slices.SortFunc(out, compareEdges)
	return slices.Compact(out)
}

// splitNumber splits a number finding. A region that lies between two grid
// values which some atom treats differently is in doubt: it goes to the cells
// of both neighbours, and if there is no such cell, to one of its own.
func splitNumber(v *variable, axes []axis) ([]Cell, [][]int, finder) {
	s := numberSplit{known: signatures{}, cursor: make([]int, len(axes)), v: v, axes: axes}
	cuts := edges(v, axes)
	type doubt struct {
		Region
		before, after []int
	}
	var doubts []doubt
	for i := range len(cuts) - 1 {
		r := Region{Lo: cuts[i].value, LoOpen: cuts[i].after, Hi: cuts[i+1].value, HiOpen: !cuts[i+1].after}
		before, after := s.signs(r)
		if slices.Equal(before, after) {
			s.put(r, before)
			continue
		}
		doubts = append(doubts, doubt{r, before, after})
	}
	for _, d := range doubts {
		s.find.ranges = append(s.find.ranges, found{d.Region, []int{s.virtual(d.Region, d.before), s.virtual(d.Region, d.after)}})
	}
	slices.SortStableFunc(s.find.ranges, func(a, b found) int {
		return compareEdges(edge{a.Lo, a.LoOpen}, edge{b.Lo, b.LoOpen})
	})
	for i := range s.cells {
		s.sample(&s.cells[i])
	}
	return s.cells, s.classes, s.find
}

type numberSplit struct {
	v       *variable
	axes    []axis
	cursor  []int
	known   signatures
	cells   []Cell
	classes [][]int
	find    finder
}

// signs gives the classes of a region on every axis: those of the grid value
// before it and of the one after, where it lies between two bands. Regions
// come in order.
func (s *numberSplit) signs(r Region) (before, after []int) {
	before, after = make([]int, len(s.axes)), make([]int, len(s.axes))
	for i, ax := range s.axes {
		at := s.cursor[i]
		for at < len(ax.bands) && compareEdges(edge{ax.bands[at].Hi, !ax.bands[at].HiOpen}, edge{r.Lo, r.LoOpen}) <= 0 {
			at++
		}
		s.cursor[i] = at
		switch {
		case at < len(ax.bands) && compareEdges(edge{ax.bands[at].Lo, ax.bands[at].LoOpen}, edge{r.Lo, r.LoOpen}) <= 0:
			before[i], after[i] = ax.bands[at].class, ax.bands[at].class
		default:
			before[i] = ax.bands[max(0, at-1)].class
			after[i] = ax.bands[min(at, len(ax.bands)-1)].class
		}
	}
	return before, after
}

// put adds a region to the cell of its classes.
func (s *numberSplit) put(r Region, sign []int) {
	c, isNew := s.known.cell(sign)
	if isNew {
		s.cells, s.classes = append(s.cells, Cell{}), append(s.classes, sign)
	}
	s.find.ranges = append(s.find.ranges, found{r, []int{c}})
	rs := s.cells[c].Regions
	if n := len(rs); n > 0 && rs[n-1].Hi == r.Lo && rs[n-1].HiOpen != r.LoOpen {
		rs[n-1].Hi, rs[n-1].HiOpen = r.Hi, r.HiOpen
		return
	}
	s.cells[c].Regions = append(rs, r)
}

// virtual gives the cell of classes, and makes one for a region in doubt.
func (s *numberSplit) virtual(r Region, sign []int) int {
	c, isNew := s.known.cell(sign)
	if isNew {
		s.cells, s.classes = append(s.cells, Cell{Regions: []Region{r}}), append(s.classes, sign)
	}
	return c
}

func (s *numberSplit) sample(c *Cell) {
	for _, r := range c.Regions {
		if g, ok := s.v.grid.within(r); ok {
			c.Sample, c.OnGrid = Value{Number: g}, true
			return
		}
	}
	c.Sample = Value{Number: s.v.sample(c.Regions[0])}
}

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
	f := p.finders[level]
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
