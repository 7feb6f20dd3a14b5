package prove

import (
	"slices"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
)

// outcomes: something leads to each, and each says what it must.
func (pr *prover) outcomes() {
	for _, o := range pr.p.Outcomes() {
		if !pr.isUsed(o.ID) {
			pr.claim(claim{
				code: "P510", about: o.ID, at: pr.p.OutcomeSpan(o.ID), message: "nothing leads to outcome " + quote(o.ID),
				help: "name it in a row, in not_for or as an alternative, or remove it",
			})
			continue
		}
		if lacks := lacking(o); len(lacks) > 0 {
			pr.claim(claim{
				code: "P517", about: o.ID, at: pr.p.OutcomeSpan(o.ID), message: "outcome " + quote(o.ID) + " does not say " + list(lacks),
				help: "every patient who reaches it needs it: add it",
			})
		}
	}
}

func (pr *prover) isUsed(id string) bool {
	for i := range pr.entries {
		if pr.entries[i].outcome.ID == id {
			return true
		}
	}
	return slices.ContainsFunc(pr.p.Outcomes(), func(o *engine.Outcome) bool { return o.Alternative == id })
}

// lacking names what an outcome must say and does not.
func lacking(o *engine.Outcome) []string {
	var out []string
	if o.TellPatient == "" {
		out = append(out, "tell_patient")
	}
	if o.SafetyNet == "" {
		out = append(out, "safety_net")
	}
	if o.Alternative == "" && o.Action != engine.Refer {
		out = append(out, "alternative")
	}
	return out
}

// given are the patients who get an outcome.
func (pr *prover) given(id string) diagram.Ref {
	var any []diagram.Ref
	for i := range pr.entries {
		if pr.entries[i].outcome.ID == id {
			any = append(any, pr.entries[i].first)
		}
	}
	return pr.s.Or(any...)
}

// routes: whoever is sent somewhere is taken there.
func (pr *prover) routes() {
	if len(pr.lib.Services()) == 0 {
		// A pathway without a directory names roles that some area will fill.
		return
	}
	for _, o := range pr.p.Outcomes() {
		who := pr.given(o.ID)
		pr.route(o, who)
		if alt, ok := pr.p.Outcome(o.Alternative); ok {
			pr.alternative(o, alt, who)
		}
	}
}

func (pr *prover) route(o *engine.Outcome, who diagram.Ref) {
	if o.Route.Pathway != "" {
		pr.hop(o, who)
		return
	}
	if o.Route == (engine.Route{}) {
		return
	}
	open, shut := pr.takes(o)
	refused := pr.outside(who, open)
	if waiting := pr.s.And(refused, shut); waiting != diagram.False {
		pr.claim(claim{
			code: "P512", about: o.ID, at: pr.p.RouteSpan(o.ID), bad: waiting,
			message: "only a service that takes no referrals now would take some patients of outcome " + quote(o.ID),
			help:    "name another service under `instead:` of the one that is paused, or route these patients elsewhere",
		})
	}
	if nobody := pr.outside(refused, shut); nobody != diagram.False {
		pr.claim(claim{
			code: "P511", about: o.ID, at: pr.p.RouteSpan(o.ID), bad: nobody,
			message: "no service takes some patients of outcome " + quote(o.ID),
			help:    "give these patients a row of their own, or correct whom a service accepts",
		})
	}
}

// alternative: what is offered instead takes the patients too.
func (pr *prover) alternative(o, alt *engine.Outcome, who diagram.Ref) {
	if alt.Route == (engine.Route{}) || who == diagram.False {
		return
	}
	var accepts diagram.Ref
	if alt.Route.Pathway != "" {
		applies, caught := pr.target(alt.Route.Pathway)
		accepts = pr.outside(applies, caught)
	} else {
		open, shut := pr.takes(alt)
		accepts = pr.s.Or(open, shut)
	}
	if refused := pr.outside(who, accepts); refused != diagram.False {
		pr.claim(claim{
			code: "P516", about: o.ID, at: pr.p.OutcomeSpan(o.ID), bad: refused,
			message: "the alternative " + quote(alt.ID) + " of outcome " + quote(o.ID) + " is not open to some of its patients",
			help:    "name an alternative that is open to all of them",
		})
	}
}

// hop: the next pathway is for every patient who is sent to it.
func (pr *prover) hop(o *engine.Outcome, who diagram.Ref) {
	applies, caught := pr.target(o.Route.Pathway)
	if refused := pr.outside(who, applies); refused != diagram.False {
		pr.claim(claim{
			code: "P513", about: o.ID, at: pr.p.RouteSpan(o.ID), bad: refused,
			message: "pathway " + quote(o.Route.Pathway) + " is not for some patients whom outcome " + quote(o.ID) + " sends there",
			help:    "narrow the row that leads here to the next pathway's applies_to, or widen that",
		})
	}
	if who != diagram.False && pr.outside(who, caught) == diagram.False {
		pr.claim(claim{
			code: "P514", about: o.ID, at: pr.p.RouteSpan(o.ID), bad: who,
			message: "pathway " + quote(o.Route.Pathway) + " turns away every patient whom outcome " + quote(o.ID) + " sends there",
			help:    "its not_for takes all of them: send them where that leads",
		})
	}
}

// target gives whom another pathway is for, and whom its not_for takes.
func (pr *prover) target(id string) (applies, caught diagram.Ref) {
	t, ok := pr.lib.Pathway(id)
	if !ok {
		return diagram.True, diagram.False
	}
	for _, n := range t.NotFor() {
		caught = pr.s.Or(caught, pr.when(t.Plain(n.When)))
	}
	return pr.when(t.Plain(t.AppliesTo())), caught
}

// services gives the services that a route may lead to.
func (pr *prover) services(r engine.Route) []*engine.Service {
	var out []*engine.Service
	for _, s := range pr.lib.Services() {
		if r.Service == s.ID || (r.Clinic != "" && contains(s.Clinics, r.Clinic)) {
			out = append(out, s)
			if other, ok := pr.lib.Service(s.Instead); ok && s.Instead != "" {
				out = append(out, other)
			}
		}
	}
	return out
}

// takes gives whom the services of a route take: those that take referrals now,
// and those that do not.
func (pr *prover) takes(o *engine.Outcome) (open, shut diagram.Ref) {
	for _, s := range pr.services(o.Route) {
		accepts := pr.when(s.AcceptsWhen)
		if s.State.Is == "paused" || (s.State.Is == "advice_only" && o.Action == engine.Refer) {
			shut = pr.s.Or(shut, accepts)
		} else {
			open = pr.s.Or(open, accepts)
		}
	}
	return open, shut
}
