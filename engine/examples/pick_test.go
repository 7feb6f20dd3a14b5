package examples_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
)

const respiratory = `
vocabulary: respiratory
evidence: {src: {title: A source}}
findings:
  age: {short: Age, type: number, unit: a, min: 0, max: 120, step: 1/12, from_patient: age}
  sex: {short: Sex, type: option, from_patient: sex, options: {female: {says: Female}, male: {says: Male}}}
  has_prostate: {short: has a prostate, type: yes_no, from_patient: organ, present_for: male}
  cough: {ask: Cough, short: Cough, type: yes_no}
  bloody_cough: {ask: Coughing blood, short: Coughing blood, type: yes_no, implies: [cough]}
  fit: {ask: FIT, short: FIT result, type: number, unit: ug/g, min: 0, max: 400, step: 1}
  onset: {ask: Onset, short: Age at onset, type: number, unit: a, min: 0, max: 120, step: 1}
  smoking: {ask: Smoking, short: Smoking, type: option, options: {never: {says: Never}, ex: {says: Ex-smoker}, now: {says: Smokes}}}
  signs: {ask: Signs, short: Signs, type: options, options: {a: {says: A sign}, b: {says: Big sign}}}
constraints:
  - {says: Onset is not after the present age, when: onset <= age}
`

const lung = `
pathway: lung
version: "1.0.0"
title: Lung
specialty: none
purpose: To be picked from.
owner: Nobody
review_by: 2027-01-01
status: draft
applies_to: age >= 18
decide:
  - {id: first, when: "bloody_cough && age >= 40 || fit > 10 && cough || onset < 30 && missing(fit) || has_prostate && smoking != 'never' || any(signs)", outcome: clinic, evidence: src}
  - {id: otherwise, outcome: home}
outcomes:
  clinic: {action: manage, within: none, summary: Clinic}
  home: {action: manage, within: none, summary: Home}
`

func compiled(t require.TestingT, when string) (*engine.Library, *engine.Pathway, *engine.Compiled) {
	lib, ds := engine.Load([]*source.File{
		source.NewFile("v.yaml", []byte(respiratory)), source.NewFile("lung.yaml", []byte(lung)),
	}, engine.Options{})
	require.NotNil(t, lib, "%v", ds)
	p, _ := lib.Pathway("lung")
	c, err := p.Compile(when)
	require.NoError(t, err)
	return lib, p, c
}

func TestPick(t *testing.T) {
	for _, c := range []struct {
		when, who, example string
		answers            map[string]any
	}{
		{"bloody_cough && age >= 40", "age 40 or more; Coughing blood", "age 40; Coughing blood", map[string]any{"bloody_cough": "yes"}},
		{"age < 40 && age >= 18", "age from 18 to below 40", "age 18", map[string]any{}},
		{"fit > 10 && !cough", "FIT result above 10\u00a0µg/g; without cough", "FIT result 11 µg/g", map[string]any{"fit": 11.0}},
		{"missing(fit)", "FIT result not known", "FIT result not known", map[string]any{"fit": "not_known"}},
		{"smoking != 'never'", "Smoking ex-smoker or smokes", "Smoking ex-smoker", map[string]any{"smoking": "ex"}},
		{"'b' in signs", "Signs: big sign", "Signs: big sign", map[string]any{"signs": []any{"b"}}},
		{"!any(signs) && cough", "Cough; without signs", "Cough", map[string]any{"cough": "yes"}},
		{"has_prostate", "has a prostate: yes", "has a prostate: yes", map[string]any{}},
		{"age < 1", "age below 1", "age 11 months", map[string]any{}},
		{"cough || !cough", "anybody", "anybody", map[string]any{}},
	} {
		t.Run(c.when, func(t *testing.T) {
			lib, _, d := compiled(t, c.when)
			got, ok := examples.Pick(lib, d, d.Extra[0])
			require.True(t, ok)
			require.Equal(t, c.who, got.Who)
			require.Equal(t, c.example, got.Example)
			require.Equal(t, c.answers, got.Case.Answers)
		})
	}
}

func TestPickFindsNobodyWhereNobodyCanBe(t *testing.T) {
	lib, _, d := compiled(t, "bloody_cough && !cough")
	_, ok := examples.Pick(lib, d, d.Extra[0])
	require.False(t, ok)
}

// TestPickedPatientsAreOfTheRegion draws regions: the picked patient is in it,
// and obeys every law of the vocabulary.
func TestPickedPatientsAreOfTheRegion(t *testing.T) {
	atoms := []string{
		"cough", "bloody_cough", "fit > 10", "fit < 3", "onset < 30", "onset >= 50", "age < 45", "age >= 60", "missing(fit)",
		"smoking == 'now'", "'a' in signs", "has_prostate",
	}
	rapid.Check(t, func(t *rapid.T) {
		when := ""
		for i := range rapid.IntRange(1, 4).Draw(t, "atoms") {
			if i > 0 {
				when += rapid.SampledFrom([]string{" && ", " || "}).Draw(t, "op")
			}
			when += rapid.SampledFrom([]string{"", "!"}).Draw(t, "not") + "(" + rapid.SampledFrom(atoms).Draw(t, "atom") + ")"
		}
		lib, p, d := compiled(t, when)
		got, ok := examples.Pick(lib, d, d.Extra[0])
		require.Equal(t, d.Space.And(d.Care, d.Extra[0]) != diagram.False, ok)
		if !ok {
			return
		}
		require.True(t, d.Lawful(got.Value), "%s picks %s", when, got.Example)
		_, err := p.Reference(got.Value)
		require.NoError(t, err)
		answers, ok := got.Whole.AnswersOf(lib, &source.Collector{})
		require.True(t, ok)
		require.Empty(t, p.Decide(answers).Contradictions, "%s picks %s: %v", when, got.Example, got.Whole.Answers)
	})
}
