package english_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/english"
	"signpost.health/signpost/engine/expr"
	"signpost.health/signpost/engine/source"
)

// corners is a pathway whose conditions have every shape that the language
// has, each of them as a criterion.
func corners(t *testing.T) *engine.Pathway {
	t.Helper()
	conditions := []string{
		`age >= 18 && age < 50`, `age > 50`, `age <= 16`, `age >= months(6) && age < 5`, `age < weeks(8)`, `age < days(28)`,
		`age >= 18 && age < 19`, `age > 16 && age <= 65`, `age < 16 || age > 65`, `!(age >= 16)`, `age >= 0`,
		`level >= 10`, `level > 10 && level <= 20`, `level >= 10 && level < 20`, `level != 7`, `!(level == 7)`, `level == 7`, `known(level) && level < 10`, `missing(level) || level < 10`,
		`level in [3, 5]`, `10 <= level`, `weight / (height * height) >= 30`, `onset <= age`,
		`smoking == "current"`, `smoking != "current"`, `!(smoking == "current")`, `smoking in ["ex", "current"]`, `smoking == "ex" || smoking == "current"`,
		`smoking != "ex" && smoking != "current"`, `known(smoking) && smoking == "never"`,
		`any(signs)`, `!any(signs)`, `"a" in signs`, `!("a" in signs)`, `"a" in signs || "b" in signs`, `!("a" in signs || "b" in signs)`, `"a" in signs && "b" in signs`,
		`cough && !pregnant`, `!(cough && pregnant)`, `!(cough || pregnant)`, `known(cough) && !cough`, `missing(cough)`, `!missing(cough)`,
		`at_least(2, cough, pregnant, level >= 10)`, `!at_least(2, cough, pregnant, level >= 10)`, `cough && at_least(1, pregnant, level >= 10)`,
		`pregnant ? level >= 20 : level >= 10`, `!(pregnant ? cough : level >= 10)`, `cough == pregnant`, `level >= (pregnant ? 20 : 10)`,
		`cough || (pregnant && (level >= 10 || (smoking == "ex" && any(signs))))`, `first_one && !second_one`, `true && cough`,
	}
	var b strings.Builder
	for i, c := range conditions {
		fmt.Fprintf(&b, "  c%02d: {says: \"Case %d\", when: '%s', evidence: own}\n", i, i, c)
	}
	return load(t, `
vocabulary: corners
findings:
  age: {short: Age, type: number, unit: a, min: 0, max: 120, step: 1/12, from_patient: age}
  level: {ask: Level, short: Blood level, type: number, unit: ug/L, min: 0, max: 40, step: 1}
  weight: {ask: Weight, short: Weight, type: number, unit: kg, min: 30, max: 130, step: 10}
  height: {ask: Height, short: Height, type: number, unit: m, min: 1, max: 2, step: 0.1}
  onset: {ask: Onset, short: "Age at onset, first time", type: number, unit: a, min: 0, max: 120, step: 1}
  smoking: {ask: Smoking, short: Smoking, type: option, options: {never: {says: Never smoked}, ex: {says: Ex-smoker}, current: {says: Smokes now}}}
  signs: {ask: Signs, short: Signs of it, type: options, options: {a: {says: X-ray shows it}, b: {says: Rash or itch}, c: {says: Fever}}}
  cough: {ask: Cough, short: Cough, type: yes_no}
  pregnant: {ask: Pregnant, short: Pregnant, type: yes_no}
`, `
pathway: corners
version: "1.0.0"
title: Corners
specialty: none
purpose: To have every shape.
owner: Nobody
review_by: 2027-11-30
status: draft
applies_to: age >= 0
evidence: {own: {title: Own}}
criteria:
  first_one: {says: "A, or B", when: cough, evidence: own}
  second_one: {says: The second, when: pregnant, evidence: own}
`+b.String()+`
decide:
  - {id: otherwise, outcome: manage}
outcomes:
  manage: {action: manage, within: none, summary: Manage, tell_patient: Text, safety_net: Text, alternative: manage}
`)
}

