package fhir_test

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestRead_values_and_units(t *testing.T) {
	for name, c := range map[string]struct{ resource, code, finding, shows, why string }{
		"its own unit":         {loinc("27396-1", "2026-11-01", quantity("120", "ug/g")), "27396-1", "fit", "120 µg/g (01-Nov-2026)", ""},
		"another name":         {loinc("27396-1", "2026-11-01", quantity("120", "mcg/g")), "27396-1", "fit", "120 µg/g (01-Nov-2026)", ""},
		"the vocabulary's own": {loinc("27396-1", "2026-11-01", quantity("120", "ug Hb/g")), "27396-1", "fit", "120 µg/g (01-Nov-2026)", ""},
		"prefixes":             {loinc("718-7", "2026-11-01", quantity("12.4", "g/dL")), "718-7", "haemoglobin", "124 g/L (01-Nov-2026)", ""},
		"less than":            {loinc("27396-1", "2026-11-01", `"valueQuantity":{"value":7,"comparator":"<","unit":"ug/g"}`), "27396-1", "fit", "less than 7 µg/g (01-Nov-2026)", ""},
		"a grade needs none":   {loinc("89449-3", "2026-11-01", `"valueInteger":3`), "89449-3", "mrc", "3 (01-Nov-2026)", ""},
		"unknown unit":         {loinc("27396-1", "2026-11-01", quantity("120", "ng/mL")), "27396-1", "fit", "Not known", "the unit is not known for this finding"},
		"no unit":              {loinc("27396-1", "2026-11-01", `"valueQuantity":{"value":120}`), "27396-1", "fit", "Not known", "the number has no unit"},
		"not a number":         {loinc("27396-1", "2026-11-01", `"valueQuantity":{"value":"120","unit":"ug/g"}`), "27396-1", "fit", "Not known", "the value is not one that the finding takes"},
		"out of range":         {loinc("718-7", "2026-11-01", quantity("9000", "g/L")), "718-7", "haemoglobin", "Not known", "the value is not one that the finding takes"},
		"words":                {loinc("27396-1", "2026-11-01", `"valueString":"see letter"`), "27396-1", "fit", "Not known", "the value is not one that the finding takes"},
		"no value":             {loinc("27396-1", "2026-11-01", `"dataAbsentReason":{"text":"lost"}`), "27396-1", "fit", "not in the record", "it has no value"},
		"out of date":          {loinc("27396-1", "2026-01-01", quantity("120", "ug/g")), "27396-1", "fit", "Not known (out of date: 120 µg/g on 01-Jan-2026)", ""},
		"no date":              {`{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"27396-1"}]},` + quantity("120", "ug/g") + `}`, "27396-1", "fit", "Not known (out of date: 120 µg/g)", "it has no date, and this finding goes out of date"},
		"option by code":       {loinc("72166-2", "2020-11-01", `"valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":"266919005"}]}`), "72166-2", "smoking", "Never smoked (01-Nov-2020)", ""},
		"option by words":      {loinc("72166-2", "2020-11-01", `"valueString":"ex-smoker"`), "72166-2", "smoking", "Ex-smoker (01-Nov-2020)", ""},
		"option by itself":     {snomed("8517006", "Ex-smoker", `,"recordedDate":"2020-11-01"`), "8517006", "smoking", "Ex-smoker (01-Nov-2020)", ""},
		"no such option":       {loinc("72166-2", "2020-11-01", `"valueString":"chews"`), "72166-2", "smoking", "Not known", "the value is not one that the finding takes"},
		"not final": {`{"resourceType":"Observation","status":"preliminary","code":{"coding":[{"system":"http://loinc.org","code":"27396-1"}]},` + quantity("120", "ug/g") + `}`,
			"27396-1", "fit", "not in the record", "it is not final"},
		"our own code": {`{"resourceType":"Observation","status":"final","effectiveDateTime":"2026-11-01","code":{"coding":[{"system":"urn:signpost:finding","code":"reasons"}]},"valueString":"two, one"}`,
			"reasons", "reasons", "One; Two (01-Nov-2026)", ""},
		"a component": {loinc("55284-4", "2026-11-01", `"component":[{"code":{"coding":[{"system":"http://loinc.org","code":"718-7"}]},`+quantity("130", "g/L")+`}]`),
			"718-7", "haemoglobin", "130 g/L (01-Nov-2026)", ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := read(t, c.resource)
			require.Equal(t, c.shows, show(library(t), r.Answers, c.finding))
			if c.why == "" {
				require.Empty(t, r.NotUnderstood)
				return
			}
			require.Equal(t, []string{c.why}, why(r, c.code))
		})
	}
}

func TestRead_takes_the_newest_result_whatever_the_order(t *testing.T) {
	old := loinc("718-7", "2025-03-01", quantity("90", "g/L"))
	newest := loinc("718-7", "2026-03-01", quantity("140", "g/L"))
	for _, order := range [][]string{{old, newest}, {newest, old}} {
		require.Equal(t, "140 g/L (01-Mar-2026)", show(library(t), read(t, order...).Answers, "haemoglobin"))
	}
}

func TestRead_old_result_never_stands_for_a_newer_that_cannot_be_read(t *testing.T) {
	r := read(t, loinc("718-7", "2025-03-01", quantity("90", "g/L")), loinc("718-7", "2026-03-01", quantity("8.7", "mmol/L")))
	require.Equal(t, "Not known", show(library(t), r.Answers, "haemoglobin"))
	require.Equal(t, "8.7 mmol/L", r.Answers["haemoglobin"].Given)
}

func TestRead_two_results_of_one_time_are_not_known_when_they_differ(t *testing.T) {
	one, other := loinc("718-7", "2026-03-01", quantity("90", "g/L")), loinc("718-7", "2026-03-01", quantity("140", "g/L"))
	r := read(t, one, other)
	require.Equal(t, "Not known", show(library(t), r.Answers, "haemoglobin"))
	require.Equal(t, []string{"the newest entries disagree"}, why(r, "718-7"))
	require.Equal(t, "90 g/L (01-Mar-2026)", show(library(t), read(t, one, one).Answers, "haemoglobin"))

	morning := loinc("718-7", "2026-03-01T08:00:00Z", quantity("90", "g/L"))
	evening := loinc("718-7", "2026-03-01T18:00:00Z", quantity("140", "g/L"))
	require.Equal(t, "140 g/L (01-Mar-2026)", show(library(t), read(t, evening, morning).Answers, "haemoglobin"))
}
