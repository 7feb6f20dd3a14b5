package english

import "signpost.health/signpost/engine"

// Within says how soon, with a capital: "Within 2 weeks".
func Within(w engine.Within) string {
	switch w {
	case engine.Now:
		return "At once"
	case engine.SameDay:
		return "Same day"
	case engine.Hours48:
		return "Within 48 hours"
	case engine.SuspectedCancer:
		return "Urgent suspected cancer"
	case engine.Weeks2:
		return "Within 2 weeks"
	case engine.Urgent:
		return "Urgent"
	case engine.Routine:
		return "Routine"
	case engine.NoTime:
	}
	return "No time set"
}

// Action says what an outcome does, with a capital: "Ask for advice".
func Action(a engine.Action) string {
	switch a {
	case engine.Refer:
		return "Refer"
	case engine.Test:
		return "Request a test"
	case engine.AdviceAndGuidance:
		return "Ask for advice and guidance"
	case engine.Redirect:
		return "Send to another service"
	case engine.Manage:
		return "Manage in primary care"
	case engine.OtherPathway:
		return "Go on with another pathway"
	}
	return string(a)
}

// Always says whether a phrase leaves nobody out.
func (p Phrase) Always() bool {
	return p.Kind == Leaf && ((p.fact.subject == aConstant && p.fact.yes) || (p.fact.subject == aNumber && p.Cell == "any"))
}