func load(t *testing.T, files ...string) *engine.Pathway {
	t.Helper()
	var all []*source.File
	for i, data := range files {
		all = append(all, source.NewFile(fmt.Sprintf("%d.yaml", i), []byte(strings.TrimPrefix(data, "\n"))))
	}
	lib, ds := engine.Load(all, engine.Options{})
	if lib == nil {
		var b strings.Builder
		require.NoError(t, source.Text(&b, ds, source.TextOptions{}))
		t.Fatal(b.String())
	}
	return lib.Pathways()[0]
}

func TestCorners(t *testing.T) {
	p := corners(t)
	w := english.For(p)
	var b strings.Builder
	for _, c := range p.Criteria() {
		fmt.Fprintf(&b, "%s\n    %s\n", c.When.Text, w.Sentence(c.When))
	}
	golden(t, "corners.txt", b.String())
}

// TestWordsHoldWhereTheConditionDoes draws patients and holds what each
// phrase says against what cel-go says of the atoms.
func TestWordsHoldWhereTheConditionDoes(t *testing.T) {
	lib := shipped(t)
	all := append(lib.Pathways(), corners(t))
	rapid.Check(t, func(t *rapid.T) {
		p := all[rapid.IntRange(0, len(all)-1).Draw(t, "pathway")]
		w, patient := english.For(p), &patient{t: t, lib: p.Library(), known: map[expr.Level]expr.Value{}}
		conditionsOf(p, func(name string, c *engine.Condition) {
			phrase := w.Phrase(c)
			if hasFormula(phrase) {
				return
			}
			want := meets(p, c.Root(), patient.value)
			named := func(id string) bool {
				inner, ok := p.Named(id)
				require.True(t, ok)
				return meets(p, inner.Root(), patient.value)
			}
			require.Equal(t, want, english.Holds(phrase, patient.value, named), "%s: %s\n%s", name, c.Text, phrase.Sentence())
		})
	})
}

func hasFormula(p english.Phrase) bool {
	for _, k := range p.Parts {
		if hasFormula(k) {
			return true
		}
	}
	return p.IsFormula()
}

// patient is drawn level by level, as it is asked.
type patient struct {
	t     *rapid.T
	lib   *engine.Library
	known map[expr.Level]expr.Value
}

func (p *patient) value(l expr.Level) expr.Value {
	if v, ok := p.known[l]; ok {
		return v
	}
	f, _ := p.lib.Finding(l.Finding)
	var v expr.Value
	switch {
	case l.Missing || l.Option != "" || f.Kind == engine.KindYesNo:
		v.Bool = rapid.Bool().Draw(p.t, l.String())
	case f.Kind == engine.KindOption:
		v.Text = f.Options[rapid.IntRange(0, len(f.Options)-1).Draw(p.t, l.String())].ID
	case f.Kind == engine.KindNumber:
		v.Number = f.Min + f.Step*float64(rapid.IntRange(0, int((f.Max-f.Min)/f.Step+0.5)).Draw(p.t, l.String()))
	}
	p.known[l] = v
	return v
}

// meets is the meaning of a condition: cel-go's of its atoms.
func meets(p *engine.Pathway, n *expr.Node, value func(expr.Level) expr.Value) bool {
	met := 0
	for _, k := range n.Kids {
		if meets(p, k, value) {
			met++
		}
	}
	switch n.Op {
	case expr.OpAnd:
		return met == len(n.Kids)
	case expr.OpOr:
		return met > 0
	case expr.OpAtLeast:
		return met >= n.N
	case expr.OpNot:
		return met == 0
	case expr.OpIf:
		if meets(p, n.Kids[0], value) {
			return meets(p, n.Kids[1], value)
		}
		return meets(p, n.Kids[2], value)
	case expr.OpNamed:
		inner, _ := p.Named(n.Name)
		return meets(p, inner.Root(), value)
	case expr.OpConst:
		return n.Value
	case expr.OpAtom:
	}
	ok, err := n.Atom.Eval(value)
	return ok && err == nil
}
