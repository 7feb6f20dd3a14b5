package engine_test

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
	"signpost.health/signpost/engine/source"
)

const randomVocabulary = `
vocabulary: random
evidence:
  src: {title: A source}
findings:
  age: {short: Age, type: number, unit: a, min: 0, max: 120, step: 1/12, from_patient: age}
  sex: {short: Sex, type: option, from_patient: sex, options: {female: {says: Female}, male: {says: Male}}}
  b0: {ask: Is b0 there, short: B nought, type: yes_no, implies: [b1], obtained_by: scan}
  b1: {ask: Is b1 there, short: B one, type: yes_no}
  b2: {ask: Is b2 there, short: B two, type: yes_no}
  b3: {ask: Is b3 there, short: B three, type: yes_no, implies: [b2]}
  n0: {ask: Is n0 there, short: N nought, type: number, unit: ug/g, min: 0, max: 20, step: 1, obtained_by: scan}
  n1: {ask: Is n1 there, short: N one, type: number, unit: "1", min: 0, max: 5, step: 0.5}
  o0: {ask: Is o0 there, short: O nought, type: option, options: {x: {says: Ex}, y: {says: Why}, z: {says: Zed}}}
  s0: {ask: Is s0 there, short: S nought, type: options, options: {p: {says: Pea}, q: {says: Queue}}}
tests:
  scan: {name: A scan}
constraints:
  - {says: N one is small when O nought is x, when: 'o0 != "x" || n1 <= 3.0'}
`

// randomCondition draws a condition that the language allows.
func randomCondition(t *rapid.T, depth int) string {
	atoms := []string{
		"b0", "b1", "b2", "b3", `o0 == "x"`, `o0 != "y"`, `o0 in ["y", "z"]`, `"p" in s0`, `"q" in s0`, "any(s0)",
		"missing(n0)", "missing(b0)", "known(o0)",
	}
	if depth == 0 || rapid.IntRange(0, 3).Draw(t, "leaf") == 0 {
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			op := rapid.SampledFrom([]string{"<", "<=", ">", ">=", "=="}).Draw(t, "op")
			return fmt.Sprintf("n0 %s %d", op, rapid.IntRange(0, 20).Draw(t, "n0"))
		case 1:
			op := rapid.SampledFrom([]string{"<", ">="}).Draw(t, "op")
			return fmt.Sprintf("n1 %s %.1f", op, float64(rapid.IntRange(0, 10).Draw(t, "n1"))/2)
		case 2:
			return fmt.Sprintf("age >= %d", rapid.IntRange(1, 100).Draw(t, "age"))
		}
		return rapid.SampledFrom(atoms).Draw(t, "atom")
	}
	a, b := randomCondition(t, depth-1), randomCondition(t, depth-1)
	switch rapid.IntRange(0, 4).Draw(t, "shape") {
	case 0:
		return "(" + a + " && " + b + ")"
	case 1:
		return "(" + a + " || " + b + ")"
	case 2:
		return "!(" + a + ")"
	case 3:
		return "at_least(2, " + a + ", " + b + ", " + randomCondition(t, 0) + ")"
	}
	return "(" + a + " ? " + b + " : " + randomCondition(t, 0) + ")"
}

// unrelated is the same vocabulary without laws between findings: there the
// flat form answers.
func unrelated() string {
	v, _, _ := strings.Cut(randomVocabulary, "constraints:")
	return strings.NewReplacer(", implies: [b1]", "", ", implies: [b2]", "").Replace(v)
}

// randomPathway draws a library of one pathway.
func randomPathway(t *rapid.T) *engine.Library { return randomPathwayOver(t, randomVocabulary) }

