package mutate_test

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/expr"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/pathways"
)

// vocabulary is small enough that every patient can be tried.
const vocabulary = `
vocabulary: small
evidence: {src: {title: A source}}
findings:
  age: {short: Age, type: number, unit: a, min: 0, max: 6, step: 1, from_patient: age}
  b0: {ask: Is b0 there, short: B nought, type: yes_no, implies: [b1]}
  b1: {ask: Is b1 there, short: B one, type: yes_no}
  b2: {ask: Is b2 there, short: B two, type: yes_no, only_if: b1}
  n0: {ask: What is n0, short: N nought, type: number, unit: ug/g, min: 0, max: 5, step: 1}
  o0: {ask: Which o0, short: O nought, type: option, options: {x: {says: Ex}, y: {says: Why}, z: {says: Zed}}}
  s0: {ask: Any of s0, short: S nought, type: options, options: {p: {says: Pea}, q: {says: Queue}}}
constraints:
  - {says: N nought is small in Ex, when: 'o0 != "x" || n0 <= 3.0'}
`

// condition draws a condition.
func condition(t *rapid.T, depth int) string {
	if depth == 0 || rapid.IntRange(0, 3).Draw(t, "leaf") == 0 {
		return rapid.SampledFrom([]string{
			"b0", "b1", "!b2", `o0 == "x"`, `o0 != "y"`, `o0 in ["y", "z"]`, `"p" in s0`, "any(s0)", "missing(n0)", "known(b1)",
			"n0 < 2", "n0 >= 3", "n0 > 1", "n0 <= 4", "age >= 3", "age < 2", "c0",
		}).Draw(t, "atom")
	}
	a, b := condition(t, depth-1), condition(t, depth-1)
	switch rapid.IntRange(0, 5).Draw(t, "shape") {
	case 0, 1:
		return "(" + a + " && " + b + ")"
	case 2, 3:
		return "(" + a + " || " + b + ")"
	case 4:
		return "at_least(2, " + a + ", " + b + ", " + condition(t, 0) + ")"
	}
	return "!(" + a + ")"
}

// quoted writes a condition into YAML.
func quoted(c string) string { return "'" + strings.ReplaceAll(c, "'", "''") + "'" }

// drawn draws a pathway file.
func drawn(t *rapid.T, also bool) string {
	var b strings.Builder
	b.WriteString(`pathway: drawn
version: "1.0.0"
title: Drawn
specialty: none
purpose: To be drawn.
owner: Nobody
review_by: 2027-01-01
status: draft
applies_to: age >= 1
`)
	first := strings.ReplaceAll(condition(t, 1), "c0", "b1")
	fmt.Fprintf(&b, "criteria:\n  c0: {says: Criterion, when: %s, evidence: src}\n", quoted(first))
	b.WriteString("decide:\n")
	for i := range rapid.IntRange(1, 3).Draw(t, "rows") {
		fmt.Fprintf(&b, "  - {id: r%d, when: %s, outcome: out%d, evidence: src}\n",
			i, quoted(condition(t, 2)), rapid.IntRange(0, 2).Draw(t, "outcome"))
	}
	b.WriteString("  - {id: otherwise, outcome: out2}\n")
	if also {
		fmt.Fprintf(&b, "also:\n  - {id: a0, when: %s, outcome: out0}\n", quoted(condition(t, 1)))
	}
	b.WriteString("outcomes:\n")
	for i := range 3 {
		fmt.Fprintf(&b, "  out%d: {action: manage, within: none, summary: Outcome %d}\n", i, i)
	}
	return b.String()
}

// load compiles a drawn pathway.
func load(t *rapid.T, pathway string) (*engine.Library, *engine.Pathway) {
	lib, ds := engine.Load([]*source.File{
		source.NewFile("small.yaml", []byte(vocabulary)), source.NewFile("drawn.yaml", []byte(pathway)),
	}, engine.Options{})
	if lib == nil {
		var b strings.Builder
		_ = source.Text(&b, ds, source.TextOptions{})
		t.Fatalf("%s\n%s", b.String(), pathway)
	}
	p, _ := lib.Pathway("drawn")
	return lib, p
}

// patient is one whole patient.
type patient map[expr.Level]expr.Value

func (p patient) value(l expr.Level) expr.Value { return p[l] }

// everybody gives every patient of the small vocabulary that can be, as far as
// some levels tell.
func everybody(levels []expr.Level) []patient {
	out := []patient{{}}
	for _, l := range levels {
		var values []expr.Value
		switch l {
		case expr.Level{Finding: "age"}:
			values = numbers(6)
		case expr.Level{Finding: "n0"}:
			values = append(numbers(5), expr.Value{Number: 1.5}) // between two steps, where a value counts too
		case expr.Level{Finding: "o0"}:
			values = []expr.Value{{Text: "x"}, {Text: "y"}, {Text: "z"}}
		default:
			values = []expr.Value{{}, {Bool: true}}
		}
		var wider []patient
		for _, p := range out {
			for _, v := range values {
				q := maps.Clone(p)
				q[l] = v
				wider = append(wider, q)
			}
		}
		out = wider
	}
	return slices.DeleteFunc(out, func(p patient) bool { return !p.can() })
}

func numbers(most int) []expr.Value {
	var out []expr.Value
	for n := range most + 1 {
		out = append(out, expr.Value{Number: float64(n)})
	}
	return out
}

// can says whether the vocabulary allows a patient, as far as is said.
func (p patient) can() bool {
	yes := func(id string) bool { return p[expr.Level{Finding: id}].Bool }
	no := func(id string) bool {
		v, said := p[expr.Level{Finding: id}]
		return said && !v.Bool
	}
	lost := (yes("b0") || yes("b2")) && no("b1")
	large := p[expr.Level{Finding: "o0"}].Text == "x" && p[expr.Level{Finding: "n0"}].Number > 3
	return !lost && !large
}

// shipped loads the library that is built in, with its examples.
func shipped(t testing.TB) (*engine.Library, []*examples.Suite) {
	t.Helper()
	var files []*source.File
	require.NoError(t, fs.WalkDir(pathways.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := pathways.Files.ReadFile(path)
		files = append(files, source.NewFile(path, data))
		return err
	}))
	lib, ds := engine.Load(files, engine.Options{})
	require.NotNil(t, lib, "%v", ds)
	return lib, examples.Read(files, &source.Collector{})
}
