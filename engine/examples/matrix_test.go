package examples_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
)

func readOne(t *testing.T, text string) (*examples.Suite, string) {
	t.Helper()
	c := &source.Collector{}
	suites := examples.Read([]*source.File{source.NewFile("x.examples.yaml", []byte(text))}, c)
	require.Len(t, suites, 1)
	var b strings.Builder
	for _, d := range c.All() {
		b.WriteString(d.Code + " " + d.Span.Position().String() + " " + d.Message + "\n")
	}
	return suites[0], b.String()
}

// TestMatrix: each line is a case of its own, with the patient and the answers
// of the whole, and its expectation laid over the whole's.
func TestMatrix(t *testing.T) {
	s, found := readOne(t, `examples: fit
today: 2026-11-21
cases:
  - name: FIT
    patient: {born: 1960-04-05}
    answers: {cough: yes, fit_result: 1}
    others: absent
    expect: {status: decided, outcome: wait}
    source: ng12
    matrix:
      - {fit_result: 9}
      - {fit_result: ">400", cough: no, expect: {outcome: clinic}}
`)
	require.Empty(t, found)
	require.Len(t, s.Cases, 2)
	for _, k := range s.Cases {
		require.Equal(t, "1960-04-05", k.Patient.Born)
		require.Equal(t, "2026-11-21", k.Today.Format("2006-01-02"))
		require.Equal(t, "absent", k.Others)
		require.Equal(t, "ng12", k.Source)
		require.Equal(t, "decided", k.Expect.Status)
	}
	require.Equal(t, "FIT: fit_result 9", s.Cases[0].Name)
	require.Equal(t, map[string]any{"cough": "yes", "fit_result": "9"}, s.Cases[0].Answers)
	require.Equal(t, "wait", s.Cases[0].Expect.Outcome)
	require.Equal(t, `FIT: fit_result ">400", cough no`, s.Cases[1].Name)
	require.Equal(t, map[string]any{"cough": "no", "fit_result": ">400"}, s.Cases[1].Answers)
	require.Equal(t, "clinic", s.Cases[1].Expect.Outcome)
	require.Equal(t, 12, s.Cases[1].Span().Position().Line)
}

func TestMatrix_refusals(t *testing.T) {
	tests := []struct{ name, lines, want string }{
		{"no list", " {fit_result: [9, 10]}", "P306 x.examples.yaml:5:13 a matrix is a list of lines\n"},
		{"a line without answers", "\n      - {expect: {row: a}}", "P306 x.examples.yaml:6:9 this line of the matrix changes no answer\n"},
		{"a line that is text", "\n      - nine", "P306 x.examples.yaml:6:9 a line of a matrix holds answers and what to expect\n"},
		{"a line that expects nothing", "\n      - {fit_result: 9}", "P302 x.examples.yaml:6:9 this line of the matrix has no `expect`\n"},
		{"an expectation mistyped", "\n      - {fit_result: 9, expect: {rwo: a}}", "P030 x.examples.yaml:6:34 unknown key \"rwo\" in expect\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, found := readOne(t, "examples: fit\ncases:\n  - name: FIT\n    source: ng12\n    matrix:"+test.lines+"\n")
			if diff := cmp.Diff(test.want, found); diff != "" {
				t.Errorf("what is found differs (-want +got):\n%s", diff)
			}
		})
	}
}

// TestToday: a case that ages with the calendar is refused.
func TestToday(t *testing.T) {
	_, found := readOne(t, `examples: fit
cases:
  - {name: Born, patient: {born: 1960-04-05}, expect: {status: open}, source: ng12}
  - {name: Dated, answers: {fit_result: {value: 9, date: 2026-01-01}}, expect: {status: open}, source: ng12}
  - {name: Frozen, today: 2026-11-21, patient: {born: 1960-04-05}, expect: {status: open}, source: ng12}
  - {name: Frozen with the patient, patient: {born: 1960-04-05, today: 2026-11-21}, expect: {status: open}, source: ng12}
`)
	require.Equal(t, "P307 x.examples.yaml:3:5 this case has a date of birth and no day to count from\n"+
		"P307 x.examples.yaml:4:29 the answer is dated and the case has no day to count from\n", found)
}
