package engine

import (
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
