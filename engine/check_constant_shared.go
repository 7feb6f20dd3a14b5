package engine

import (
	"slices"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/source"
)

// alone is a condition that belongs to no pathway, with what to do where it is
// the same for every patient.
type alone struct {
	c    *Condition
	what string
	// always and never say more of what to do where it is true of everybody, or
	// of nobody.
	always, never string
}

// sharedConstants tells of conditions that belong to no pathway and are the same
// for every patient who can be. It gives the shared criteria of which it has
// told: a pathway that names one need not hear of it again.
func (ck *checker) sharedConstants() map[string]bool {
	told, seen := map[string]bool{}, map[string]bool{}
	var criterion func(id string)
	criterion = func(id string) {
		c := ck.lib.criteria[id]
		if c == nil || seen[id] || !c.When.reads() {
			return
		}
		seen[id] = true
		for _, name := range c.When.cond.Names() {
			criterion(name)
			told[id] = told[id] || told[name]
		}
		if !told[id] {
			told[id] = ck.sameAlone(alone{c: c.When, what: "criterion \"" + id + "\""})
		}
	}
	for _, id := range keys(ck.lib.criteria) {
		criterion(id)
	}
	for _, a := range ck.unshared() {
		if !slices.ContainsFunc(a.c.cond.Names(), func(name string) bool { return told[name] }) {
			ck.sameAlone(a)
		}
	}
	return told
}

// unshared gives the conditions of findings and services.
func (ck *checker) unshared() []alone {
	var out []alone
	for _, id := range ck.lib.findingIDs {
		f := ck.lib.findings[id]
		if f.onlyIf.reads() {
			out = append(out, alone{
				c: f.onlyIf, what: "only_if of finding \"" + id + "\"",
				always: "a finding that everybody can have needs no only_if",
			})
		}
		if f.Kind == KindYesNo && f.derive.reads() { // a plain "true" is meant
			out = append(out, alone{c: f.derive, what: "derive of finding \"" + id + "\""})
		}
	}
	for _, id := range ck.lib.serviceIDs {
		if s := ck.lib.services[id]; s.accepts != nil && s.accepts.cond != nil {
			out = append(out, alone{
				c: s.accepts, what: "accepts of service \"" + id + "\"",
				always: "a service that takes everybody needs no accepts",
				never:  "a service that takes nobody for a time says so by `state: {is: paused}`",
			})
		}
	}
	return out
}

// lawConstants tells of constraints that say nothing, or that no patient obeys:
// then no rule has anybody to be wrong about, and every proof would hold.
// It says whether the laws leave somebody to look at.
func (ck *checker) lawConstants() bool {
	var against []*Condition
	impossible := false
	for _, law := range ck.lib.constraints {
		if law.When == nil || law.When.cond == nil {
			continue
		}
		u, r := ck.compiledAlone(law.When)
		switch {
		case u == nil:
		case r == diagram.True:
			ck.c.Errorf("P242", law.When.Span(), "this constraint is true of every patient").Help = lookForSlips + "; a constraint that rules nobody out is not needed"
		case r == diagram.False:
			impossible = true
			ck.c.Errorf("P242", law.When.Span(), "this constraint is true of nobody, so nobody can be a patient").Help = lookForSlips
		case u.care == diagram.False:
			against = append(against, law.When)
		}
	}
	if impossible || len(against) == 0 {
		return !impossible
	}
	last := len(against) - 1
	d := ck.c.Errorf("P242", against[last].Span(), "this constraint leaves nobody who can be a patient, beside the other constraints and what findings imply")
	d.Help = lookForSlips
	for _, c := range against[:last] {
		d.Related = append(d.Related, source.Related{Span: c.Span(), Message: "it cannot hold together with this one"})
	}
	return false
}

// reads says whether a condition reads any finding.
func (c *Condition) reads() bool {
	return c != nil && c.cond != nil && len(c.cond.Levels())+len(c.cond.Names()) > 0
}

// compiledAlone builds a condition over the findings that it reads; nil where
// that is over budget.
func (ck *checker) compiledAlone(c *Condition) (*unit, diagram.Ref) {
	b := newUnitBuilder(ck.lib, ck.lib.env, ck.lib.named)
	b.add(c)
	if b.build(ck.lib.options.NodeBudget) != nil {
		return nil, diagram.False
	}
	r := b.u.ref(c)
	if b.u.space.Err() != nil {
		return nil, diagram.False
	}
	return b.u, r
}

// sameAlone reports a condition that is true of everybody or of nobody.
func (ck *checker) sameAlone(a alone) bool {
	u, r := ck.compiledAlone(a.c)
	if u == nil || u.care == diagram.False {
		return false
	}
	says, help := " is true of every patient", a.always
	switch u.space.And(u.care, r) {
	case u.care:
	case diagram.False:
		says, help = " is true of nobody", a.never
	default:
		return false
	}
	if help != "" {
		help = "; " + help
	}
	ck.c.Errorf("P242", a.c.Span(), "%s", a.what+says).Help = lookForSlips + help
	return true
}
