package engine

import "signpost.health/signpost/engine/expr"

// Reading lays one patient's answers over a pathway's conditions, so that each
// part of a condition can be asked what is known of it. A part is judged by
// itself: what its neighbours imply of it does not count.
type Reading struct {
	v          *view
	given, all Answers
}

// Read lays answers over the pathway's conditions.
func (p *Pathway) Read(a Answers) Reading {
	v := &view{p: p, lib: p.lib, u: p.unit}
	all, _, _ := p.lib.derive(a)
	v.k = p.lib.known(v.u, all)
	return Reading{v: v, given: a, all: all}
}

// Truth says what is known of a part of one of the pathway's conditions.
func (r Reading) Truth(n *expr.Node) Truth { return r.v.kleeneNode(n).truth() }

// Holds says what is known of a whole condition. One that is left out holds.
func (r Reading) Holds(c *Condition) Truth { return r.v.kleene(c).truth() }

// Answer gives what is known of a finding, worked out or given.
func (r Reading) Answer(finding string) (Answer, bool) {
	a, ok := r.all[finding]
	return a, ok
}

// Ends names the row or not_for entry in which the patient certainly ends, and
// the also rows that certainly fit. The name is empty while several are open,
// and where the pathway does not apply.
func (r Reading) Ends() (entry string, also []string) {
	p := r.v.p
	v := p.view(r.given)
	defer v.done()
	for i, row := range p.spec.also {
		if t, _ := v.truth(p.also[i], row.When); t == IsMet {
			also = append(also, row.ID)
		}
	}
	if len(v.ends) != 1 {
		return "", also
	}
	switch e := p.ends[v.ends[0]]; {
	case e.row >= 0:
		return p.spec.decide[e.row].ID, also
	case e.notFor >= 0:
		return p.spec.notFor[e.notFor].ID, nil
	}
	return "", nil
}

func (t tri) truth() Truth {
	switch t {
	case triTrue:
		return IsMet
	case triFalse:
		return IsNotMet
	case triOpen:
	}
	return IsOpen
}
