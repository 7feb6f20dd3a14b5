package engine

import (
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// sieve is every row of a library made for screening. What a circuit settles is
// settled there; the rest is left to the diagrams.
type sieve struct {
	circuit  *circuit
	pathways []sievedPathway
	rows     []sievedRow
	// whens are the rows' conditions: what is read of every row.
	whens []wire
}

type sievedPathway struct {
	p       *Pathway
	applies wire
	// from and to are its rows, those of decide first.
	from, to int32
	// order is where each of the circuit's levels stands in the pathway's own
	// order; below zero where it has no such level, or where some law of the
	// pathway reads it.
	order []int32
}

type sievedRow struct {
	row *Row
	// whole is applies && when, on the circuit and as a diagram.
	whole   wire
	diagram diagram.Ref
	met     Met
	rank    int
}

// newSieve makes the sieve of a library. Where its findings cannot be split for
// all rows together, every row is left to its diagram.
func (l *Library) newSieve() *sieve {
	b := newCircuitBuilder()
	for _, p := range l.Pathways() {
		named := p.named
		b.atomsOf(p.spec.applies, named)
		for _, r := range p.screenable() {
			b.atomsOf(r.row.When, named)
		}
	}
	s := &sieve{circuit: b.c}
	if err := b.lay(l); err != nil {
		b = newCircuitBuilder()
		s.circuit = b.c
	}
	for _, p := range l.Pathways() {
		at := sievedPathway{p: p, applies: b.condition(p.spec.applies, p.named), from: int32(len(s.rows)), order: p.orderOf(b.c)}
		for _, r := range p.screenable() {
			when := b.condition(r.row.When, p.named)
			r.whole = b.join(expr.OpAnd, 0, []wire{at.applies, when})
			s.rows, s.whens = append(s.rows, r), append(s.whens, when)
		}
		at.to = int32(len(s.rows))
		s.pathways = append(s.pathways, at)
	}
	return s
}

func (p *Pathway) named(id string) *Condition { return p.unit.named[id] }

// orderOf finds the pathway's own free levels on a circuit.
func (p *Pathway) orderOf(c *circuit) []int32 {
	tied := make([]bool, len(p.unit.levels))
	if p.unit.proved {
		q := diagram.NewScratch(p.unit.space)
		for _, l := range q.Residual(p.unit.care, diagram.True, diagram.NewKnown(p.unit.space)).Support() {
			tied[l] = true
		}
	}
	out := make([]int32, len(c.place))
	for i := range out {
		out[i] = -1
		if l, ok := p.unit.index[c.part.Levels[i]]; ok && p.unit.proved && !tied[l] {
			out[i] = int32(l)
		}
	}
	return out
}

// screenable gives every row but otherwise, with what is shown of it.
func (p *Pathway) screenable() []sievedRow {
	var out []sievedRow
	add := func(r *Row, whole diagram.Ref) {
		met := p.met(r)
		out = append(out, sievedRow{row: r, diagram: whole, met: met, rank: met.Within.Rank()})
	}
	for i, r := range p.spec.decide {
		if !r.Otherwise {
			add(r, p.screenedRows[i])
		}
	}
	for i, r := range p.spec.also {
		add(r, p.screenedAlso[i])
	}
	return out
}

func (p *Pathway) met(r *Row) Met {
	o := p.outcomes[r.Outcome]
	m := Met{
		Pathway: p.spec.about.ID, Row: r.ID, Action: o.Action, Within: o.Within, Strength: r.Strength,
		Evidence: []string{}, Summary: o.Summary, Outcome: o.ID,
	}
	if m.Strength == "" {
		m.Strength = o.Strength
	}
	for _, c := range r.Evidence {
		m.Evidence = append(m.Evidence, c.words())
	}
	return m
}

func (c Citation) words() string {
	if c.Place == "" {
		return c.ID
	}
	return c.ID + " " + c.Place
}
