package engine_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
)

const checkedVocabulary = `vocabulary: checked
title: Checked
evidence:
  src: {title: A source}
findings:
  age: {short: Age, type: number, unit: a, min: 0, max: 120, step: 1/12, from_patient: age}
  cough: {ask: "Cough?", short: Cough, type: yes_no, snomed: "49727002"}
  cough_weeks: {ask: "How long?", short: Cough for, type: number, unit: wk, min: 0, max: 52, step: 1, from_record: {loinc: ["27396-1"]}}
`

const checkedPathway = `pathway: cough
version: "1.0.0"
title: Cough
specialty: respiratory
purpose: Adults with a cough.
owner: Nobody
review_by: 2027-01-01
status: draft
applies_to: age >= 18
parameters:
  long: {says: A long cough, value: 3, unit: wk, evidence: src}
criteria:
  lasting: {says: It has lasted, when: cough && cough_weeks >= long, evidence: src}
decide:
  - {id: soon, when: cough && cough_weeks >= 12, outcome: clinic, evidence: src}
  - {id: later, when: lasting, outcome: xray, evidence: src}
  - {id: otherwise, outcome: home}
outcomes:
  clinic: {action: refer, within: urgent, summary: Refer, question: Please see., route: {clinic: chest}, tell_patient: We refer you., safety_net: Call us.}
  xray: {action: advice_and_guidance, within: routine, summary: Ask, question: What now., route: {clinic: chest}, tell_patient: We ask., safety_net: Call us., alternative: clinic}
  home: {action: manage, within: none, summary: Wait, tell_patient: It will pass., safety_net: Call us., alternative: clinic}
`

// checked says what Check finds once some text has been changed.
func checked(t *testing.T, today time.Time, pairs ...string) string {
	t.Helper()
	vocabulary, pathway := checkedVocabulary, checkedPathway
	for i := 0; i < len(pairs); i += 2 {
		require.Contains(t, vocabulary+pathway, pairs[i])
		vocabulary, pathway = strings.ReplaceAll(vocabulary, pairs[i], pairs[i+1]), strings.ReplaceAll(pathway, pairs[i], pairs[i+1])
	}
	_, ds := engine.Check([]*source.File{
		source.NewFile("vocabulary.yaml", []byte(vocabulary)), source.NewFile("cough.yaml", []byte(pathway)),
	}, engine.CheckOptions{Today: today})
	var b strings.Builder
	for _, d := range ds {
		fmt.Fprintf(&b, "%s %s %s: %s\n", d.Severity, d.Code, d.Span.Position(), d.Message)
	}
	return b.String()
}

