package expr

import (
	"cmp"
	"slices"
)

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
