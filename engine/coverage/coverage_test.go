package coverage_test

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/coverage"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/pathways"
)

const vocabulary = `vocabulary: small
title: Small
evidence:
  src: {title: A source}
findings:
  age: {short: Age, type: number, unit: a, min: 0, max: 120, step: 1/12, from_patient: age}
  cough: {ask: "Cough?", short: Cough, type: yes_no}
  wheeze: {ask: "Wheeze?", short: Wheeze, type: yes_no}
  fit: {ask: FIT, short: FIT, type: number, unit: ug/g, min: 0, max: 400, step: 1}
`

const pathway = `pathway: small
version: "1.0.0"
title: Small
specialty: none
purpose: To be measured.
owner: Nobody
review_by: 2027-01-01
status: draft
applies_to: age >= 40
criteria:
  both: {says: Both, when: cough && wheeze, evidence: src}
decide:
  - {id: first, when: both || fit >= 10, outcome: urgent, evidence: src}
  - {id: never, when: fit > 10 && cough && wheeze, outcome: urgent, evidence: src}
  - {id: otherwise, outcome: none}
outcomes:
  urgent: {action: manage, within: urgent, summary: Do it soon}
  none: {action: manage, within: none, summary: Do nothing}
`

func small(t *testing.T) (*engine.Library, *engine.Pathway) {
	t.Helper()
	return load(t, pathway)
}

func load(t *testing.T, text string) (*engine.Library, *engine.Pathway) {
	t.Helper()
	lib, ds := engine.Load([]*source.File{
		source.NewFile("vocabulary.yaml", []byte(vocabulary)), source.NewFile("small.yaml", []byte(text)),
	}, engine.Options{})
	require.NotNil(t, lib, "%v", ds)
	p, ok := lib.Pathway("small")
	require.True(t, ok)
	return lib, p
}

func patient(lib *engine.Library, age float64, a engine.Answers) engine.Answers {
	out := lib.PatientAnswers(engine.Patient{Age: &age, Sex: "female"}, time.Time{})
	for id, one := range a {
		out[id] = one
	}
	return out
}

func told(r coverage.Report) string {
	var b strings.Builder
	fmt.Fprintf(&b, "rows %v conditions %v edges %v\n", r.Rows, r.Sides, r.Edges)
	for _, g := range r.Missing {
		fmt.Fprintf(&b, "%s %s\n", g.Span.Position(), g.Says())
	}
	return b.String()
}

// TestMeasure: a condition counts only where it decides the row, an edge only
// at its last value, and what nobody can show is not asked for: row never is
// dead, so neither it nor its conditions count.
func TestMeasure(t *testing.T) {
	lib, p := small(t)
	yes, no, fit := engine.Yes(), engine.No(), engine.Number
	got := told(coverage.Measure(p, []engine.Answers{
		patient(lib, 50, engine.Answers{"cough": yes, "wheeze": yes, "fit": fit(12)}), // fit and both hide each other
		patient(lib, 50, engine.Answers{"cough": yes, "wheeze": no, "fit": fit(9)}),
		patient(lib, 39, engine.Answers{"cough": yes, "wheeze": yes, "fit": fit(9)}), // does not apply: shows age alone
	}))
	want := `rows {2 2} conditions {4 8} edges {2 4}
small.yaml:9:13 applies_to: age >= 40: no example has age at 40 where that decides the row
small.yaml:11:28 criterion "both": cough: no example has it true where that decides the row
small.yaml:11:28 criterion "both": cough: no example has it false where that decides the row
small.yaml:11:37 criterion "both": wheeze: no example has it true where that decides the row
small.yaml:13:31 row "first": fit >= 10: no example has it true where that decides the row
small.yaml:13:31 row "first": fit >= 10: no example has fit at 10 where that decides the row
`
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("coverage differs (-want +got):\n%s", diff)
	}
}

// TestMeasure_unknowns: an answer that is not known shows nothing of its own
// condition, and may still let others decide.
func TestMeasure_unknowns(t *testing.T) {
	lib, p := small(t)
	r := coverage.Measure(p, []engine.Answers{
		patient(lib, 40, engine.Answers{"fit": engine.Number(10)}),
		patient(lib, 39, nil),
		patient(lib, 40, engine.Answers{"fit": engine.Unknown(engine.WhyNotDone), "cough": engine.Yes(), "wheeze": engine.Yes()}),
		patient(lib, 40, engine.Answers{"fit": engine.Number(9), "cough": engine.No(), "wheeze": engine.Yes()}),
		patient(lib, 40, engine.Answers{"fit": engine.Number(9), "cough": engine.Yes(), "wheeze": engine.No()}),
	})
	require.Equal(t, "rows {2 2} conditions {8 8} edges {4 4}\n", told(r))
	require.Equal(t, 100.0, r.Least())
}

// TestMeasure_from_the_lowest_age: nobody is younger than 0, so 0 is no edge.
func TestMeasure_from_the_lowest_age(t *testing.T) {
	lib, p := load(t, strings.Replace(pathway, "applies_to: age >= 40", "applies_to: age >= 0", 1))
	r := coverage.Measure(p, []engine.Answers{patient(lib, 50, engine.Answers{"fit": engine.Number(10)})})
	require.Equal(t, coverage.Count{Covered: 1, Total: 2}, r.Edges)
}

// TestGaps_are_real: the patients offered for the gaps of a pathway without
// examples close every one of them, in every shipped pathway.
func TestGaps_are_real(t *testing.T) {
	lib := shipped(t)
	for _, p := range lib.Pathways() {
		var offered []engine.Answers
		for _, g := range coverage.Measure(p, nil).Missing {
			require.NotNil(t, g.Case, g.Says())
			a, ok := g.Case.AnswersOf(lib, &source.Collector{})
			require.True(t, ok, g.Says())
			offered = append(offered, a)
		}
		require.NotEmpty(t, offered)
		for _, g := range coverage.Measure(p, offered).Missing {
			t.Errorf("%s: %s: the patient offered does not show it: %v", p.About().ID, g.Says(), g.Case.Answers)
		}
	}
}

func shipped(t *testing.T) *engine.Library {
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
	return lib
}

// BenchmarkMeasure measures one pathway with all its examples.
func BenchmarkMeasure(b *testing.B) {
	var files []*source.File
	for _, path := range []string{"vocabulary", "respiratory", "services", "cancer"} {
		entries, err := pathways.Files.ReadDir(path)
		require.NoError(b, err)
		for _, e := range entries {
			data, err := pathways.Files.ReadFile(path + "/" + e.Name())
			require.NoError(b, err)
			files = append(files, source.NewFile(path+"/"+e.Name(), data))
		}
	}
	lib, ds := engine.Load(files, engine.Options{})
	require.NotNil(b, lib, "%v", ds)
	p, _ := lib.Pathway("copd")
	var shown []engine.Answers
	c := &source.Collector{}
	for _, s := range examples.Read(files, c) {
		if s.Pathway == "copd" {
			for _, r := range examples.Run(lib, s, c) {
				shown = append(shown, r.Answers)
			}
		}
	}
	for b.Loop() {
		coverage.Measure(p, shown)
	}
}
