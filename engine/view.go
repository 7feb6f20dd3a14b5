package engine

import (
	"slices"

	"signpost.health/signpost/engine/diagram"
)

// view is one patient on one pathway: the answers with all that follows from
// them, laid over the pathway's levels. It lives for one request.
type view struct {
	p     *Pathway
	lib   *Library
	u     *unit
	known *knowledge
	// reasoner is whose knowledge it is, where the view has one of its own.
	reasoner *reasoner

	implied        []ImpliedAnswer
	contradictions []Contradiction

	k    *diagram.Known
	q    *diagram.Scratch
	care diagram.Ref
	// flat is the pathway's flat form where it answers for the patient, who is
	// whole on it.
	flat  *flat
	whole bits

	// ends still possible (indexes of p.ends), and the levels that can still
	// matter to the advice.
	ends    []int
	advice  []int
	support []int
	// matters is the findings of support, in the unit's order.
	matters []string

	// truths are those of the conditions asked about, led where an answer to each
	// level of support leads: the same questions come up again and again.
	truths map[diagram.Ref]settledRow
	led    map[int][]Lead
}

func (p *Pathway) view(a Answers) *view {
	r := p.lib.reason(a)
	v := p.viewOf(&r.knowledge)
	v.reasoner = r
	return v
}

// viewOf lays out what is known of a patient, which must stay as it is until
// the view is done.
func (p *Pathway) viewOf(known *knowledge) *view {
	v := &view{p: p, lib: p.lib, u: p.unit, known: known, care: p.unit.care}
	v.implied, v.contradictions = known.implied(), known.contradictions()
	v.q = v.u.pool.Get().(*diagram.Scratch)
	v.k = known.lay(v.u, v.q.Nothing())
	v.look()
	return v
}

// done gives the scratch memory back.
func (v *view) done() {
	v.u.pool.Put(v.q)
	if v.reasoner != nil {
		v.lib.reasoners.Put(v.reasoner)
	}
}

func (v *view) look() {
	if !v.u.proved {
		v.lookUnproved()
		return
	}
	if v.lieFlat() {
		end := v.flat.end(v.whole)
		v.advice, v.ends = []int{v.p.advice[end]}, []int{end}
		return
	}
	left := v.q.Residual(v.p.decide, v.care, v.k)
	if left.Infeasible() {
		// The answers contradict each other in a way that only this
		// pathway's laws show: say so, and advise on the answers as given.
		v.contradictions = append(v.contradictions, v.u.clash(v.known))
		v.care = diagram.True
		left = v.q.Residual(v.p.decide, v.care, v.k)
	}
	v.advice = slices.Clone(left.Terminals())
	v.support = slices.Clone(left.Support())
	v.ends = slices.Clone(v.q.Residual(v.p.rowOf, v.care, v.k).Terminals())
	v.matters = v.findingsOf(v.support)
}

// lieFlat lays a complete patient on the flat form, if there is one.
func (v *view) lieFlat() bool {
	if v.p.flat == nil {
		return false
	}
	for l := range v.u.levels {
		cell, ok := v.k.Cell(l)
		if !ok {
			return false
		}
		v.whole = v.whole.or(v.p.flat.cells[l][cell])
	}
	v.flat = v.p.flat
	return true
}

// findingsOf names the findings of levels, each once.
func (v *view) findingsOf(levels []int) []string {
	var out []string
	for _, l := range levels {
		if f := v.u.levels[l].Finding; !has(out, f) {
			out = append(out, f)
		}
	}
	return out
}

// asked says whether a finding has an answer of any kind.
func (v *view) asked(finding string) bool {
	return v.known.of(finding).state != ""
}

// truth says what is known of a condition, and the findings that would settle
// it.
func (v *view) truth(r diagram.Ref, c *Condition) (Truth, []string) {
	if !v.u.proved {
		return v.truthUnproved(c)
	}
	got, ok := v.truths[r]
	if !ok {
		got = v.settled(r)
		if v.truths == nil {
			v.truths = map[diagram.Ref]settledRow{}
		}
		v.truths[r] = got
	}
	return got.truth.word(), got.missing
}

// status says what can be said of the patient, from what is still possible.
func (v *view) status() Status {
	outside := 0
	for _, t := range v.advice {
		if v.p.ends[t].row < 0 {
			outside++
		}
	}
	switch {
	case len(v.advice) == 1 && outside == 1:
		return DoesNotApply
	case len(v.advice) == 1:
		return Decided
	case len(v.askable()) > 0:
		return Open
	default:
		return Undecided
	}
}

// askable gives the findings that can still matter and were not asked. A
// derived finding is asked through its parts.
func (v *view) askable() []string {
	var out []string
	for _, f := range v.matters {
		for _, q := range v.lib.asks(f) {
			if !v.asked(q) && !has(out, q) {
				out = append(out, q)
			}
		}
	}
	return out
}

// asks gives the findings to ask about for the sake of one: itself, or the
// parts that it is derived from.
func (l *Library) asks(finding string) []string {
	if f := l.findings[finding]; f != nil {
		return f.asks
	}
	return []string{finding}
}
