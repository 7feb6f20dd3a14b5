package engine

import "signpost.health/signpost/engine/diagram"

// What all pathways of a library share besides findings, for those who compare
// libraries.

// Criteria gives the shared criteria, by id.
func (l *Library) Criteria() []*Criterion {
	out := make([]*Criterion, 0, len(l.criteria))
	for _, id := range keys(l.criteria) {
		out = append(out, l.criteria[id])
	}
	return out
}

// Bands gives the thresholds that depend on another number, by id.
func (l *Library) Bands() []*Band {
	out := make([]*Band, 0, len(l.bands))
	for _, id := range keys(l.bands) {
		out = append(out, l.bands[id])
	}
	return out
}

// Constraints gives the laws that every patient obeys, in the files' order.
func (l *Library) Constraints() []*Constraint { return l.constraints }

// Tests gives the tests of the vocabulary, by id.
func (l *Library) Tests() []*TestKind {
	out := make([]*TestKind, 0, len(l.tests))
	for _, id := range keys(l.tests) {
		out = append(out, l.tests[id])
	}
	return out
}

// Brief is the least that a decision says.
type Brief struct {
	Status Status `json:"status"`
	// Outcomes are those possible: one when decided.
	Outcomes []string `json:"outcomes"`
	// Also are the outcomes further advised.
	Also []string `json:"also"`
}

// Brief decides without what a reader needs to see why.
func (p *Pathway) Brief(r *Reasoned) Brief {
	v := &view{
		p: p, lib: p.lib, u: p.unit, known: r.knowledge, care: p.unit.care,
		implied: r.implied, contradictions: r.contradictions,
	}
	v.q = v.u.pool.Get().(*diagram.Scratch)
	defer v.done()
	v.k = r.lay(v.u, v.q.Nothing())
	v.look()
	out := Brief{Status: v.status()}
	for _, t := range v.advice {
		if e := p.ends[t]; e.outcome >= 0 && !has(out.Outcomes, p.outcomeIDs[e.outcome]) {
			out.Outcomes = append(out.Outcomes, p.outcomeIDs[e.outcome])
		}
	}
	if out.Status == DoesNotApply {
		return out
	}
	for _, x := range v.also() {
		if !has(out.Also, x.Outcome.ID) {
			out.Also = append(out.Also, x.Outcome.ID)
		}
	}
	return out
}
