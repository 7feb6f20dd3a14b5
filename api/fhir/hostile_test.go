package fhir_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api/fhir"
	"signpost.health/signpost/engine"
)

func TestRead_refuses_only_what_is_no_bundle(t *testing.T) {
	lib := library(t)
	for text, want := range map[string]error{
		"": fhir.ErrNotJSON, "{": fhir.ErrNotJSON, "{} {}": fhir.ErrNotJSON, "[]": fhir.ErrNotBundle, "null": fhir.ErrNotBundle,
		`{"resourceType":"Patient"}`:       fhir.ErrNotBundle,
		strings.Repeat("[", 20_000):        fhir.ErrNotJSON,
		strings.Repeat(" ", 16<<20) + "{}": fhir.ErrTooLarge,
	} {
		_, err := fhir.Read([]byte(text), lib, at())
		require.ErrorIs(t, err, want)
	}
	_, err := fhir.Read([]byte(`{"resourceType":"Bundle","name":"Secret" x`), lib, at())
	require.EqualError(t, err, "the record is not JSON: at byte 42", "nothing of the record is repeated")
}

func TestRead_survives_what_is_wrong_in_places(t *testing.T) {
	for name, resource := range map[string]string{
		"wrong types":     `{"resourceType":"Observation","code":7,"status":{},"subject":[],"component":"x","effectiveDateTime":7}`,
		"wrong inside":    `{"resourceType":"Condition","code":{"coding":{"system":9,"code":[]}},"clinicalStatus":"active","recordedDate":"yesterday"}`,
		"nulls":           `{"resourceType":"AllergyIntolerance","code":null,"reaction":[null,{"manifestation":[null]}]}`,
		"huge number":     loinc("718-7", "2026-01-01", `"valueQuantity":{"value":1e999,"unit":"g/L"}`),
		"bad comparator":  loinc("718-7", "2026-01-01", `"valueQuantity":{"value":1,"comparator":"~","unit":"g/L"}`),
		"contained":       `{"resourceType":"Encounter","contained":[{"resourceType":"Condition","code":{"text":"COPD"}}]}`,
		"deep":            `{"resourceType":"Patient","x":` + strings.Repeat(`{"a":`, 900) + "1" + strings.Repeat("}", 900) + `}`,
		"long text":       snomed("1", strings.Repeat("é", 5000), ""),
		"unknown element": `{"resourceType":"Condition","frobnicate":[1,2,3]}`,
	} {
		t.Run(name, func(t *testing.T) {
			r := read(t, resource, snomed("185086009", "COPD", recorded))
			require.Equal(t, "Yes (01-Oct-2026)", show(library(t), r.Answers, "copd"), "what is right beside it still counts")
			for _, i := range r.NotUnderstood {
				require.LessOrEqual(t, len(i.Display), 400)
			}
		})
	}
}

func TestRead_huge_records_end(t *testing.T) {
	var many bytes.Buffer
	many.WriteString(`{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient"}}`)
	for i := range 21_000 {
		many.WriteString(`,{"resource":{"resourceType":"K` + strconv.Itoa(i%1500) + `"}}`)
	}
	many.WriteString("]}")
	r, err := fhir.Read(many.Bytes(), library(t), at())
	require.NoError(t, err)
	require.LessOrEqual(t, len(r.NotUnderstood), 1001)
	require.Equal(t, "there are more such things than are listed", r.NotUnderstood[len(r.NotUnderstood)-1].Why)
}

func FuzzRead(f *testing.F) {
	lib := library(f)
	f.Add(messy(f))
	f.Add(bundle(snomed("185086009", "COPD", recorded), loinc("718-7", "2026-01-01", quantity("12", "g/dL"))))
	f.Add(bundle(loinc("27396-1", "2026-01", `"valueRange":{"low":{"value":1,"unit":"ug/g"},"high":{"value":9,"unit":"ug/g"}}`)))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := fhir.Read(b, lib, at())
		if err != nil {
			return
		}
		again, err := fhir.Read(b, lib, at())
		require.NoError(t, err)
		require.Equal(t, mustJSON(t, r), mustJSON(t, again), "the same record reads the same")
		for id, a := range r.Answers {
			finding, ok := lib.Finding(id)
			require.True(t, ok)
			require.Empty(t, finding.FromPatient)
			require.Equal(t, engine.FromRecord, a.Source)
		}
	})
}

// TestForeignRecords reads whole records of another country from the folder
// that SIGNPOST_FOREIGN_RECORDS names, when it names one.
func TestForeignRecords(t *testing.T) {
	lib := library(t)
	files, err := filepath.Glob(filepath.Join(os.Getenv("SIGNPOST_FOREIGN_RECORDS"), "synthea-*.json"))
	require.NoError(t, err)
	for _, file := range files {
		b, err := os.ReadFile(file)
		require.NoError(t, err)
		r, err := fhir.Read(b, lib, at())
		require.NoError(t, err, file)
		require.NotEmpty(t, r.Patient.Family, file)
		require.NotEmpty(t, r.Patient.Born, file)
		require.NotEmpty(t, r.Answers, file)
		require.NotEmpty(t, r.NotUnderstood, file)
		t.Log(filepath.Base(file), len(r.Answers), "answers", len(r.NotUnderstood), "not understood")
	}
}
