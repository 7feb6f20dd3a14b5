package engine

import (
	"sync"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// unit is a set of conditions compiled over one order of levels. It is
// immutable once built; requests borrow scratch memory from the pool.
type unit struct {
	env    *expr.Env
	levels []expr.Level
	// specs and places are of the finding of each level.
	specs  []*findingSpec
	places []int32
	index  map[expr.Level]int
	part   *expr.Partition
	tables map[string]table
	named  map[string]*Condition

	space *diagram.Space
	care  diagram.Ref
	refs  map[string]diagram.Ref
	// proved is false when the node budget was exceeded: the unit then
	// answers by three-valued evaluation of its conditions.
	proved bool

	pool sync.Pool
}

// table is the truth of one atom over the cells of its levels, the last level
// fastest.
type table struct {
	levels []int
	truth  []bool
}

// unitBuilder gathers conditions in the order that questions are asked in.
type unitBuilder struct {
	lib   *Library
	u     *unit
	atoms []*expr.Atom
	seen  map[string]bool
	// shared is the builder that this one adds its atoms to, or nil.
	shared *unitBuilder
}

func newUnitBuilder(l *Library, env *expr.Env, named map[string]*Condition) *unitBuilder {
	return &unitBuilder{
		lib: l,
		u: &unit{
			env: env, index: map[expr.Level]int{}, tables: map[string]table{}, named: named,
			refs: map[string]diagram.Ref{},
		},
		seen: map[string]bool{},
	}
}

// add takes the levels and atoms of a condition, in order of appearance.
func (b *unitBuilder) add(c *Condition) {
	if c == nil || c.cond == nil {
		return
	}
	b.addNode(c.cond.Root())
}

func (b *unitBuilder) addNode(n *expr.Node) {
	switch n.Op {
	case expr.OpAtom:
		b.addAtom(n.Atom)
	case expr.OpNamed:
		if !b.seen["@"+n.Name] {
			b.seen["@"+n.Name] = true
			b.add(b.u.named[n.Name])
		}
	case expr.OpAnd, expr.OpOr, expr.OpNot, expr.OpIf, expr.OpAtLeast, expr.OpConst:
		for _, k := range n.Kids {
			b.addNode(k)
		}
	}
}

func (b *unitBuilder) addAtom(a *expr.Atom) {
	if b.seen[a.Text] {
		return
	}
	b.seen[a.Text] = true
	if b.shared != nil {
		b.shared.addAtom(a)
		return
	}
	b.atoms = append(b.atoms, a)
	for _, l := range a.Levels {
		b.level(l)
	}
}

func (b *unitBuilder) level(l expr.Level) {
	if _, ok := b.u.index[l]; !ok {
		b.u.index[l] = len(b.u.levels)
		b.u.levels = append(b.u.levels, l)
	}
}

// findings gives the unit's findings in order of first appearance.
func (u *unit) findings() []string {
	var out []string
	seen := map[string]bool{}
	for _, l := range u.levels {
		if !seen[l.Finding] {
			seen[l.Finding] = true
			out = append(out, l.Finding)
		}
	}
	return out
}

// levelsOf gives the levels of a finding, in order.
func (u *unit) levelsOf(finding string) []int {
	var out []int
	for i, l := range u.levels {
		if l.Finding == finding {
			out = append(out, i)
		}
	}
	return out
}

// build freezes the order, partitions the domains and makes the diagrams of
// every condition given so far. conds are compiled under their names.
func (b *unitBuilder) build(budget int) error {
	u := b.u
	b.addDerived()
	part, truths, err := u.env.Partition(u.levels, b.atoms)
	if err != nil {
		return err
	}
	u.part = part
	for _, l := range u.levels {
		u.specs, u.places = append(u.specs, b.lib.findings[l.Finding]), append(u.places, b.lib.place[l.Finding])
	}
	for i, a := range b.atoms {
		t := table{truth: truths[i]}
		for _, l := range a.Levels {
			t.levels = append(t.levels, u.index[l])
		}
		u.tables[a.Text] = t
	}
	cells := make([]int, len(u.levels))
	for i := range u.levels {
		cells[i] = len(part.Cells[i])
	}
	u.space = diagram.NewSpace(cells, budget)
	u.care = b.feasible()
	return nil
}

// freeze ends building: after it the unit may be shared. Only what the roots
// lead to is kept, laid out for walking; the roots are changed to match.
func (b *unitBuilder) freeze(roots ...*diagram.Ref) *unit {
	u := b.u
	u.proved = u.space.Err() == nil
	if u.proved {
		names := keys(u.refs)
		refs := []diagram.Ref{u.care}
		for _, r := range roots {
			refs = append(refs, *r)
		}
		for _, n := range names {
			refs = append(refs, u.refs[n])
		}
		space, kept := u.space.Keep(refs...)
		u.space, u.care = space, kept[0]
		for i, r := range roots {
			*r = kept[1+i]
		}
		for i, n := range names {
			u.refs[n] = kept[1+len(roots)+i]
		}
	}
	u.space.Freeze()
	u.pool.New = func() any { return diagram.NewScratch(u.space) }
	return u
}

// ref builds the diagram of a condition.
func (u *unit) ref(c *Condition) diagram.Ref {
	if c == nil || c.cond == nil {
		return diagram.True
	}
	return u.node(c.cond.Root())
}

func (u *unit) node(n *expr.Node) diagram.Ref {
	s := u.space
	switch n.Op {
	case expr.OpConst:
		if n.Value {
			return diagram.True
		}
		return diagram.False
	case expr.OpAnd:
		return s.And(u.nodes(n.Kids)...)
	case expr.OpOr:
		return s.Or(u.nodes(n.Kids)...)
	case expr.OpNot:
		return s.Not(u.node(n.Kids[0]))
	case expr.OpIf:
		k := u.nodes(n.Kids)
		return s.Ite(k[0], k[1], k[2])
	case expr.OpAtLeast:
		return s.AtLeast(n.N, u.nodes(n.Kids))
	case expr.OpNamed:
		r, ok := u.refs["@"+n.Name]
		if !ok {
			r = u.ref(u.named[n.Name])
			u.refs["@"+n.Name] = r
		}
		return r
	case expr.OpAtom:
		return u.atom(n.Atom)
	}
	panic("engine: a condition with an unknown operator")
}

func (u *unit) nodes(kids []*expr.Node) []diagram.Ref {
	out := make([]diagram.Ref, len(kids))
	for i, k := range kids {
		out[i] = u.node(k)
	}
	return out
}

func (u *unit) atom(a *expr.Atom) diagram.Ref {
	if r, ok := u.refs[a.Text]; ok {
		return r
	}
	t := u.tables[a.Text]
	var r diagram.Ref
	if len(t.levels) == 1 {
		r = u.space.Literal(t.levels[0], t.truth)
	} else {
		r = u.space.Table(t.levels, func(cells []int) bool { return t.truth[u.offset(t.levels, cells)] })
	}
	u.refs[a.Text] = r
	return r
}

// offset is the place of a tuple of cells in a row-major table.
func (u *unit) offset(levels, cells []int) int {
	at := 0
	for i, l := range levels {
		at = at*len(u.part.Cells[l]) + cells[i]
	}
	return at
}
