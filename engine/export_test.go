package engine

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
