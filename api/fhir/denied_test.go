package fhir_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api/fhir"
)

func TestRead_denial_is_understood_in_each_shape(t *testing.T) {
	const notKnown = "its status is not one that is known"
	for name, c := range map[string]struct{ status, why string }{
		"capitals":           {`,"verificationStatus":{"coding":[{"code":"REFUTED"}]}`, "it was refuted"},
		"words":              {`,"verificationStatus":{"text":"Refuted"}`, "it was refuted"},
		"string":             {`,"verificationStatus":"refuted"`, "it was refuted"},
		"display":            {`,"verificationStatus":{"coding":[{"display":"Refuted"}]}`, "it was refuted"},
		"second code":        {`,"verificationStatus":{"coding":[{"code":"confirmed"},{"code":"refuted"}]}`, "it was refuted"},
		"error in words":     {`,"verificationStatus":{"text":"Entered in error"}`, "it was entered in error"},
		"ended in words":     {`,"clinicalStatus":{"text":"resolved"}`, "it has ended"},
		"ended in a string":  {`,"clinicalStatus":"Resolved"`, "it has ended"},
		"not sure":           {`,"verificationStatus":"unknown"`, "it is not confirmed"},
		"other words":        {`,"verificationStatus":{"text":"Thought unlikely"}`, notKnown},
		"other course":       {`,"clinicalStatus":{"text":"Gone"}`, notKnown},
		"confirmed as it is": {`,"verificationStatus":"confirmed","clinicalStatus":{"text":"Active"}`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := read(t, snomed("185086009", "COPD", recorded+c.status))
			if c.why == "" {
				require.Equal(t, "Yes (01-Oct-2026)", show(library(t), r.Answers, "copd"))
				require.Empty(t, r.NotUnderstood)
				return
			}
			require.Equal(t, "not in the record", show(library(t), r.Answers, "copd"))
			require.Equal(t, []string{c.why}, why(r, "185086009"))
		})
	}
}

func TestRead_negative_interpretation_is_never_presence(t *testing.T) {
	cough := func(day, more string) string {
		return `{"resourceType":"Observation","status":"final","effectiveDateTime":"` + day +
			`","code":{"coding":[{"system":"http://snomed.info/sct","code":"49727002"}]}` + more + `}`
	}
	const was = "its interpretation is not that it was found"
	for name, c := range map[string]struct{ more, shows string }{
		"negative":           {`,"interpretation":[{"coding":[{"code":"NEG"}]}]`, "Not known"},
		"one, as before R4":  {`,"interpretation":{"coding":[{"code":"ND"}]}`, "Not known"},
		"in words":           {`,"interpretation":[{"text":"Negative"}]`, "Not known"},
		"normal":             {`,"interpretation":[{"coding":[{"code":"N"}]}]`, "Not known"},
		"against the value":  {`,"interpretation":[{"coding":[{"code":"NEG"}]}],"valueBoolean":true`, "Not known"},
		"with the value":     {`,"interpretation":[{"coding":[{"code":"NEG"}]}],"valueBoolean":false`, "No (01-Nov-2026)"},
		"positive":           {`,"interpretation":[{"coding":[{"code":"POS"}]}]`, "Yes (01-Nov-2026)"},
		"value, not reading": {`,"interpretation":[{"coding":[{"code":"N"}]}],"valueBoolean":true`, "Yes (01-Nov-2026)"},
	} {
		t.Run(name, func(t *testing.T) {
			r := read(t, cough("2026-10-01", ""), cough("2026-11-01", c.more))
			require.Equal(t, c.shows, show(library(t), r.Answers, "cough"), "and nothing older stands for it")
			if c.shows == "Not known" {
				require.Equal(t, []string{was}, why(r, "49727002"))
			} else {
				require.Empty(t, r.NotUnderstood)
			}
		})
	}
}

