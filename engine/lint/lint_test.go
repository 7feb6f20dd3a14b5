package lint_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/explain"
	"signpost.health/signpost/engine/lint"
	"signpost.health/signpost/engine/source"
)

// TestEveryRuleHasAViolation: each code has a page that shows what gets it and
// the same put right. A test of the command runs them all.
func TestEveryRuleHasAViolation(t *testing.T) {
	pages, err := explain.Pages()
	require.NoError(t, err)
	for _, code := range lint.Codes() {
		i := slices.IndexFunc(pages, func(p explain.Page) bool { return p.Code == code })
		require.GreaterOrEqual(t, i, 0, "%s has no page", code)
		require.Equal(t, "lint", pages[i].By, code)
		if code != "P428" { // twenty-one questions would be too long to read
			require.NotEmpty(t, pages[i].Wrong, "%s has no violation", code)
			require.NotEmpty(t, pages[i].Right, "%s has nothing that is right", code)
		}
	}
}

const vocabulary = `vocabulary: small
title: Small
evidence:
  src: {title: A source}
findings:
`

const pathway = `pathway: small
version: "1.0.0"
title: Small
specialty: none
purpose: To be read.
owner: Nobody
review_by: 2027-01-01
status: draft
applies_to: %first%
%groups%decide:
  - {id: first, when: %first%, outcome: one, evidence: src}%beside%
  - {id: otherwise, outcome: one}
outcomes:
  one: {action: manage, within: none, summary: Do it, tell_patient: Wait., safety_net: Call us., alternative: one}
`

// told says what lint finds in a library of one pathway whose findings are named
// so, with something in place of %groups% and beside the first row.
func told(t *testing.T, findings []string, groups, beside string) string {
	t.Helper()
	v := vocabulary
	for _, f := range findings {
		v += "  " + f + ": {ask: \"So?\", short: So, patient_words: so, type: yes_no}\n"
	}
	p := strings.NewReplacer("%first%", findings[0], "%groups%", groups, "%beside%", beside).Replace(pathway)
	files := []*source.File{
		source.NewFile("vocabulary.yaml", []byte(v)), source.NewFile("small.yaml", []byte(p)),
		source.NewFile("small.examples.yaml", []byte("examples: small\ncases:\n  - name: One\n    expect: {status: open}\n    source: src\n")),
	}
	lib, ds := engine.Load(files, engine.Options{})
	require.NotNil(t, lib, "%v", ds)
	var b strings.Builder
	for _, d := range lint.Run(lib, files) {
		b.WriteString(d.Code + " " + d.Span.Position().String() + " " + d.Message + "\n")
	}
	return b.String()
}

func TestRun_long_screen(t *testing.T) {
	var findings []string
	for _, a := range "abcdefghijklmnopqrstuvw" {
		findings = append(findings, string(a)+"_sign")
	}
	got := told(t, findings, "ask_together:\n  - {title: All, findings: ["+strings.Join(findings, ", ")+"]}\n", "")
	require.Equal(t, "P428 small.yaml:11:28 23 questions on one screen\n", got)
}

// TestRun_excuses: a comment excuses its own line or the next, by code, and only
// with a reason; what it excuses must be there.
func TestRun_excuses(t *testing.T) {
	tests := []struct{ name, findings, before, beside, want string }{
		{"nothing to excuse", "fever", "", "", ""},
		{"a finding", "no_fever", "", "", "P422 vocabulary.yaml:6:3 the name \"no_fever\" says no\n"},
		{"unused beside a line", "fever", "", "  # lint: ignore P420 because it is so", "P492 small.yaml:11:68 nothing here is found by P420\n"},
		{"no reason", "fever", "", "  # lint: ignore P420", "P490 small.yaml:11:68 this comment does not say why\n"},
		{"no words", "fever", "", "  # lint: P420", "P490 small.yaml:11:68 this comment to lint cannot be read\n"},
		{"no such rule", "fever", "", "  # lint: ignore P400, P499 because it is so", "P491 small.yaml:11:68 no rule of lint has the code \"P499\"\nP492 small.yaml:11:68 nothing here is found by P400\n"},
		{"on another line", "no_fever", "", "  # lint: ignore P422 because it is so", "P492 small.yaml:11:71 nothing here is found by P422\nP422 vocabulary.yaml:6:3 the name \"no_fever\" says no\n"},
		{"of the next line", "fever", "ask_together:\n  # lint: ignore P434 because it is asked twice\n\n  - {title: All, findings: [fever, fever]}\n", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, told(t, []string{test.findings}, test.before, test.beside)); diff != "" {
				t.Errorf("what is found differs (-want +got):\n%s", diff)
			}
		})
	}
}

// TestACriterionThatIsNotKnownSaysSo: what asks whether a finding is known
// says the truth; what asks that first, and then its value, does not.
func TestACriterionThatIsNotKnownSaysSo(t *testing.T) {
	for _, c := range []struct{ when, want string }{
		{"known(b) && b", "b"},
		{"a && known(b) && b", "b"},
		{"known(b) ? b : false", "b"},
		{"!missing(b) && !b", "b"},
		{"(known(b) && b) || a", "b"},
		{"b", ""},
		{"known(b)", ""},
		{"missing(b)", ""},
		{"missing(b) && a", ""},
		{"missing(b) || b", ""},
		{"known(b) && a", ""},
	} {
		t.Run(c.when, func(t *testing.T) {
			got := told(t, []string{"a", "b"}, "criteria:\n  so: {says: So, when: "+strconv.Quote(c.when)+", evidence: src}\n", "\n  - {id: next, when: so, outcome: one, evidence: src}")
			want := ""
			if c.want != "" {
				want = "criterion \"so\" says no where " + c.want + " is not known"
			}
			require.Equal(t, want != "", strings.Contains(got, "P436"), got)
			require.Contains(t, got, want)
		})
	}
}
