package prove

import (
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
	"signpost.health/signpost/engine/source"
)

// questions: of every finding that a condition reads there are two patients who
// differ in it only, and differ in advice, in a row of also, or in a criterion.
// Age, sex and organs cost no question.
func (pr *prover) questions() {
	for _, f := range pr.p.Findings() {
		spec, ok := pr.lib.Finding(f)
		if !ok || spec.Derive != "" || spec.FromPatient != "" || !pr.readByRule(f) {
			continue
		}
		if !pr.matters(f) {
			pr.claim(claim{
				code: "P508", about: f, at: pr.where(f),
				message: "the answer to " + quote(spec.Short) + " never changes the advice, a row of also or a criterion",
				help:    "it is asked for nothing: remove it from the conditions, or correct them",
			})
		}
	}
}

// readByRule says whether the pathway's own conditions read a finding, or one
// derived from it. The vocabulary's laws bring in others.
func (pr *prover) readByRule(f string) bool {
	if !pr.where(f).IsZero() {
		return true
	}
	for _, d := range pr.lib.Follows(f) {
		if !pr.where(d).IsZero() {
			return true
		}
	}
	return false
}

func (pr *prover) matters(f string) bool {
	free := pr.levelsOf(f)
	if pr.depends(pr.c.RowOf, pr.advice, free) {
		return true
	}
	truth := func(t int) int { return t }
	for i := range pr.entries {
		if e := &pr.entries[i]; e.kind == alsoRow && pr.depends(pr.s.And(pr.left, e.ref), truth, free) {
			return true
		}
	}
	for _, r := range pr.c.Criteria {
		if pr.depends(r, truth, free) {
			return true
		}
	}
	return false
}

// advice numbers what a patient is told: rows of one outcome tell the same.
func (pr *prover) advice(end int) int {
	e := pr.c.Ends[end]
	if e.Row == "" {
		return end
	}
	for i, o := range pr.c.Ends {
		if o.Row != "" && o.Outcome.ID == e.Outcome.ID {
			return i
		}
	}
	return end
}

// depends says whether two feasible patients who differ in the free levels only
// have different values of r.
func (pr *prover) depends(r diagram.Ref, value func(int) int, free []bool) bool {
	s := pr.s
	touched := false
	for _, level := range s.Support(r) {
		touched = touched || free[level]
	}
	if !touched {
		return false
	}
	values := s.MapTerminals(r, value)
	before := diagram.False
	for _, v := range s.Terminals(values) {
		have := s.Exists(s.And(pr.c.Care, s.MapTerminals(values, func(t int) int { return one(t == v) })), free)
		if s.And(before, have) != diagram.False {
			return true
		}
		before = s.Or(before, have)
	}
	return false
}

// levelsOf marks the levels of a finding and of what is derived from it: they
// change together.
func (pr *prover) levelsOf(f string) []bool {
	free := pr.levelsOfAny(append(pr.lib.Follows(f), f))
	return free
}

func (pr *prover) levelsOfAny(findings []string) []bool {
	free := make([]bool, len(pr.c.Levels))
	for i, l := range pr.c.Levels {
		free[i] = contains(findings, l.Finding)
	}
	return free
}

// where is the first place at which the pathway's own conditions read a
// finding.
func (pr *prover) where(f string) source.Span {
	var conds []*engine.Condition
	conds = append(conds, pr.p.AppliesTo())
	for i := range pr.entries {
		conds = append(conds, pr.entries[i].when)
	}
	for _, k := range pr.p.Criteria() {
		conds = append(conds, k.When)
	}
	for _, c := range conds {
		if c != nil && contains(pr.p.Reads(c), f) {
			return pr.place(c, f)
		}
	}
	return source.Span{}
}

// place is the part of a condition that reads a finding.
func (pr *prover) place(c *engine.Condition, f string) source.Span {
	var found *expr.Node
	var walk func(n *expr.Node)
	walk = func(n *expr.Node) {
		if found != nil {
			return
		}
		switch n.Op {
		case expr.OpAtom:
			for _, l := range n.Atom.Levels {
				if l.Finding == f {
					found = n
					return
				}
			}
		case expr.OpNamed:
			if inner, ok := pr.p.Named(n.Name); ok && contains(pr.p.Reads(inner), f) {
				found = n
			}
		case expr.OpAnd, expr.OpOr, expr.OpNot, expr.OpIf, expr.OpAtLeast, expr.OpConst:
			for _, k := range n.Kids {
				walk(k)
			}
		}
	}
	walk(c.Root())
	if found == nil {
		return c.Span()
	}
	return c.PartSpan(found)
}

// short names a finding as a clinician reads it.
func (pr *prover) short(f string) string {
	if spec, ok := pr.lib.Finding(f); ok {
		return spec.Short
	}
	return f
}

// withinWords says an urgency in a sentence.
func withinWords(o *engine.Outcome) string {
	if o == nil {
		return "no advice"
	}
	return strings.ReplaceAll(string(o.Within), "_", " ")
}
