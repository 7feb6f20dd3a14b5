package fhir_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api/fhir"
	"signpost.health/signpost/engine"
)

func filing() fhir.Filing {
	sent := time.Date(2026, 11, 21, 17, 30, 0, 0, time.UTC)
	return fhir.Filing{
		Reference: "L7K2", At: sent,
		Patient:  fhir.Patient{Title: "Mrs", Given: "Ada", Family: "Tester", Born: "1961-04-05", Sex: "female", NHSNumber: "9990000018"},
		By:       fhir.Practitioner{Name: "Dr Rowan Ash", GMC: "9990001"},
		Practice: fhir.Organisation{Name: "Fernside Surgery", ODS: "FX001"},
		Title:    "Bowel: refer", Text: "Present: <bleeding>.\n",
		Entries: []fhir.FiledEntry{
			{Finding: "rectal_bleeding", Says: "Rectal bleeding", Value: "Yes", Code: "12063002", Date: "2026-11-21"},
			{Finding: "fit_result", Says: "FIT result", Value: "more than 200 µg/g", Code: "1049361000000101", Number: &engine.Interval{Min: 200, Max: 400, MinOpen: true}, Comparator: ">", Unit: "ug/g", Date: "2026-11-19"},
			{Finding: "grade", Says: "Grade", Value: "2 to 3", Code: "12063002", Number: &engine.Interval{Min: 2, Max: 3}, Date: "2026-11-19"},
			{Finding: "smoking_status", Says: "Smoking", Value: "Ex-smoker", Code: "8517006", OptionSays: "Ex-smoker", Date: "2026-11-21"},
		},
		Request: &fhir.FiledRequest{Action: engine.Refer, Within: engine.SuspectedCancer, Summary: "Refer on the suspected cancer pathway", To: "Fernshire bowel clinic", Note: "Clinical judgement"},
		Letter:  &fhir.FiledLetter{URL: "/api/v1/consultations/c-1/letter.pdf", PDF: []byte("%PDF-1.7"), Title: "Referral letter L7K2", Sent: sent},
		Pathway: engine.Identity{ID: "suspected_lower_gi_cancer", Version: "1.0.0", Digest: "abc"}, PathwayTitle: "Suspected bowel cancer",
	}
}

func TestWrite(t *testing.T) {
	t.Parallel()
	got, err := fhir.Write(filing())
	require.NoError(t, err)
	var shown bytes.Buffer
	require.NoError(t, json.Indent(&shown, got, "", "  "))
	path := filepath.Join("testdata", "filing.json")
	if os.Getenv("UPDATE") != "" {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, shown.Bytes(), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Empty(t, cmp.Diff(string(want), shown.String()))
}

// What Signpost files it can read again, as any record system's.
func TestWrite_reads_as_a_record(t *testing.T) {
	t.Parallel()
	body, err := fhir.Write(filing())
	require.NoError(t, err)
	read, err := fhir.Read(body, library(t), filing().At)
	require.NoError(t, err)
	require.Equal(t, "9990000018", read.Patient.NHSNumber)
	require.Equal(t, "Tester", read.Patient.Family)
}

func TestFiling_never_prints(t *testing.T) {
	t.Parallel()
	require.Equal(t, "[patient record]", fmt.Sprintf("%+v", filing()))
}
