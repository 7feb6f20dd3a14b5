package engine

import (
	"regexp"
	"strings"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// undeclared reports names that conditions cannot have, each where it stands. A
// finding whose shape, and a name whose letters, have been refused already are not
// refused twice.
func (ld *loader) undeclared(err error, nodes map[string]*lang.Node, otherwise source.Span) {
	for _, one := range unjoin(err) {
		shape := strings.HasPrefix(one.Error(), "finding ")
		if shape && ld.c.HasErrors() {
			continue
		}
		at := otherwise
		if m := regexp.MustCompile(`^(?:name|finding|parameter) "([^"]*)": `).FindStringSubmatch(one.Error()); m != nil && nodes[m[1]] != nil {
			if at = nodes[m[1]].Span; !isID(m[1]) {
				continue // which has been said
			}
		}
		ld.c.Errorf("P221", at, "%s", one).Help = "give it another name or put its definition right, so that conditions can read it"
	}
}

// unjoin gives the errors of errors.Join, or the one.
func unjoin(err error) []error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		return joined.Unwrap()
	}
	return []error{err}
}

// findingKeys gives where each finding is named.
func (d *decoder) findingKeys() map[string]*lang.Node {
	out := map[string]*lang.Node{}
	for _, f := range d.findings {
		out[f.ID] = f.key
	}
	return out
}

// ownKeys gives where a pathway names its parameters and criteria.
func (p *pathwaySpec) ownKeys() map[string]*lang.Node {
	out := map[string]*lang.Node{}
	for _, c := range p.criteria {
		out[c.ID] = c.node
	}
	for _, param := range p.parameters {
		out[param.ID] = param.node
	}
	return out
}

// whatToDo says what to do about a condition where nothing nearer can be said.
func whatToDo(code string) string {
	switch code {
	case "P110":
		return "a condition names findings, criteria, bands and parameters; numbers stand in figures, options in quotes"
	case "P130":
		return "check the figures and the unit; the range is the finding's min and max in the vocabulary"
	}
	return ""
}

// decimalComma says what a comma between two figures is, where it cannot stand.
func decimalComma(d *source.Diagnostic, text string, at int) {
	figure := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	if d.Code != "P100" || at >= len(text) || text[at] != ',' || !figure(at-1) || !figure(at+1) {
		return
	}
	d.Message, d.Help = "a comma stands in a number", "write a decimal point, such as 0.5; thousands have no mark"
}
