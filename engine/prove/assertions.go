package prove

import (
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
)

// assertions: what the authors state holds for every patient that it is about.
func (pr *prover) assertions() {
	for _, proof := range pr.proofs {
		for _, a := range proof.Assert {
			pr.assertion(a)
		}
	}
}

func (pr *prover) assertion(a *Assertion) {
	who := pr.s.And(pr.applies, pr.when(a.Patients))
	if who == diagram.False {
		pr.claim(claim{
			code: "P531", about: a.ID, at: a.node.Span, message: "assertion " + quote(a.ID) + " is about nobody: no such patient is on the pathway",
			help: "correct `patients:`, or remove the assertion",
		})
		return
	}
	holds := pr.when(a.When)
	if len(a.Outcomes) > 0 {
		holds = pr.s.And(holds, pr.ends(func(e engine.End) bool { return e.Outcome != nil && contains(a.Outcomes, e.Outcome.ID) }))
	}
	if a.within != nil {
		holds = pr.s.And(holds, pr.ends(func(e engine.End) bool { return e.Outcome != nil && rankOf(e.Outcome) <= a.Within.Rank() }))
	}
	if bad := pr.outside(who, holds); bad != diagram.False {
		pr.claim(claim{
			code: "P530", about: a.ID, at: a.node.Span, bad: bad, message: "assertion " + quote(a.ID) + " does not hold: " + a.Says,
			help: "correct the pathway, or the assertion",
		})
	}
}

// ends are the patients who end in some way.
func (pr *prover) ends(is func(engine.End) bool) diagram.Ref {
	return pr.s.MapTerminals(pr.c.RowOf, func(t int) int { return one(is(pr.c.Ends[t])) })
}