func TestRead_unit_and_its_code_must_agree(t *testing.T) {
	hb := func(unit, code string) fhir.Record {
		return read(t, loinc("718-7", "2026-11-01", `"valueQuantity":{"value":120,"unit":"`+unit+`","system":"http://unitsofmeasure.org","code":"`+code+`"}`))
	}
	for _, both := range [][2]string{{"g/dL", "g/L"}, {"g/L", "g/dL"}, {"mmol/L", "g/L"}, {"g/L", "mmol/L"}} {
		r := hb(both[0], both[1])
		require.Equal(t, "Not known", show(library(t), r.Answers, "haemoglobin"), both)
		require.Equal(t, []string{"its unit and the code of its unit disagree"}, why(r, "718-7"))
	}
	for _, both := range [][2]string{{"g/L", "g/L"}, {"grams per litre", "g/L"}, {"g/L", "258794004"}, {"", "g/L"}, {"g/l", ""}} {
		require.Equal(t, "120 g/L (01-Nov-2026)", show(library(t), hb(both[0], both[1]).Answers, "haemoglobin"), both)
	}
}

func TestRead_allergies_written_as_none(t *testing.T) {
	for says, want := range map[string]fhir.AllergyState{
		"No known allergies": fhir.AllergiesNoneKnown, "Nil known": fhir.AllergiesNoneKnown, "None": fhir.AllergiesNoneKnown,
		"NKA": fhir.AllergiesNoneKnown, "nil known.": fhir.AllergiesNoneKnown,
		"NKDA": fhir.AllergiesNotRecorded, "No known drug allergies": fhir.AllergiesNotRecorded,
		"Not known": fhir.AllergiesUnavailable, "Penicillin": fhir.AllergiesKnown, "Nilotinib": fhir.AllergiesKnown,
	} {
		r := read(t, `{"resourceType":"AllergyIntolerance","code":{"text":"`+says+`"}}`)
		require.Equal(t, want, r.Patient.Allergies.State, says)
		require.Equal(t, want == fhir.AllergiesNotRecorded || want == fhir.AllergiesUnavailable, len(r.NotUnderstood) == 1, says)
	}
}

func TestRead_medicine_that_nobody_prescribed_is_no_current_one(t *testing.T) {
	for element, why := range map[string]string{
		`"intent":"proposal"`: "it is proposed or planned, not prescribed", `"intent":"plan"`: "it is proposed or planned, not prescribed",
		`"intent":"option"`: "it is proposed or planned, not prescribed", `"taken":"n"`: "it says that something is absent, in words only",
		`"intent":"order"`: "", `"intent":"instance-order"`: "", `"note":[]`: "",
	} {
		r := read(t, `{"resourceType":"MedicationRequest","status":"active",`+element+`,"medicationCodeableConcept":{"text":"Warfarin"}}`)
		if why == "" {
			require.Len(t, r.Medicines, 1, element)
			continue
		}
		require.Empty(t, r.Medicines, element)
		require.Equal(t, []fhir.Item{{Kind: "MedicationRequest", Display: "Warfarin", Why: why, Times: 1}}, r.NotUnderstood)
	}
}

func TestRead_takes_the_name_that_goes_on_a_letter(t *testing.T) {
	for names, want := range map[string]string{
		`{"family":"Nick","use":"nickname"},{"family":"Real"}`:                           "Real",
		`{"family":"Hidden","use":"anonymous"},{"family":"Nick","use":"nickname"}`:       "Nick",
		`{"family":"Real"},{"family":"Usual","use":"usual"}`:                             "Usual",
		`{"family":"Usual","use":"usual"},{"family":"Official","use":"official"}`:        "Official",
		`{"family":"First"},{"family":"Second"},{"family":"Maiden","use":"maiden"}`:      "First",
		`{"family":"Old","use":"old"},{"family":"Nick","use":"nickname","given":["Al"]}`: "Nick",
	} {
		r, err := fhir.Read([]byte(`{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","name":[`+names+`]}}]}`), library(t), at())
		require.NoError(t, err)
		require.Equal(t, want, r.Patient.Family, names)
	}
}
