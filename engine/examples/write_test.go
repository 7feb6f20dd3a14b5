package examples_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
)

func drafted() *examples.Case {
	age := 67.5
	return &examples.Case{
		Name: `Cough: "dry", at 67`, Patient: engine.Patient{Age: &age, Sex: "male"}, Others: "absent",
		Answers: map[string]any{"cough": "yes", "fit_result": 9.5, "reasons": []any{"one", "two"}, "smoking_status": "not_known"},
		Expect:  examples.Expect{Status: "decided", Outcome: "clinic", Row: "cough", Also: []string{}}, Unconfirmed: true,
	}
}

const written = `examples: lung
cases:
  - name: "Cough: \"dry\", at 67"
    patient: {age: 67.5, sex: male}
    answers: {cough: yes, fit_result: 9.5, reasons: [one, two], smoking_status: not_known}
    others: absent
    expect: {status: decided, outcome: clinic, row: cough, also: []}
    confirmed: false
`

func TestAppend(t *testing.T) {
	t.Run("begins a file", func(t *testing.T) {
		got, err := examples.Append("lung.examples.yaml", nil, "lung", []*examples.Case{drafted()})
		require.NoError(t, err)
		require.Empty(t, cmp.Diff(written, string(got)))
	})
	t.Run("keeps what is there, and names apart", func(t *testing.T) {
		before := "# Checked on 21-Nov-2026\nexamples: lung\ncases:\n- name: \"Cough: \\\"dry\\\", at 67\"\n  expect: {status: open}\n  source: ng12 1.1.1"
		got, err := examples.Append("lung.examples.yaml", []byte(before), "lung", []*examples.Case{drafted()})
		require.NoError(t, err)
		require.Contains(t, string(got), before+"\n- name: \"Cough: \\\"dry\\\", at 67 (2)\"\n  patient:")
	})
	t.Run("stands beside a matrix, not in it", func(t *testing.T) {
		before := "examples: lung\ncases:\n  - name: FIT\n    source: ng12 1.1.1\n    matrix:\n      - {fit_result: 9, expect: {row: a}}\n"
		got, err := examples.Append("lung.examples.yaml", []byte(before), "lung", []*examples.Case{drafted()})
		require.NoError(t, err)
		require.Contains(t, string(got), before+"  - name: \"Cough: \\\"dry\\\", at 67\"\n    patient:")
	})
	t.Run("refuses the examples of another pathway", func(t *testing.T) {
		_, err := examples.Append("lung.examples.yaml", []byte(written), "breast", []*examples.Case{drafted()})
		require.EqualError(t, err, `lung.examples.yaml holds examples of "lung", not of "breast"`)
	})
	t.Run("refuses a file that is not examples", func(t *testing.T) {
		_, err := examples.Append("lung.yaml", []byte("pathway: lung\n"), "lung", []*examples.Case{drafted()})
		require.EqualError(t, err, "lung.yaml is not a file of examples without errors")
	})
}

func TestWrittenCasesReadBack(t *testing.T) {
	c := &source.Collector{}
	suites := examples.Read([]*source.File{source.NewFile("lung.examples.yaml", []byte(written))}, c)
	require.Empty(t, c.All())
	require.Len(t, suites, 1)
	k, want := suites[0].Cases[0], drafted()
	require.Equal(t, want.Name, k.Name)
	require.Equal(t, *want.Patient.Age, *k.Patient.Age)
	require.True(t, k.Unconfirmed)
	require.Equal(t, want.Expect.Also, k.Expect.Also)
	require.Equal(t, []any{"one", "two"}, k.Answers["reasons"])
}

func TestConfirmedIsSaidBySource(t *testing.T) {
	for _, c := range []struct{ name, ends, want string }{
		{"a case needs a source", "", "this case has no `source`"},
		{"an unconfirmed case needs none", "confirmed: false", ""},
		{"confirmed is not a claim to make", "source: ng12 1.1.1\n    confirmed: true", "a case is confirmed by its source"},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := "examples: lung\ncases:\n  - name: One\n    expect: {status: open}\n    " + c.ends + "\n"
			got := &source.Collector{}
			examples.Read([]*source.File{source.NewFile("x.yaml", []byte(text))}, got)
			if c.want == "" {
				require.Empty(t, got.All())
				return
			}
			require.Len(t, got.All(), 1)
			require.Equal(t, c.want, got.All()[0].Message)
		})
	}
}
