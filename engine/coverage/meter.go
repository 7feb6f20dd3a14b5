package coverage

import (
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
	"signpost.health/signpost/engine/source"
)

// Measure says what patients reach of a pathway.
func Measure(p *engine.Pathway, patients []engine.Answers) Report {
	m := newMeter(p)
	for _, a := range patients {
		m.patient(p.Read(a))
	}
	m.leaveOutImpossible()
	r := Report{Pathway: p.About().ID, Missing: []Gap{}}
	for _, one := range m.points() {
		r.add(one)
	}
	return r
}

// points lists everything to show, in the same order for the same pathway.
func (m *meter) points() []*point {
	var out []*point
	for _, e := range m.entries {
		out = append(out, e.fires)
	}
	for _, at := range m.places {
		out = append(out, at.yes, at.no)
		for _, e := range at.edges {
			out = append(out, e.point)
		}
	}
	return out
}

// meter holds everything that examples could show of a pathway.
type meter struct {
	p       *engine.Pathway
	entries []*entry
	places  []*place
	// at finds the place of a part of a condition.
	at map[*expr.Node]*place
	// seen are criteria and bands whose places are known.
	seen map[string]bool
	// read is the patient at hand.
	read engine.Reading
}

// entry is a row or a not_for entry.
type entry struct {
	id    string
	when  *engine.Condition
	fires *point
}

// place is one condition within a row or criterion, that is not made of others.
type place struct {
	node    *expr.Node
	yes, no *point
	edges   []*edge
}

func newMeter(p *engine.Pathway) *meter {
	m := &meter{p: p, at: map[*expr.Node]*place{}, seen: map[string]bool{}}
	m.collect("applies_to", p.AppliesTo())
	for _, n := range p.NotFor() {
		m.entry("not_for", n.ID, n.When, n.Span())
	}
	for _, r := range p.Rows() {
		m.entry("row", r.ID, r.When, r.Span())
	}
	for _, r := range p.AlsoRows() {
		m.entry("row", r.ID, r.When, r.Span())
	}
	return m
}

func (m *meter) entry(kind, id string, when *engine.Condition, at source.Span) {
	where := kind + " " + quote(id)
	m.entries = append(m.entries, &entry{id: id, when: when, fires: &point{
		Gap: Gap{Kind: kindRow, Where: where, Need: "ends there", Span: at},
	}})
	m.collect(where, when)
}

// collect finds the places of a condition, and of the criteria that it names.
func (m *meter) collect(where string, c *engine.Condition) {
	if root := c.Root(); root != nil {
		m.collectNode(where, c, root)
	}
}

func (m *meter) collectNode(where string, c *engine.Condition, n *expr.Node) {
	switch n.Op {
	case expr.OpAtom:
		m.add(where, c, n)
	case expr.OpNamed:
		if inner, ok := m.p.Named(n.Name); ok && !m.seen[n.Name] {
			m.seen[n.Name] = true
			m.collect("criterion "+quote(n.Name), inner)
		}
	case expr.OpAnd, expr.OpOr, expr.OpNot, expr.OpIf, expr.OpAtLeast, expr.OpConst:
		for _, k := range n.Kids {
			m.collectNode(where, c, k)
		}
	}
}

func (m *meter) add(where string, c *engine.Condition, n *expr.Node) {
	text := n.Atom.Text
	isOption := len(n.Atom.Levels) == 1 && n.Atom.Levels[0].Option != ""
	if !isOption && n.End > n.Start && n.End <= len(c.Text) {
		text = c.Text[n.Start:n.End]
	}
	gap := func(kind, need string) *point {
		return &point{Gap: Gap{Kind: kind, Where: where, Condition: text, Need: need, Span: c.PartSpan(n)}}
	}
	at := &place{
		node: n,
		yes:  gap(kindSide, "has it true where that decides the row"),
		no:   gap(kindSide, "has it false where that decides the row"),
	}
	for _, e := range edgesOf(m.p.Library(), n.Atom) {
		e.point = gap(kindEdge, "has "+e.finding+" at "+e.says+" where that decides the row")
		at.edges = append(at.edges, e)
	}
	m.places = append(m.places, at)
	m.at[n] = at
}

func quote(s string) string { return "\"" + s + "\"" }
