package engine

import "slices"

// Where a finding stands among all of them is its place: what one patient is
// known to have is then a list, and what follows from it a walk of numbers.

// implications are the places of what a yes makes true, and a no absent.
type implications struct{ yes, no []int32 }

// derived is a finding that derives from its parts.
type derived struct {
	place int32
	yesNo bool
	parts []int32
}

// fillPlaces writes down by place what the vocabulary says of its findings.
func (l *Library) fillPlaces() {
	for _, f := range l.byPlace {
		var i implications
		if f.Kind == KindYesNo {
			i = implications{l.placesOf(l.implied[f.ID]), l.placesOf(l.impliedBy[f.ID])}
		}
		is := fact{}
		if f.FromPatient == "" && f.derive == nil {
			is.state = assumed(f.Kind).State
		}
		f.asks = slices.Clip(l.askedFor(f))
		parts := l.placesOf(f.derivedFindings)
		l.leadsOn, l.absent = append(l.leadsOn, i), append(l.absent, is)
		if f.derive != nil {
			l.derived = append(l.derived, derived{l.place[f.ID], f.Kind == KindYesNo, parts})
		}
		l.partsAt = append(l.partsAt, parts)
		if f.FromPatient != "" {
			l.fromPatient = append(l.fromPatient, f)
		}
	}
	l.fillAloof()
}

// fillAloof writes down which findings no rule of the vocabulary names.
func (l *Library) fillAloof() {
	l.aloof = make([]bool, len(l.byPlace))
	for i, leads := range l.leadsOn {
		l.aloof[i] = len(leads.yes)+len(leads.no) == 0
	}
	named := func(id string, rules ...*Condition) {
		for _, rule := range rules {
			if rule == nil {
				continue
			}
			for _, place := range append(l.placesOf([]string{id}), l.placesOf(l.reads(rule, l.named))...) {
				l.aloof[place] = false
			}
		}
	}
	for _, f := range l.byPlace {
		named(f.ID, f.onlyIf, f.derive)
	}
	for _, c := range l.constraints {
		named("", c.When)
	}
}

// askedFor gives a finding itself, or the parts that it is derived from, however
// far down.
func (l *Library) askedFor(f *findingSpec, above ...string) []string {
	if f.derive == nil {
		return []string{f.ID}
	}
	var out []string
	for _, part := range f.derivedFindings {
		if g := l.findings[part]; g != nil && !slices.Contains(above, part) {
			out = append(out, l.askedFor(g, append(above, f.ID)...)...)
		}
	}
	return out
}

// placesOf gives the places of findings that exist.
func (l *Library) placesOf(ids []string) []int32 {
	var out []int32
	for _, id := range ids {
		if place, ok := l.place[id]; ok {
			out = append(out, place)
		}
	}
	return out
}
