package english

import (
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
)

// subject is what a fact speaks of.
type subject int

const (
	// aConstant is always or never so.
	aConstant subject = iota
	// aFlag is a yes/no finding.
	aFlag
	// aNumber is a number finding within a range.
	aNumber
	// aChoice is an option finding being one of some options.
	aChoice
	// aSet is an options finding having some of some options, or none.
	aSet
	// aState is only whether a finding is known.
	aState
	// aName is a criterion or a band.
	aName
	// aFormula is a comparison of several numbers.
	aFormula
)

// fact is one thing that a condition says. Facts about one finding merge.
type fact struct {
	subject subject
	finding *engine.Finding
	// yes is the truth of a flag, a name, a formula or a constant; of a set,
	// whether some of the options are present; of a state, known.
	yes bool
	// alsoKnown is set when the value counts only if it is known.
	alsoKnown bool
	span      expr.Region
	// except is set when any number but span.Lo will do.
	except  bool
	options []string
	// but words a choice by the options that are left out.
	but  bool
	name string
	// text is the formula in words, or what a name says.
	text string
}

func (w *Writer) leaf(f fact) Phrase {
	p := Phrase{fact: f}
	if f.finding != nil {
		p.Finding = f.finding.ID
		p.Head = f.finding.Short
	}
	switch f.subject {
	case aConstant:
		p.Text, p.Head, p.Cell = constantWords(f.yes), "Always", yesNo(f.yes)
	case aFlag:
		p.Text, p.Bare = flagWords(f)
		p.Cell = f.known(yesNo(f.yes))
	case aNumber:
		p.Text, p.Cell = w.numberWords(f)
	case aChoice:
		p.Text, p.Cell = choiceWords(f)
	case aSet:
		p.Text, p.Cell = setWords(f)
	case aState:
		p.Cell = "not known"
		if f.yes {
			p.Cell = "known"
		}
		name := whole(lower(p.Head))
		if f.finding.Kind == engine.KindYesNo {
			name = quoted(lower(p.Head)) // often a clause, with a verb of its own
		}
		p.Text = name + " is " + p.Cell
	case aName:
		p.Criterion, p.Head, p.Cell, p.Not = f.name, f.text, yesNo(f.yes), !f.yes
		p.Text, p.Bare = affirm(f.text, f.text, f.yes)
	case aFormula:
		p.Head, p.Cell = upper(f.text), yesNo(f.yes)
		p.Text, p.Bare = affirm(f.text, f.text, f.yes)
	}
	if p.Bare == "" {
		p.Bare = p.Text
	}
	return p
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

func constantWords(yes bool) string {
	if yes {
		return "always"
	}
	return "never"
}

// affirm says a thing, or that it is not so: within a sentence, where it may
// need quotation marks, and alone.
func affirm(s, inQuotes string, yes bool) (text, bare string) {
	switch {
	case !yes:
		return "not " + quoted(inQuotes), "not " + quoted(inQuotes)
	case whole(s) != s:
		return quoted(inQuotes), s
	}
	return lower(s), s
}

// known puts before a cell that the value must be known.
func (f fact) known(cell string) string {
	if f.alsoKnown {
		return "known, and " + cell
	}
	return cell
}

func flagWords(f fact) (text, bare string) {
	name := lower(f.finding.Short)
	if f.alsoKnown {
		known := " is known to be " + yesNo(f.yes)
		return quoted(name) + known, quoted(f.finding.Short) + known
	}
	return affirm(f.finding.Short, name, f.yes)
}

func choiceWords(f fact) (text, cell string) {
	said, not := saysOf(f.finding, f.options), ""
	if f.but {
		said, not = saysOf(f.finding, others(f.finding, f.options)), "not "
	}
	cell = list(lowered(said), "or")
	if not != "" {
		cell = not + list(quotedAll(lowered(said)), "or")
	}
	text = whole(lower(f.finding.Short)) + " is " + not + list(quotedAll(lowered(said)), "or")
	if f.alsoKnown {
		text = whole(lower(f.finding.Short)) + " is known, and is " + not + list(quotedAll(lowered(said)), "or")
	}
	return text, f.known(cell)
}

func setWords(f fact) (text, cell string) {
	under := " under " + quoted(lower(f.finding.Short))
	if len(f.options) == len(f.finding.Options) {
		cell = "none"
		if f.yes {
			cell = "one or more"
		}
		return cell + under, f.known(cell)
	}
	items := quotedAll(lowered(saysOf(f.finding, f.options)))
	switch {
	case f.yes:
		cell = list(items, "or")
	case len(items) == 1:
		cell = "not " + items[0]
	case len(items) == 2:
		cell = "neither " + list(items, "nor")
	default:
		cell = "none of " + list(items, "or")
	}
	return cell + under, f.known(cell)
}

func saysOf(f *engine.Finding, ids []string) []string {
	var out []string
	for _, o := range f.Options {
		for _, id := range ids {
			if o.ID == id {
				out = append(out, o.Says)
			}
		}
	}
	return out
}

// others gives the options of a finding that are not among some.
func others(f *engine.Finding, ids []string) []string {
	var out []string
	for _, o := range f.Options {
		if !has(ids, o.ID) {
			out = append(out, o.ID)
		}
	}
	return out
}

func lowered(items []string) []string {
	out := make([]string, len(items))
	for i, s := range items {
		out[i] = lower(s)
	}
	return out
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
