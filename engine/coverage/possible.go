package coverage

import (
	"slices"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/expr"
	"signpost.health/signpost/engine/source"
)

// leaveOutImpossible finds out which of the points that no example shows could
// be shown at all, by the pathway's diagrams. Over the node budget every point
// counts as possible.
func (m *meter) leaveOutImpossible() {
	if !m.anyMissing() {
		return
	}
	c, err := m.p.Compile()
	if err != nil {
		return
	}
	w := &walker{m: m, c: c, s: c.Space, decides: map[*place]diagram.Ref{}}
	w.pathway()
	if c.Space.Err() != nil {
		return
	}
	for i, e := range m.entries {
		w.judge(e.fires, w.fires[i], nil)
	}
	for _, at := range m.places {
		who, holds := w.decides[at], c.Part(at.node)
		yes, no := w.s.And(who, holds), w.s.And(who, w.s.Not(holds))
		w.judge(at.yes, yes, nil)
		w.judge(at.no, no, nil)
		for _, e := range at.edges {
			side := no
			if e.want == engine.IsMet {
				side = yes
			}
			w.judge(e.point, w.s.And(side, w.valued(e)), e)
		}
	}
	if c.Space.Err() != nil {
		m.allPossible()
	}
}

func (m *meter) anyMissing() bool {
	return slices.ContainsFunc(m.points(), func(p *point) bool { return !p.covered })
}

func (m *meter) allPossible() {
	for _, p := range m.points() {
		p.impossible = false
	}
}

// judge says whether any feasible patient can show a point, and gives one. A
// point at an edge takes the edge's value.
func (w *walker) judge(p *point, who diagram.Ref, at *edge) {
	if p.covered {
		return
	}
	// A law can settle what the diagrams take for not known: a patient who is
	// offered and does not show the point is tried again with everything known.
	for _, some := range []diagram.Ref{who, w.s.And(who, w.nothingMissing())} {
		picked, ok := examples.Pick(w.m.p.Library(), w.c, some)
		if !ok {
			continue
		}
		if at != nil {
			at.give(picked.Case, w.m.p.Library())
		}
		if w.m.shows(p, picked.Case) {
			p.offer(picked.Case)
			return
		}
	}
	p.impossible = true
}

// nothingMissing is true of the patients of whom everything is known.
func (w *walker) nothingMissing() diagram.Ref {
	all := diagram.True
	for i, l := range w.c.Levels {
		if l.Missing {
			all = w.s.And(all, w.s.Literal(i, []bool{true, false}))
		}
	}
	return all
}

// shows says whether a patient shows a point, by the reading that counts.
func (m *meter) shows(p *point, k *examples.Case) bool {
	a, ok := k.AnswersOf(m.p.Library(), &source.Collector{})
	if !ok {
		return false
	}
	alone := newMeter(m.p)
	alone.patient(m.p.Read(a))
	return alone.points()[slices.Index(m.points(), p)].covered
}

// offer writes down a patient who would show the point.
func (p *point) offer(k *examples.Case) {
	p.Case = k
	for line := range strings.Lines(k.YAML(0)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "patient:") || strings.HasPrefix(line, "answers:") {
			p.Example = append(p.Example, line)
		}
	}
}

// give sets the edge's value in a case.
func (e *edge) give(k *examples.Case, lib *engine.Library) {
	if f, ok := lib.Finding(e.finding); ok && f.FromPatient == "age" {
		k.Patient.Age = &e.value
		return
	}
	k.Answers[e.finding] = e.value
}

// walker finds the patients for whom each place decides its row.
type walker struct {
	m       *meter
	c       *engine.Compiled
	s       *diagram.Space
	decides map[*place]diagram.Ref
	// fires are the patients of each entry.
	fires []diagram.Ref
}

// pathway follows the patients through the entries in order.
func (w *walker) pathway() {
	w.condition(w.m.p.AppliesTo(), w.c.Care)
	left := w.s.And(w.c.Care, w.c.Applies)
	entries := w.m.entries
	take := func(n int, apart bool) {
		all := left
		for _, e := range entries[:n] {
			here := left
			if apart {
				here = all
			}
			w.condition(e.when, here)
			held := w.whole(e.when)
			w.fires = append(w.fires, w.s.And(here, held))
			if !apart {
				left = w.s.And(left, w.s.Not(held))
			}
		}
		entries = entries[n:]
	}
	take(len(w.m.p.NotFor()), false)
	taken := left
	take(len(w.m.p.Rows()), false)
	left = taken
	take(len(w.m.p.AlsoRows()), true)
}

func (w *walker) whole(c *engine.Condition) diagram.Ref {
	if root := c.Root(); root != nil {
		return w.c.Part(root)
	}
	return diagram.True
}

func (w *walker) condition(c *engine.Condition, who diagram.Ref) {
	if root := c.Root(); root != nil {
		w.node(root, who)
	}
}

// node hands down the patients for whom a part decides the whole.
func (w *walker) node(n *expr.Node, who diagram.Ref) {
	switch n.Op {
	case expr.OpAtom:
		at := w.m.at[n]
		w.decides[at] = w.s.Or(w.decides[at], who)
	case expr.OpNamed:
		if inner, ok := w.m.p.Named(n.Name); ok {
			w.condition(inner, who)
		}
	case expr.OpNot:
		w.node(n.Kids[0], who)
	case expr.OpAnd:
		w.kids(n.Kids, len(n.Kids), who)
	case expr.OpOr:
		w.kids(n.Kids, 1, who)
	case expr.OpAtLeast:
		w.kids(n.Kids, n.N, who)
	case expr.OpIf:
		test, then, otherwise := w.c.Part(n.Kids[0]), w.c.Part(n.Kids[1]), w.c.Part(n.Kids[2])
		w.node(n.Kids[0], w.s.And(who, w.s.Ite(then, w.s.Not(otherwise), otherwise)))
		w.node(n.Kids[1], w.s.And(who, test))
		w.node(n.Kids[2], w.s.And(who, w.s.Not(test)))
	case expr.OpConst:
	}
}

// kids hands down to each of some conditions, of which n must hold, the
// patients of whom exactly n-1 of the others hold.
func (w *walker) kids(kids []*expr.Node, n int, who diagram.Ref) {
	refs := make([]diagram.Ref, len(kids))
	for i, k := range kids {
		refs[i] = w.c.Part(k)
	}
	for i, k := range kids {
		others := append(append([]diagram.Ref(nil), refs[:i]...), refs[i+1:]...)
		tips := w.s.And(w.s.AtLeast(n-1, others), w.s.Not(w.s.AtLeast(n, others)))
		w.node(k, w.s.And(who, tips))
	}
}

// valued are the patients who have the edge's value.
func (w *walker) valued(e *edge) diagram.Ref {
	for i, l := range w.c.Levels {
		if l.Finding != e.finding || l.Missing || l.Option != "" {
			continue
		}
		in := make([]bool, len(w.c.Cells[i]))
		for c, cell := range w.c.Cells[i] {
			for _, r := range cell.Regions {
				in[c] = in[c] || r.Contains(e.value)
			}
		}
		return w.s.Literal(i, in)
	}
	return diagram.True
}
