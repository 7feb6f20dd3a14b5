package english

import (
	"regexp"
	"strconv"
	"strings"

	"signpost.health/signpost/engine"
)

// names gives the names in a text of CEL; what stands in quotes is not one.
func names(text string) []string {
	var out []string
	for i, part := range strings.Split(text, `"`) {
		if i%2 == 0 {
			out = append(out, regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*`).FindAllString(part, -1)...)
		}
	}
	return out
}

// formula writes a comparison of numbers in the vocabulary's words.
func (w *Writer) formula(text string) string {
	s := regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*`).ReplaceAllStringFunc(text, func(id string) string {
		if f, ok := w.lib.Finding(id); ok {
			return whole(lower(f.Short))
		}
		return id
	})
	s = regexp.MustCompile(`(\d)\.0\b`).ReplaceAllString(s, "$1")
	s = regexp.MustCompile(`^\((.*)\) ([<>=!]+) `).ReplaceAllString(s, "$1 $2 ")
	return strings.NewReplacer(
		">=", "is at least", "<=", "is at most", "==", "is exactly", "!=", "is not", ">", "is above", "<", "is below", "*", "×",
	).Replace(s)
}

// Derivation says how a finding is worked out from others, or nothing where it
// is not.
func (w *Writer) Derivation(f *engine.Finding) string {
	if f.Derive == "" {
		return ""
	}
	if c, ok := w.lib.Derivation(f.ID); ok {
		return w.Sentence(c)
	}
	return upper(w.points(f.Derive))
}

// points writes a score, "(a ? 2.0 : 0.0) + (b >= 7 ? 1.0 : 0.0)", as what
// each part adds. A sum of another shape is written as its formula.
func (w *Writer) points(text string) string {
	part := regexp.MustCompile(`^\((.+) \? ([0-9.]+) : 0(?:\.0)?\)$`)
	var out []string
	for _, term := range strings.Split(text, " + ") {
		m := part.FindStringSubmatch(strings.TrimSpace(term))
		if m == nil {
			return w.formula(text)
		}
		out = append(out, strings.TrimSuffix(m[2], ".0")+" for "+quoted(w.point(m[1])))
	}
	return "the sum of " + list(out, "and")
}

// point writes what gives a point: a yes/no finding, or a number held against
// another with its unit.
func (w *Writer) point(text string) string {
	m := regexp.MustCompile(`^(\w+) (>=|<=|>|<) ([0-9.]+)$`).FindStringSubmatch(text)
	if m == nil {
		return w.formula(text)
	}
	f, ok := w.lib.Finding(m[1])
	v, err := strconv.ParseFloat(m[3], 64)
	if !ok || err != nil {
		return w.formula(text)
	}
	r, _ := spanOf(m[2], v, true)
	return w.leaf(fact{subject: aNumber, finding: f, span: r}).Text
}
