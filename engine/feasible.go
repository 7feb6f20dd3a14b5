package engine

import (
	"sort"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// Only feasible patients count: what the vocabulary declares becomes one
// diagram of the patients that can be. Everything asked or proved stays
// inside it.

// addDerived brings in the parts of every derived finding that is read.
func (b *unitBuilder) addDerived() {
	for i := 0; i < len(b.u.levels); i++ {
		l := b.u.levels[i]
		f := b.lib.findings[l.Finding]
		if l.Missing || f == nil || f.derive == nil || f.derive.cond == nil {
			continue
		}
		if f.Kind == KindYesNo {
			b.add(f.derive)
			continue
		}
		for _, part := range f.derive.cond.Levels() {
			b.level(part)
		}
	}
}

func (b *unitBuilder) feasible() diagram.Ref {
	u, s := b.u, b.u.space
	all := []diagram.Ref{diagram.True}
	for _, id := range u.findings() {
		f := b.lib.findings[id]
		at, ok := u.index[expr.Level{Finding: id}]
		if f == nil || !ok {
			continue
		}
		if f.Kind == KindYesNo {
			yes := u.yes(at)
			for _, to := range b.lib.implied[id] {
				if j, ok := u.index[expr.Level{Finding: to}]; ok {
					all = append(all, s.Or(s.Not(yes), u.yes(j)))
				}
			}
			if f.onlyIf != nil && f.onlyIf.cond != nil {
				all = append(all, s.Or(s.Not(yes), b.rule(f.onlyIf)))
			}
			if f.derive != nil && f.derive.cond != nil {
				d := u.ref(f.derive)
				all = append(all, s.Ite(yes, d, s.Not(d)))
			}
		} else if f.derive != nil && f.derive.cond != nil {
			all = append(all, b.relation(f.derive))
		}
	}
	for _, c := range b.lib.constraints {
		if c.When != nil && c.When.cond != nil && b.hasLevels(c.When) {
			all = append(all, b.relation(c.When))
		}
	}
	return s.And(all...)
}

// rule is what is known of a vocabulary's condition in this unit: the whole of
// it, or the cells in which it can hold, or nothing.
func (b *unitBuilder) rule(c *Condition) diagram.Ref {
	switch {
	case b.reads(c):
		return b.u.ref(c)
	case b.hasLevels(c):
		return b.relation(c)
	}
	return diagram.True
}

// yes is the diagram of a yes/no level being yes.
func (u *unit) yes(level int) diagram.Ref {
	in := make([]bool, len(u.part.Cells[level]))
	for i, c := range u.part.Cells[level] {
		in[i] = c.Sample.Bool
	}
	return u.space.Literal(level, in)
}

// reads says whether every atom of a condition is already in the unit.
func (b *unitBuilder) reads(c *Condition) bool {
	ok := true
	b.walk(c, func(a *expr.Atom) {
		if _, in := b.u.tables[a.Text]; !in {
			ok = false
		}
	})
	return ok
}

func (b *unitBuilder) hasLevels(c *Condition) bool {
	for _, l := range c.cond.Levels() {
		if _, ok := b.u.index[l]; !ok {
			return false
		}
	}
	return len(c.cond.Names()) == 0
}

func (b *unitBuilder) walk(c *Condition, visit func(*expr.Atom)) {
	if c == nil || c.cond == nil {
		return
	}
	var rec func(*expr.Node)
	rec = func(n *expr.Node) {
		if n.Op == expr.OpAtom {
			visit(n.Atom)
		}
		if n.Op == expr.OpNamed {
			b.walk(b.u.named[n.Name], visit)
		}
		for _, k := range n.Kids {
			rec(k)
		}
	}
	rec(c.cond.Root())
}

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
	points := make(map[int][][]expr.Value, len(levels))
	for _, l := range levels {
		for _, cell := range u.part.Cells[l] {
			points[l] = append(points[l], b.lib.points(u.levels[l], cell))
		}
	}
	at, cells := make([]expr.Level, len(levels)), make([][]expr.Cell, len(levels))
	for i, l := range levels {
		at[i], cells[i] = u.levels[l], u.part.Cells[l]
	}
	truth := b.lib.lawTables.of(c.Text, at, cells, func() []bool { return possible(c, at, levels, points) })
	return u.space.Table(levels, func(cells []int) bool { return truth[u.offset(levels, cells)] })
}

// possible says of each combination of cells, the last level fastest, whether
// some of their points satisfy a law.
func possible(c *Condition, at []expr.Level, levels []int, points map[int][][]expr.Value) []bool {
	value := map[expr.Level]expr.Value{}
	look := func(l expr.Level) expr.Value { return value[l] }
	cells := make([]int, len(levels))
	var try func(i int) bool
	try = func(i int) bool {
		if i == len(levels) {
			ok, err := c.cond.Eval(look, nil)
			return ok && err == nil
		}
		for _, v := range points[levels[i]][cells[i]] {
			value[at[i]] = v
			if try(i + 1) {
				return true
			}
		}
		return false
	}
	var out []bool
	var each func(i int)
	each = func(i int) {
		if i == len(levels) {
			out = append(out, try(0))
			return
		}
		for cells[i] = range points[levels[i]] {
			each(i + 1)
		}
	}
	each(0)
	return out
}

// points gives values of a cell to try: all of them where they are few.
func (l *Library) points(level expr.Level, cell expr.Cell) []expr.Value {
	f := l.findings[level.Finding]
	switch {
	case level.Missing || level.Option != "" || f.Kind == KindYesNo:
		return []expr.Value{cell.Sample}
	case f.Kind == KindOption:
		var out []expr.Value
		for _, o := range cell.Options {
			out = append(out, expr.Value{Text: o})
		}
		return out
	}
	const most = 64
	var out []expr.Value
	for _, r := range cell.Regions {
		for _, v := range gridPoints(f.Finding, r, most) {
			out = append(out, expr.Value{Number: v})
		}
	}
	if len(out) == 0 {
		out = append(out, cell.Sample)
	}
	return out
}

// gridPoints gives the grid values in a region, ends first, thinned to most.
func gridPoints(f Finding, r expr.Region, most int) []float64 {
	first := int((r.Lo-f.Min)/f.Step + 0.5)
	for first > 0 && f.Min+float64(first-1)*f.Step >= r.Lo {
		first--
	}
	inside := func(v float64) bool {
		return (v > r.Lo || (v == r.Lo && !r.LoOpen)) && (v < r.Hi || (v == r.Hi && !r.HiOpen))
	}
	var in []float64
	for i := first; ; i++ {
		v := f.Min + float64(i)*f.Step
		if v > r.Hi+f.Step/2 || v > f.Max+f.Step/2 {
			break
		}
		if inside(v) {
			in = append(in, v)
		}
	}
	if len(in) <= most {
		return in
	}
	out := []float64{in[0], in[len(in)-1]}
	for i := 1; i < most-1; i++ {
		out = append(out, in[i*len(in)/most])
	}
	return out
}
