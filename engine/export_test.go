package engine

import "signpost.health/signpost/engine/diagram"

// ScreenByDiagrams is Screen where circuits settle nothing.
func (l *Library) ScreenByDiagrams(a Answers) Screening {
	s := l.NewScreener()
	s.reasoner.byDiagram = true
	s.Take(a)
	s.odd = true
	return s.Result()
}

// ImpliedByDiagrams is Implied where circuits settle nothing.
func (l *Library) ImpliedByDiagrams(a Answers) ([]ImpliedAnswer, []Contradiction) {
	r := l.newReasoner()
	r.byDiagram = true
	r.take(a)
	r.conclude()
	return r.implied(), r.contradictions()
}

// NewFlatFrame is a frame that remembers no way but asks the flat form, which
// searches so far at most before the diagram answers; nil where there is none.
func (p *Pathway) NewFlatFrame(a Answers, most int) *Frame {
	if p.flat == nil {
		return nil
	}
	f := p.newFrame(a, p.flat)
	f.flat.search.most = most
	return f
}

// Narrow makes some cells of a level all that is possible, as a range does.
func (f *Frame) Narrow(level int, cells ...int) {
	var set diagram.Set
	for _, c := range cells {
		set.Add(c)
	}
	f.k.Fix(level, set)
	f.settle(level, f.only(level))
}
