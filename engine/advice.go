package engine

import (
	"cmp"
	"slices"
	"strings"

	"signpost.health/signpost/engine/diagram"
)

// The reasons for advising a test.
const (
	testCouldChange = "could change the advice"
	testGoesWith    = "goes with the referral"
	testIsAdvice    = "is the advice"
)

// tests gives the tests worth doing. They follow from the diagram: obtainable
// findings still in play; and from the outcome, once there is one.
func (v *view) tests(d *Decision) []TestAdvice {
	out := []TestAdvice{}
	add := func(test, finding, because string) {
		for i := range out {
			if out[i].ID == test {
				if finding != "" && !has(out[i].Findings, finding) {
					out[i].Findings = append(out[i].Findings, finding)
				}
				return
			}
		}
		t, ok := v.lib.tests[test]
		if !ok {
			return
		}
		a := TestAdvice{ID: t.ID, Name: t.Name, Request: t.Request, Findings: []string{}, Because: because}
		if finding != "" {
			a.Findings = append(a.Findings, finding)
		}
		out = append(out, a)
	}
	if o := d.Outcome; o != nil && d.Status == Decided {
		because := testGoesWith
		if o.Action == Test {
			because = testIsAdvice
		}
		for _, t := range o.Tests {
			if because == testIsAdvice || !v.isDone(t) {
				add(t, "", because)
			}
		}
		for _, f := range o.Requires {
			if spec := v.lib.findings[f]; spec != nil && spec.ObtainedBy != "" && v.unknown(f) && !v.isDone(spec.ObtainedBy) {
				add(spec.ObtainedBy, f, testGoesWith)
			}
		}
		return out
	}
	for _, f := range v.matters {
		if spec := v.lib.findings[f]; spec != nil && spec.ObtainedBy != "" && v.unknown(f) {
			add(spec.ObtainedBy, f, testCouldChange)
		}
	}
	return out
}

// isDone says whether a result of a test is at hand: then only its report is
// wanted, not the test again.
func (v *view) isDone(test string) bool {
	for place, f := range v.lib.byPlace {
		if f.ObtainedBy == test && v.known.facts[place].result {
			return true
		}
	}
	return false
}

// unknown says whether a finding has no known value.
func (v *view) unknown(finding string) bool {
	return v.known.of(finding).state != Known
}

// servicesFor gives the services of a route: those that accept the patient
// first, then by state, wait and name.
func (l *Library) servicesFor(route Route, of *knowledge) []ServiceOption {
	out := []ServiceOption{}
	for _, id := range l.serviceIDs {
		s := l.services[id]
		fits := route.Service == id || (route.Clinic != "" && has(s.Clinics, route.Clinic))
		if !fits {
			continue
		}
		o := s.ServiceOption
		o.Accepts, o.Missing = l.accepts(s, of)
		o.PreferredHere = route.Service == id
		out = append(out, o)
	}
	slices.SortStableFunc(out, func(a, b ServiceOption) int {
		return cmp.Or(
			acceptRank(a.Accepts)-acceptRank(b.Accepts), stateRank(a.State.Is)-stateRank(b.State.Is),
			a.State.WaitDays-b.State.WaitDays, strings.Compare(a.Name, b.Name),
		)
	})
	return out
}

// ServicesFor gives the services that can take a patient for an outcome, best
// first: for an override, or an alternative.
func (l *Library) ServicesFor(o *Outcome, a Answers) []ServiceOption {
	r := l.reason(a)
	defer l.reasoners.Put(r)
	return l.servicesFor(o.Route, &r.knowledge)
}

func (l *Library) accepts(s *serviceSpec, of *knowledge) (Truth, []string) {
	u := l.accept
	if s.accepts == nil {
		return IsMet, nil
	}
	q := u.pool.Get().(*diagram.Scratch)
	defer u.pool.Put(q)
	left := q.Residual(u.refs["accepts:"+s.ID], diagram.True, of.lay(u, q.Nothing()))
	if t, ok := left.IsDecided(); ok {
		if t == 1 {
			return IsMet, nil
		}
		return IsNotMet, nil
	}
	var missing []string
	for _, level := range left.Support() {
		if f := u.levels[level].Finding; !has(missing, f) {
			missing = append(missing, f)
		}
	}
	return IsOpen, missing
}

func acceptRank(t Truth) int {
	switch t {
	case IsMet:
		return 0
	case IsOpen:
		return 1
	case IsNotMet:
		return 2
	}
	return 3
}

func stateRank(state string) int {
	switch state {
	case "open":
		return 0
	case "long_wait":
		return 1
	case "advice_only":
		return 2
	}
	return 3
}
