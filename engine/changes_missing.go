package engine

import "slices"

// Another answer may make findings known that were not, and so change what a
// condition calls missing. Freeing a level does not show that: there the other
// answer is given, and decided on.

// isDelicate says whether the pathway reads missing() of a finding that other
// findings tell of.
func (v *view) isDelicate() bool {
	for i, l := range v.u.levels {
		if l.Missing && !v.lib.aloof[v.u.places[i]] {
			return true
		}
	}
	return false
}

// leads says whether giving a cell of a level as the answer leads to an end.
func (t *changes) leads(level, cell, end int) bool {
	place, sample := t.u.places[level], t.u.part.Cells[level][cell].Sample
	is := fact{state: Known}
	switch t.lib.byPlace[place].Kind {
	case KindYesNo:
		is.yes = sample.Bool
	case KindOption:
		is.options = []string{sample.Text}
	case KindNumber:
		is.number = &Interval{Min: sample.Number, Max: sample.Number}
	case KindOptions, KindDate, KindText, KindFile:
		return true // nothing follows from these
	}
	t.begin()
	t.trial.takeFrom(t.known, place, is)
	t.trial.conclude()
	left := t.q.Residual(t.p.decide, t.care, t.trial.over(t.u))
	return !left.Infeasible() && slices.Equal(left.Terminals(), []int{end})
}
