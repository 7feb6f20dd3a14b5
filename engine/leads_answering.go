package engine

import (
	"signpost.health/signpost/engine/expr"
)

// Some answers tell of other findings too: that there is no rash at all tells
// that there is no such rash either. Where a rule reads whether one of those is
// known, the levels of the finding alone do not show where its answer leads:
// there the answer is given, and decided on.

// tellsOfMissing says whether an answer to a finding tells of others, in a pathway
// that reads missing() of such findings.
func (v *view) tellsOfMissing(finding string) bool {
	place, ok := v.lib.place[finding]
	return ok && !v.lib.aloof[place] && has(v.matters, finding) && v.isDelicate()
}

// leadsByAnswering gives each answer to a finding, and not known where a rule
// reads that; false for a finding whose answers cannot be told one by one.
func (v *view) leadsByAnswering(finding string, missing bool) ([]Lead, bool) {
	level, read := v.u.index[expr.Level{Finding: finding}]
	f := v.lib.findings[finding]
	var answers []Answer
	words := func(cells []int) string { return v.lib.cellWords(v.u, level, cells) }
	switch {
	case f.Kind == KindYesNo:
		answers = []Answer{No(), Yes()}
		words = func(cells []int) string { return eitherOf(cells, cells[0] == 1, "yes", "no") }
	case read && f.Kind == KindOption:
		for _, c := range v.u.part.Cells[level] {
			answers = append(answers, Choice(c.Sample.Text))
		}
	case read && f.Kind == KindNumber:
		for _, c := range v.u.part.Cells[level] {
			answers = append(answers, Number(c.Sample.Number))
		}
	default:
		return nil, false
	}
	var by byOutcomes
	for i, a := range answers {
		by.add(i, v.outcomesAfter(finding, a))
	}
	out := by.leads(words)
	if !missing {
		return out, true
	}
	if len(out) == 1 {
		out[0].Answer = "known"
	}
	if after := v.outcomesAfter(finding, Unknown(WhyUnsure)); len(after) > 0 {
		out = append(out, Lead{Answer: "not known", Outcomes: after})
	}
	return out, true
}

// outcomesAfter are those that stay possible once a finding has an answer; none
// where that contradicts what is known.
func (v *view) outcomesAfter(finding string, is Answer) []string {
	r := v.lib.reasoners.Get().(*reasoner)
	defer v.lib.reasoners.Put(r)
	r.takeFrom(v.known, v.lib.place[finding], factOf(&is))
	r.conclude()
	if len(r.clashes) > 0 && len(v.contradictions) == 0 {
		return nil
	}
	return v.outcomesOf(v.q.Residual(v.p.decide, v.care, r.over(v.u)).Terminals())
}
