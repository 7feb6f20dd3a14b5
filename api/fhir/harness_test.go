package fhir_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api/fhir"
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
)

const vocabulary = `vocabulary: small
title: Small
findings:
  age: {short: Age, patient_words: your age, type: number, unit: a, min: 0, max: 120, step: 1/12, from_patient: age}
  has_prostate: {ask: "Prostate?", short: Prostate, patient_words: a prostate, type: yes_no, from_patient: organ, present_for: male}
  copd: {ask: "COPD?", short: COPD, patient_words: COPD, type: yes_no, from_record: {snomed: ["185086009", "87433001"]}, letter: {section: past_history}}
  cough: {ask: "Cough?", short: Cough, patient_words: a cough, type: yes_no, snomed: "49727002", letter: {section: history}}
  fit: {ask: "FIT result", short: FIT, patient_words: a poo test, type: number, unit: ug/g, min: 0, max: 400, step: 1,
    convert: {"ug Hb/g": 1}, shelf_life: 3 months, from_record: {loinc: ["27396-1"]}, letter: {section: results}}
  haemoglobin: {ask: Haemoglobin, short: Hb, patient_words: a blood test, type: number, unit: g/L, min: 20, max: 250, step: 1,
    from_record: {loinc: ["718-7"]}, letter: {section: results}}
  mrc: {ask: MRC grade, short: MRC, patient_words: breathlessness, type: number, unit: "{grade}", min: 1, max: 5, step: 1,
    from_record: {loinc: ["89449-3"]}, letter: {section: history}}
  smoking: {ask: Smoking, short: Smoking, patient_words: smoking, type: option,
    options: {never: {says: Never smoked, snomed: "266919005"}, ex: {says: Ex-smoker, snomed: "8517006"}},
    from_record: {loinc: ["72166-2"]}, letter: {section: social}}
  reasons: {ask: "Reasons", short: Reasons, patient_words: reasons, type: options, options: {one: {says: One}, two: {says: Two}, three: {says: Three}}, letter: {section: history}}
`

func at() time.Time { return time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC) }

func library(t testing.TB) *engine.Library {
	t.Helper()
	l, found := engine.Load([]*source.File{source.NewFile("small.yaml", []byte(vocabulary))}, engine.Options{})
	require.NotNil(t, l, "%v", found)
	return l
}

// bundle wraps resources, and a patient that they are about.
func bundle(resources ...string) []byte {
	all := append([]string{`{"resourceType":"Patient","id":"p1","gender":"male","birthDate":"1959-03-14"}`}, resources...)
	for i, r := range all {
		all[i] = `{"resource":` + r + `}`
	}
	return []byte(`{"resourceType":"Bundle","type":"collection","entry":[` + strings.Join(all, ",") + `]}`)
}

func read(t testing.TB, resources ...string) fhir.Record {
	t.Helper()
	r, err := fhir.Read(bundle(resources...), library(t), at())
	require.NoError(t, err)
	return r
}

// snomed is a condition with more elements after its code.
func snomed(code, display, more string) string {
	return `{"resourceType":"Condition","subject":{"reference":"Patient/p1"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"` +
		code + `","display":"` + display + `"}]}` + more + `}`
}

// loinc is a final result of a day.
func loinc(code, day, more string) string {
	return `{"resourceType":"Observation","status":"final","subject":{"reference":"Patient/p1"},"effectiveDateTime":"` + day +
		`","code":{"coding":[{"system":"http://loinc.org","code":"` + code + `","display":"Test ` + code + `"}]},` + more + `}`
}

func quantity(value, unit string) string {
	return `"valueQuantity":{"value":` + value + `,"unit":"` + unit + `","system":"http://unitsofmeasure.org","code":"` + unit + `"}`
}

// why gives the reasons listed for a code.
func why(r fhir.Record, code string) []string {
	var out []string
	for _, i := range r.NotUnderstood {
		if i.Code == code {
			out = append(out, i.Why)
		}
	}
	return out
}

func show(l *engine.Library, a engine.Answers, finding string) string {
	answer, ok := a[finding]
	if !ok {
		return "not in the record"
	}
	return strings.ReplaceAll(l.Show(finding, answer), "\u00a0", " ")
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.MarshalIndent(v, "", "  ")
	require.NoError(t, err)
	return string(b) + "\n"
}
