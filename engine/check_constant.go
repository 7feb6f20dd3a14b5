package engine

import (
	"maps"
	"regexp"
	"slices"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/source"
)

// lookForSlips says how a condition mostly comes to be the same for everybody.
const lookForSlips = "look for a sign the wrong way round, a threshold at the end of its range, or && for ||"

// constants tells of conditions that are the same for every patient who can be:
// they look like rules and decide nothing, or everything. told are the shared
// criteria of which it has been said.
func (ck *checker) constants(p *Pathway, told map[string]bool) {
	if !p.Proved() {
		return
	}
	ask := newConstancy(p, told)
	if always, never := ask.of(p.applies); never {
		ck.constant(p, p.spec.applies, "applies_to is true of nobody, so nobody can be on the pathway", "say whom the pathway is for")
	} else if always && len(p.Reads(p.spec.applies)) == 0 {
		ck.constant(p, p.spec.applies, "applies_to names no finding", "say whom the pathway is for; for everybody write age >= 0")
	}
	for i, c := range p.spec.criteria {
		ck.same(p, ask, p.criteria[i], c.When, "criterion \""+c.ID+"\"")
	}
	for i, n := range p.spec.notFor {
		ck.same(p, ask, p.notFor[i], n.When, "the not_for entry")
	}
	for _, rows := range []struct {
		list []*Row
		refs []diagram.Ref
	}{{p.spec.decide, p.rows}, {p.spec.also, p.also}} {
		for i, r := range rows.list {
			if r.Otherwise {
				continue
			}
			if always, _ := ask.of(rows.refs[i]); always && !ask.echoes(r.When) {
				ck.c.Errorf("P215", r.When.Span(), "row %q fits everybody", r.ID).Help =
					"say whom the row is for; for the patients who are left, use a last row `- {id: otherwise, outcome: ...}`"
				continue
			}
			ck.same(p, ask, rows.refs[i], r.When, "row \""+r.ID+"\"")
		}
	}
}

// same reports a condition that is true of everybody or of nobody.
func (ck *checker) same(p *Pathway, ask constancy, r diagram.Ref, c *Condition, what string) {
	switch always, never := ask.of(r); {
	case !always && !never:
		return
	case ask.echoes(c):
	case always:
		ck.constant(p, c, what+" is true of every patient", lookForSlips)
	default:
		ck.constant(p, c, what+" is true of nobody", lookForSlips)
	}
	for _, own := range p.spec.criteria {
		if own.When == c {
			ask.told[own.ID] = true
		}
	}
}

// constant reports a condition, and the value of an area that may have made it
// so: the area's own file is then the one to mend.
func (ck *checker) constant(p *Pathway, c *Condition, message, help string) {
	d := ck.c.Errorf("P242", c.Span(), "%s", message)
	d.Help = help
	words := regexp.MustCompile(`\w+`).FindAllString(c.Text, -1)
	for _, param := range p.spec.parameters {
		if param.National != nil && slices.Contains(words, param.ID) {
			d.Span, d.Related = spanOf(param.valueNode), []source.Related{{Span: c.Span(), Message: "with " + param.ID + " in this condition"}}
		}
	}
}

// constancy asks what a pathway's conditions are for every feasible patient.
type constancy struct {
	care    diagram.Ref
	scratch *diagram.Scratch
	nobody  *diagram.Known
	// told are the criteria of which it has been said.
	told map[string]bool
}

func newConstancy(p *Pathway, told map[string]bool) constancy {
	return constancy{care: p.unit.care, scratch: diagram.NewScratch(p.unit.space), nobody: diagram.NewKnown(p.unit.space), told: maps.Clone(told)}
}

// of says whether a condition is true of every patient, or of none.
func (a constancy) of(r diagram.Ref) (always, never bool) {
	left := a.scratch.Residual(r, a.care, a.nobody).Terminals()
	if len(left) != 1 {
		return false, false
	}
	return left[0] == diagram.True.Value(), left[0] == diagram.False.Value()
}

// echoes says whether a condition reads a criterion of which it has been said.
func (a constancy) echoes(c *Condition) bool {
	return slices.ContainsFunc(c.cond.Names(), func(name string) bool { return a.told[name] })
}
