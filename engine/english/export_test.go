package english

import (
	"signpost.health/signpost/engine/expr"
)

// Holds evaluates what a phrase says, by its words' own data and not by the
// condition it was made from.
func Holds(p Phrase, value func(expr.Level) expr.Value, named func(string) bool) bool {
	met := 0
	for _, k := range p.Parts {
		if Holds(k, value, named) {
			met++
		}
	}
	switch p.Kind {
	case All:
		return met == len(p.Parts)
	case Any:
		return met > 0
	case AtLeast:
		return met >= p.N
	case Fewer:
		return met < p.N
	case If:
		if Holds(p.Parts[0], value, named) {
			return Holds(p.Parts[1], value, named)
		}
		return Holds(p.Parts[2], value, named)
	case Leaf:
	}
	return p.fact.holds(value, named)
}

func (f fact) holds(value func(expr.Level) expr.Value, named func(string) bool) bool {
	missing := false
	if f.finding != nil {
		missing = value(expr.Level{Finding: f.finding.ID, Missing: true}).Bool
	}
	if f.alsoKnown && missing {
		return false
	}
	switch f.subject {
	case aConstant:
		return f.yes
	case aFlag:
		return value(expr.Level{Finding: f.finding.ID}).Bool == f.yes
	case aNumber:
		v := value(expr.Level{Finding: f.finding.ID}).Number
		return f.span.Contains(v) != f.except
	case aChoice:
		return has(f.options, value(expr.Level{Finding: f.finding.ID}).Text)
	case aSet:
		for _, o := range f.options {
			if value(expr.Level{Finding: f.finding.ID, Option: o}).Bool {
				return f.yes
			}
		}
		return !f.yes
	case aState:
		return missing != f.yes
	case aName:
		return named(f.name) == f.yes
	case aFormula:
	}
	panic("english: a formula has no words' own data")
}

// IsFormula says whether a leaf is one that Holds cannot judge.
func (p Phrase) IsFormula() bool { return p.Kind == Leaf && p.fact.subject == aFormula }
