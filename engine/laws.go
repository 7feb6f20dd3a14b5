package engine

import (
	"slices"
	"sort"
	"sync/atomic"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// relation is the diagram of the cells in which some values satisfy a law.
// Laws do not split cells: only rules do. Values are tried at the ends of
// each cell and on an even spread between them.
func (b *unitBuilder) relation(c *Condition) diagram.Ref {
	u := b.u
	levels := make([]int, 0, 4)
	for _, l := range c.cond.Levels() {
		levels = append(levels, u.index[l])
	}
	sort.Ints(levels)
	at, cells := make([]expr.Level, len(levels)), make([][]expr.Cell, len(levels))
	for i, l := range levels {
		at[i], cells[i] = u.levels[l], u.part.Cells[l]
	}
	truth := b.lib.lawTables.of(c.Text, at, cells, func() []bool { return b.lib.possible(c, at, cells) })
	return u.space.Table(levels, func(cells []int) bool { return truth[u.offset(levels, cells)] })
}

// point is a value of a level to try a law at, with its place among all the
// values of the level; -1 between two steps of a number.
type point struct {
	value expr.Value
	place int
}

// trial tries a law at points of its levels.
type trial struct {
	law    *Condition
	levels []expr.Level
	// points are those of each level and cell.
	points [][][]point
	// scale is how far apart two places of a level stand in truth.
	scale  []int
	truth  *lawTruth
	values []expr.Value
	cells  []int
}

// possible says of each combination of cells, the last level fastest, whether
// some of their points satisfy a law.
func (l *Library) possible(c *Condition, levels []expr.Level, cells [][]expr.Cell) []bool {
	t := trial{law: c, levels: levels, values: make([]expr.Value, len(levels)), cells: make([]int, len(levels))}
	size, total := 1, 1
	t.scale = make([]int, len(levels))
	for i := len(levels) - 1; i >= 0; i-- {
		t.scale[i] = size
		size = min(size*l.places(levels[i]), mostPlaces+1)
		total *= len(cells[i])
	}
	for i, lv := range levels {
		t.points = append(t.points, nil)
		for _, cell := range cells[i] {
			t.points[i] = append(t.points[i], l.points(lv, cell))
		}
	}
	t.truth = l.lawTables.truthOf(c.Text, levels, size)
	out := make([]bool, 0, total)
	return t.each(0, out)
}

// each tries every combination of cells.
func (t *trial) each(i int, out []bool) []bool {
	if i == len(t.levels) {
		return append(out, t.try(0, 0))
	}
	for t.cells[i] = range t.points[i] {
		out = t.each(i+1, out)
	}
	return out
}

// try looks for points of the cells that satisfy the law; place is that of the
// points chosen so far, -1 where one has none.
func (t *trial) try(i, place int) bool {
	if i == len(t.levels) {
		return t.truth.at(place, t.holds)
	}
	for _, p := range t.points[i][t.cells[i]] {
		t.values[i] = p.value
		next := -1
		if place >= 0 && p.place >= 0 {
			next = place + p.place*t.scale[i]
		}
		if t.try(i+1, next) {
			return true
		}
	}
	return false
}

func (t *trial) holds() bool {
	ok, err := t.law.cond.Eval(func(l expr.Level) expr.Value { return t.values[slices.Index(t.levels, l)] }, nil)
	return ok && err == nil
}

// places counts the values of a level.
func (l *Library) places(level expr.Level) int {
	f := l.findings[level.Finding]
	switch {
	case level.Missing || level.Option != "" || f.Kind == KindYesNo:
		return 2
	case f.Kind == KindOption:
		return len(f.Options)
	}
	return int((f.Max-f.Min)/f.Step+0.5) + 1
}

// points gives values of a cell to try: all of them where they are few.
func (l *Library) points(level expr.Level, cell expr.Cell) []point {
	f := l.findings[level.Finding]
	switch {
	case level.Missing || level.Option != "" || f.Kind == KindYesNo:
		p := point{value: cell.Sample}
		if cell.Sample.Bool {
			p.place = 1
		}
		return []point{p}
	case f.Kind == KindOption:
		var out []point
		for _, o := range cell.Options {
			out = append(out, point{expr.Value{Text: o}, f.optionPlace(o)})
		}
		return out
	}
	const most = 64
	var out []point
	for _, r := range cell.Regions {
		out = append(out, gridPoints(f.Finding, r, most)...)
	}
	if len(out) == 0 {
		out = append(out, point{cell.Sample, -1})
	}
	return out
}

func (f *findingSpec) optionPlace(id string) int {
	for i, o := range f.Options {
		if o.ID == id {
			return i
		}
	}
	return -1
}

// gridPoints gives the grid values in a region, ends first, thinned to most.
func gridPoints(f Finding, r expr.Region, most int) []point {
	first := int((r.Lo-f.Min)/f.Step + 0.5)
	for first > 0 && f.Min+float64(first-1)*f.Step >= r.Lo {
		first--
	}
	inside := func(v float64) bool {
		return (v > r.Lo || (v == r.Lo && !r.LoOpen)) && (v < r.Hi || (v == r.Hi && !r.HiOpen))
	}
	var in []point
	for i := first; ; i++ {
		v := f.Min + float64(i)*f.Step
		if v > r.Hi+f.Step/2 || v > f.Max+f.Step/2 {
			break
		}
		if inside(v) {
			in = append(in, point{expr.Value{Number: v}, i})
		}
	}
	if len(in) <= most {
		return in
	}
	out := []point{in[0], in[len(in)-1]}
	for i := 1; i < most-1; i++ {
		out = append(out, in[i*len(in)/most])
	}
	return out
}

// lawTruth is the truth of a law at every combination of its levels' values, as
// far as it was asked for: two bits each, whether it is known and what it is.
// It is safe for concurrent use.
type lawTruth struct{ words []atomic.Uint64 }

// mostPlaces bounds what is remembered of one law: 256 kB.
const mostPlaces = 1 << 20

// at gives the truth at a place, and works it out the first time.
func (t *lawTruth) at(place int, work func() bool) bool {
	if place < 0 || place/32 >= len(t.words) {
		return work()
	}
	w, shift := &t.words[place/32], place%32*2
	if known := w.Load() >> shift; known&1 == 1 {
		return known&2 != 0
	}
	bits := uint64(1)
	if work() {
		bits = 3
	}
	w.Or(bits << shift)
	return bits == 3
}
