package coverage

import (
	"slices"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
)

// patient marks what one patient shows: the entries that fire, and every
// condition on the way there that decided anything.
func (m *meter) patient(r engine.Reading) {
	m.read = r
	end, also := r.Ends()
	for _, e := range m.entries {
		if e.id == end || slices.Contains(also, e.id) {
			e.fires.covered = true
		}
	}
	m.condition(m.p.AppliesTo())
	if r.Holds(m.p.AppliesTo()) == engine.IsNotMet {
		return
	}
	entries := m.entries
	ended := m.follow(entries[:len(m.p.NotFor())])
	if ended {
		return
	}
	entries = entries[len(m.p.NotFor()):]
	m.follow(entries[:len(m.p.Rows())])
	for _, e := range entries[len(m.p.Rows()):] {
		m.condition(e.when)
	}
}

// follow looks at entries in order, up to the one that takes the patient.
func (m *meter) follow(entries []*entry) (ended bool) {
	for _, e := range entries {
		m.condition(e.when)
		if m.read.Holds(e.when) == engine.IsMet {
			return true
		}
	}
	return false
}

func (m *meter) condition(c *engine.Condition) {
	if root := c.Root(); root != nil {
		m.mark(root)
	}
}

// mark marks the parts of a condition that decide it for this patient: those
// whose neighbours leave the matter to them.
func (m *meter) mark(n *expr.Node) {
	switch n.Op {
	case expr.OpAtom:
		m.show(m.at[n])
	case expr.OpNamed:
		if inner, ok := m.p.Named(n.Name); ok {
			m.condition(inner)
		}
	case expr.OpNot:
		m.mark(n.Kids[0])
	case expr.OpAnd:
		m.markKids(n.Kids, len(n.Kids))
	case expr.OpOr:
		m.markKids(n.Kids, 1)
	case expr.OpAtLeast:
		m.markKids(n.Kids, n.N)
	case expr.OpIf:
		m.markChoice(n.Kids)
	case expr.OpConst:
	}
}

// markKids marks those of some conditions, of which n must hold, that tip the
// balance.
func (m *meter) markKids(kids []*expr.Node, n int) {
	held, open := 0, 0
	for _, k := range kids {
		switch m.read.Truth(k) {
		case engine.IsMet:
			held++
		case engine.IsOpen:
			open++
		case engine.IsNotMet:
		}
	}
	for _, k := range kids {
		others, unsure := held, open
		switch m.read.Truth(k) {
		case engine.IsMet:
			others--
		case engine.IsOpen:
			unsure--
		case engine.IsNotMet:
		}
		if others < n && others+unsure >= n-1 {
			m.mark(k)
		}
	}
}

// markChoice marks the parts of a ? b : c.
func (m *meter) markChoice(kids []*expr.Node) {
	test, then, otherwise := m.read.Truth(kids[0]), m.read.Truth(kids[1]), m.read.Truth(kids[2])
	if then != otherwise {
		m.mark(kids[0])
	}
	if test != engine.IsNotMet {
		m.mark(kids[1])
	}
	if test != engine.IsMet {
		m.mark(kids[2])
	}
}

func (m *meter) show(at *place) {
	truth := m.read.Truth(at.node)
	switch truth {
	case engine.IsMet:
		at.yes.covered = true
	case engine.IsNotMet:
		at.no.covered = true
	case engine.IsOpen:
		return
	}
	for _, e := range at.edges {
		if !e.point.covered {
			e.point.covered = e.shownBy(m.read, truth)
		}
	}
}
