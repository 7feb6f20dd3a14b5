package letters

import (
	"slices"

	"signpost.health/signpost/engine"
)

// criteria says first why the advice is what it is: the findings of the row
// that decided, unless a criterion that is met shows them, and the criteria
// that the row names. Then come the others that are met, those not known, and
// those not met.
func (c *composer) criteria(s *Section) {
	s.Form = Criteria
	s.Lines = append(s.Lines, c.grounds()...)
	deciding := func(r engine.CriterionResult) bool {
		return slices.ContainsFunc(c.in.Decision.Because, func(b engine.Reason) bool { return slices.Contains(b.Criteria, r.ID) })
	}
	add := func(fits func(engine.CriterionResult) bool) {
		for _, r := range c.in.Decision.Criteria {
			if !fits(r) {
				continue
			}
			standing, _ := truthWords(r.Truth)
			s.Lines = append(s.Lines, Line{
				Label: r.Says, Text: c.recorded(r.Findings), Standing: standing,
				Trace: Trace{Origin: FromCriterion, Rule: r.ID, Findings: r.Findings, Evidence: r.Evidence},
			})
		}
	}
	add(func(r engine.CriterionResult) bool { return r.Truth == engine.IsMet && deciding(r) })
	add(func(r engine.CriterionResult) bool { return r.Truth == engine.IsMet && !deciding(r) })
	add(func(r engine.CriterionResult) bool { return r.Truth == engine.IsOpen })
	add(func(r engine.CriterionResult) bool { return r.Truth == engine.IsNotMet })
}

// grounds are the findings present that made the deciding row fit and that no
// criterion shows: who reads the letter in a hurry must not look for them.
func (c *composer) grounds() []Line {
	var shown []string
	for _, r := range c.in.Decision.Criteria {
		if r.Truth == engine.IsMet {
			shown = append(shown, r.Findings...)
		}
	}
	var out []Line
	for _, b := range c.in.Decision.Because {
		for _, id := range b.Findings {
			if slices.Contains(shown, id) {
				continue
			}
			line, ok := c.ground(b, id, shown)
			if !ok {
				continue
			}
			shown = append(shown, id)
			out = append(out, line)
		}
	}
	return out
}

func (c *composer) ground(b engine.Reason, id string, shown []string) (Line, bool) {
	f, named := c.in.Library.Finding(id)
	a, known := c.known[id]
	if !named || !known || f.FromPatient != "" || standingOf(f, a) != Present {
		return Line{}, false
	}
	follows := a.Source == engine.Implied && f.Derive == "" && len(a.Because) > 0
	if follows && !slices.ContainsFunc(a.Because, func(part string) bool { return !slices.Contains(shown, part) }) {
		return Line{}, false // what it follows from is shown
	}
	label := c.short(id)
	if b.RedFlag {
		label = "Red flag: " + label
	}
	return Line{
		Label: label, Text: c.in.Library.Show(id, a), Standing: Present, Note: a.Note,
		Trace: Trace{Origin: FromDecision, Rule: b.Row, Findings: []string{id}, Evidence: b.Evidence},
	}, true
}