func TestCheck(t *testing.T) {
	tests := []struct {
		name  string
		pairs []string
		want  string
	}{
		{"nothing wrong", nil, ""},
		{"two digits of a code swapped", []string{"49727002", "49720702"}, `error P230 vocabulary.yaml:7:62: "49720702" is not a SNOMED CT code: its check digit is wrong
`},
		{"a code too short", []string{`"49727002"`, `"49727"`}, `error P230 vocabulary.yaml:7:62: "49727" is not a SNOMED CT code
`},
		{"a code without quotes", []string{`"49727002"`, `49727002`}, `error P038 vocabulary.yaml:7:62: "snomed" must be quoted: YAML reads 49727002 as a number
`},
		{"the id of a description", []string{"49727002", "82574010"}, `error P230 vocabulary.yaml:7:62: "82574010" names a description, not a concept of SNOMED CT
`},
		{"a LOINC code mistyped", []string{"27396-1", "27386-1"}, `error P231 vocabulary.yaml:8:125: "27386-1" is not a LOINC code: its check digit is wrong
`},
		{"no LOINC code", []string{"27396-1", "2739"}, `error P231 vocabulary.yaml:8:125: "2739" is not a LOINC code
`},
		{"a unit in words", []string{"unit: wk, min", "unit: weeks, min"}, `error P234 cough.yaml:11:3: parameter "long" is in wk, and cough_weeks, which it is compared with, is in weeks
error P233 vocabulary.yaml:8:73: "weeks" is not a unit that is known here
`},
		{"a parameter in another unit", []string{"value: 3, unit: wk", "value: 3, unit: mo"}, `error P234 cough.yaml:11:3: parameter "long" is in mo, and cough_weeks, which it is compared with, is in wk
`},
		{"a row without evidence", []string{"outcome: clinic, evidence: src}", "outcome: clinic}"}, `error P235 cough.yaml:15:10: row "soon" does not say what it rests on
`},
		{"a criterion without evidence", []string{"cough_weeks >= long, evidence: src}", "cough_weeks >= long}"}, `error P235 cough.yaml:13:3: criterion "lasting" does not say what it rests on
`},
		{"rows swapped", []string{"id: soon, when: cough && cough_weeks >= 12, outcome: clinic", "id: soon, when: cough && cough_weeks >= 12, outcome: xray", "when: lasting, outcome: xray", "when: lasting, outcome: clinic"}, `error P236 cough.yaml:16:10: row "later" is more urgent than row "soon" above it, which hides it from every patient that fits both
`},
		{"rows swapped with a reason", []string{"id: soon, when: cough && cough_weeks >= 12, outcome: clinic", "id: soon, when: cough && cough_weeks >= 12, because: it settles most, outcome: xray", "when: lasting, outcome: xray", "when: lasting, outcome: clinic"}, ""},
		{"words forgotten", []string{"tell_patient: It will pass., safety_net: Call us., alternative: clinic", "safety_net: Call us."}, "error P237 cough.yaml:21:3: outcome \"home\" has no `tell_patient` and no `alternative`\n"},
		{"a question forgotten", []string{"question: What now., ", ""}, "error P237 cough.yaml:20:3: outcome \"xray\" has no `question`\n"},
		{"review overdue", []string{"review_by: 2027-01-01", "review_by: 2026-11-19"}, `warning P238 cough.yaml:7:12: pathway "cough" was to be reviewed by 19-Nov-2026
`},
		{"a name given twice", []string{"title: Cough\nspecialty", "title: Cough\naliases: [tussis, cough]\nspecialty"}, `warning P240 cough.yaml:4:19: "cough" is a name of this pathway already
`},
		{"what nothing uses", []string{"when: lasting", "when: cough_weeks >= 3", "parameters:\n", "parameters:\n  short: {says: A short cough, value: 1, unit: wk, evidence: src}\n"}, `warning P241 cough.yaml:11:3: parameter "short" is not used: no condition names it
warning P241 cough.yaml:14:3: criterion "lasting" is not used: no condition names it
`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, checked(t, day(t, "2026-11-21"), test.pairs...)); diff != "" {
				t.Errorf("what is found differs (-want +got):\n%s", diff)
			}
		})
	}
}

// TestCheck_review_dates_need_a_day: without a day to hold them against, no
// review is overdue, so that the same files give the same findings.
func TestCheck_review_dates_need_a_day(t *testing.T) {
	require.Empty(t, checked(t, time.Time{}, "review_by: 2027-01-01", "review_by: 2001-01-01"))
}

// TestCheck_the_shipped_library has no errors, so that an author's own faults
// stand out.
func TestCheck_the_shipped_library(t *testing.T) {
	lib, ds := engine.Check(shippedFiles(t), engine.CheckOptions{})
	require.NotNil(t, lib)
	require.False(t, ds.HasErrors(), "%v", ds)
}

// TestCheck_codes_by_their_digits: every slip of one digit, and every two
// neighbours swapped, is found.
func TestCheck_codes_by_their_digits(t *testing.T) {
	const code = "49727002"
	slips := map[string]bool{}
	for i := range code {
		for digit := '0'; digit <= '9'; digit++ {
			slips[code[:i]+string(digit)+code[i+1:]] = true
		}
		if i > 0 {
			slips[code[:i-1]+code[i:i+1]+code[i-1:i]+code[i+1:]] = true
		}
	}
	delete(slips, code)
	for slip := range slips {
		require.Contains(t, checked(t, time.Time{}, code, slip), "P230", slip)
	}
}