func randomPathwayOver(t *rapid.T, vocabulary string) *engine.Library {
	var b strings.Builder
	b.WriteString(`pathway: drawn
version: "1.0.0"
title: Drawn
specialty: none
purpose: To be drawn.
owner: Nobody
review_by: 2027-01-01
status: draft
`)
	quote := func(c string) string { return "'" + strings.ReplaceAll(c, "'", "''") + "'" }
	fmt.Fprintf(&b, "applies_to: %s\n", quote(rapid.SampledFrom([]string{"age >= 0", "age >= 18", `sex == "female"`}).Draw(t, "applies")))
	b.WriteString("criteria:\n")
	fmt.Fprintf(&b, "  c0: {says: Criterion, when: %s, evidence: src}\n", quote(randomCondition(t, 2)))
	b.WriteString("decide:\n")
	rows := rapid.IntRange(1, 6).Draw(t, "rows")
	for i := range rows {
		cond := randomCondition(t, 2)
		if rapid.IntRange(0, 4).Draw(t, "named") == 0 {
			cond = "c0 && " + cond
		}
		fmt.Fprintf(&b, "  - {id: r%d, red_flag: %t, when: %s, outcome: out%d, evidence: src}\n",
			i, rapid.Bool().Draw(t, "red"), quote(cond), rapid.IntRange(0, 3).Draw(t, "outcome"))
	}
	b.WriteString("  - {id: otherwise, outcome: out3}\n")
	fmt.Fprintf(&b, "also:\n  - {id: a0, when: %s, outcome: out2}\n", quote(randomCondition(t, 1)))
	b.WriteString("outcomes:\n")
	for i, within := range []string{"same_day", "suspected_cancer", "routine", "none"} {
		fmt.Fprintf(&b, "  out%d: {action: manage, within: %s, summary: Outcome %d, requires: [n0]}\n", i, within, i)
	}
	lib, ds := engine.Load([]*source.File{
		source.NewFile("random.yaml", []byte(vocabulary)), source.NewFile("drawn.yaml", []byte(b.String())),
	}, engine.Options{})
	if lib == nil {
		var text strings.Builder
		_ = source.Text(&text, ds, source.TextOptions{})
		t.Fatalf("the drawn pathway does not load:\n%s\n%s", text.String(), b.String())
	}
	return lib
}

// complete is one whole patient: a value for every level.
type complete map[expr.Level]expr.Value

func (c complete) value(l expr.Level) expr.Value { return c[l] }

// randomComplete draws a patient that the vocabulary allows: a value inside
// some cell for each level.
func randomComplete(t *rapid.T, lib *engine.Library, p *engine.Pathway) complete {
	c := complete{}
	cells := p.Cells()
	for i, l := range p.Levels() {
		cell := cells[i][rapid.IntRange(0, len(cells[i])-1).Draw(t, "cell of "+l.String())]
		c[l] = cell.Sample
		if len(cell.Options) > 0 {
			c[l] = expr.Value{Text: rapid.SampledFrom(cell.Options).Draw(t, "option")}
		}
	}
	return c
}

// answers writes a whole patient as answers; what is missing is not known.
func (c complete) answers(lib *engine.Library, p *engine.Pathway) engine.Answers {
	out := engine.Answers{}
	for _, l := range p.Levels() {
		f, _ := lib.Finding(l.Finding)
		v := c[l]
		switch {
		case l.Missing:
			continue
		case c[expr.Level{Finding: l.Finding, Missing: true}].Bool:
			out[l.Finding] = engine.Unknown(engine.WhyUnsure)
		case l.Option != "":
			a, ok := out[l.Finding]
			if !ok {
				a = engine.Choice()
			}
			if v.Bool {
				a.Options = append(a.Options, l.Option)
			}
			out[l.Finding] = a
		case f.Kind == engine.KindYesNo:
			out[l.Finding] = engine.Answer{State: engine.Known, YesNo: v.Bool, Source: engine.Asked}
		case f.Kind == engine.KindOption:
			out[l.Finding] = engine.Choice(v.Text)
		case f.Kind == engine.KindNumber:
			out[l.Finding] = engine.Number(v.Number)
		}
	}
	for _, l := range p.Levels() {
		if _, ok := out[l.Finding]; l.Missing && c[l].Bool {
			out[l.Finding] = engine.Unknown(engine.WhyUnsure)
		} else if l.Missing && !ok {
			out[l.Finding] = anyKnown(lib, l.Finding)
		}
	}
	return out
}

// anyKnown is some known answer, for a finding of which only the state matters.
func anyKnown(lib *engine.Library, finding string) engine.Answer {
	f, _ := lib.Finding(finding)
	switch f.Kind { //nolint:exhaustive // the rest are all written as text
	case engine.KindOption, engine.KindOptions:
		return engine.Choice(f.Options[0].ID)
	case engine.KindNumber:
		return engine.Number(f.Min)
	case engine.KindYesNo:
		return engine.No()
	}
	return engine.Answer{State: engine.Known, Text: "2026-01-01", Source: engine.Asked}
}
