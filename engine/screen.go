package engine

import (
	"maps"
	"slices"
	"sort"

	"signpost.health/signpost/engine/diagram"
)

// Screen evaluates every row but `otherwise` of every pathway for one patient,
// each on its own applies_to && when. The order of rows does not matter here.
// A row stays met after the test it advises was done: what to show of that is
// the reader's matter.
func (l *Library) Screen(a Answers) Screening {
	all, _, _ := l.derive(a)
	out := Screening{Met: []Met{}, Possible: []PossibleRow{}}
	for _, id := range l.pathwayIDs {
		l.pathways[id].screen(all, &out)
	}
	sort.SliceStable(out.Met, func(i, j int) bool { return out.Met[i].Within.Rank() < out.Met[j].Within.Rank() })
	sort.SliceStable(out.Possible, func(i, j int) bool {
		return out.Possible[i].Within.Rank() < out.Possible[j].Within.Rank()
	})
	return out
}

func (p *Pathway) screen(all Answers, out *Screening) {
	v := &view{p: p, lib: p.lib, u: p.unit, given: all, all: all, care: p.unit.care}
	v.q = v.u.pool.Get().(*diagram.Scratch)
	defer v.done()
	v.k = p.lib.known(v.u, all)
	if v.q.Residual(v.care, v.care, v.k).Infeasible() {
		v.care = diagram.True
	}
	for i, r := range p.spec.decide {
		if !r.Otherwise {
			p.screenRow(v, r, p.screenedRows[i], out)
		}
	}
	for i, r := range p.spec.also {
		p.screenRow(v, r, p.screenedAlso[i], out)
	}
}

func (p *Pathway) screenRow(v *view, r *Row, ref diagram.Ref, out *Screening) {
	t, missing := v.truth(ref, r.When)
	switch t {
	case IsNotMet:
	case IsMet:
		out.Met = append(out.Met, p.met(r))
	case IsOpen:
		out.Possible = append(out.Possible, PossibleRow{Met: p.met(r), Missing: missing})
	}
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

// Advise is Decide, with what leads: rows met elsewhere in the library that
// are more urgent than what this pathway advises.
func (l *Library) Advise(p *Pathway, a Answers) Decision {
	d := p.Decide(a)
	rank := NoTime.Rank() + 1
	if o := leading(&d); o != nil {
		rank = o.Within.Rank()
	}
	for _, m := range l.Screen(a).Met {
		if m.Pathway != p.spec.about.ID && m.Within.Rank() < rank && m.Action != OtherPathway {
			d.Leading = append(d.Leading, m)
		}
	}
	return d
}

// Assume answers every finding that was not named: absent means no, for the
// findings that have a no. What follows from the named answers comes first,
// and nothing is assumed that would contradict them.
func (l *Library) Assume(named Answers) Answers {
	derived, _, _ := l.derive(named)
	out := make(Answers, len(l.findings))
	maps.Copy(out, derived)
	blocked := l.mustStayOpen(derived)
	for _, id := range l.findingIDs {
		f := l.findings[id]
		if _, ok := out[id]; ok || f.FromPatient != "" || f.derive != nil || slices.Contains(blocked, id) {
			continue
		}
		switch f.Kind {
		case KindYesNo:
			out[id] = Answer{State: Known, Source: Assumed}
		case KindOptions:
			out[id] = Answer{State: Known, Source: Assumed}
		case KindOption, KindNumber, KindDate, KindText, KindFile:
			out[id] = Answer{State: NotKnown, Why: WhyNotDone, Source: Assumed}
		}
	}
	again, _, _ := l.derive(out)
	for _, id := range l.findingIDs {
		f := l.findings[id]
		if _, ok := again[id]; !ok && f.derive != nil && f.Kind == KindYesNo {
			// What it derives from is not known; not being named, it is absent.
			again[id] = Answer{State: Known, Source: Assumed}
		}
	}
	return again
}

// mustStayOpen gives the parts of derived findings that were answered as a
// whole: a score of 3 cannot have all its parts absent.
func (l *Library) mustStayOpen(a Answers) []string {
	var out []string
	for _, id := range l.findingIDs {
		f := l.findings[id]
		if ans, ok := a[id]; ok && f.derive != nil && !f.workedOut(ans) {
			out = append(out, f.derivedFindings...)
		}
	}
	return out
}

// workedOut says whether an answer to a derived finding follows from its parts,
// which then need not stay open for its sake.
func (f *findingSpec) workedOut(a Answer) bool {
	return a.Source == Implied && slices.ContainsFunc(a.Because, func(part string) bool {
		return slices.Contains(f.derivedFindings, part)
	})
}
