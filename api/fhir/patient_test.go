package fhir_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api/fhir"
)

// messy is a record with something wrong in many places.
func messy(t testing.TB) []byte {
	t.Helper()
	b, err := os.ReadFile("testdata/messy.json")
	require.NoError(t, err)
	return b
}

func TestRead_patient_and_what_the_letter_takes(t *testing.T) {
	r, err := fhir.Read(messy(t), library(t), at())
	require.NoError(t, err)
	want := fhir.Patient{
		ID: "p1", Title: "Mrs", Given: "Holly May", Family: "Bracken", Born: "1961-04-05", Sex: "female", NHSNumber: "9990000026",
		Address: "18 Mill Lane, Fernmouth, FN2 4CD", Phone: "07700 900202",
		Allergies: fhir.Allergies{State: fhir.AllergiesKnown, Known: []fhir.Allergy{{Substance: "Penicillin", Reaction: "Rash"}}},
	}
	require.Empty(t, cmp.Diff(want, r.Patient))
	require.Equal(t, fhir.Practitioner{ID: "g1", Name: "Dr Rowan Ash", GMC: "9990001"}, r.Practitioner)
	require.Equal(t, "FX001", r.Practice.ODS)
	require.Equal(t, []fhir.Entry{{Text: "Salbutamol 100 micrograms inhaler, 2 puffs as needed", Date: "2026-02-01"}}, r.Medicines)
	require.Equal(t, []fhir.Entry{{Text: "Fracture of wrist", Date: "1999-01-01"}}, r.PastHistory)
	require.Equal(t, []fhir.Item{
		{Kind: "Bundle", Why: "it is not an entry", Times: 2},
		{Kind: "Condition", Display: "Fracture of wrist", Why: "it has no code", Times: 1},
		{Kind: "CarePlan", Why: "entries of this kind are not read", Times: 1},
	}, r.NotUnderstood)
}

func TestRead_keeps_the_four_states_of_allergies_apart(t *testing.T) {
	allergy := func(code, text, more string) string {
		return `{"resourceType":"AllergyIntolerance","code":{"coding":[{"system":"http://snomed.info/sct","code":"` + code + `","display":"` + text + `"}]}` + more + `}`
	}
	none := allergy("716186003", "No known allergy", `,"recordedDate":"2026-01-02"`)
	for name, c := range map[string]struct {
		resources []string
		want      fhir.Allergies
	}{
		"never asked":        {nil, fhir.Allergies{State: fhir.AllergiesNotRecorded}},
		"asked, none":        {[]string{none}, fhir.Allergies{State: fhir.AllergiesNoneKnown, Confirmed: "2026-01-02"}},
		"one after all":      {[]string{none, allergy("1", "Latex", "")}, fhir.Allergies{State: fhir.AllergiesKnown, Known: []fhir.Allergy{{Substance: "Latex"}}}},
		"cannot be read":     {[]string{none, `{"resourceType":"AllergyIntolerance"}`}, fhir.Allergies{State: fhir.AllergiesUnavailable}},
		"some kinds only":    {[]string{allergy("409137002", "No known drug allergy", "")}, fhir.Allergies{State: fhir.AllergiesNotRecorded}},
		"refuted":            {[]string{allergy("1", "Latex", `,"verificationStatus":{"coding":[{"code":"refuted"}]}`)}, fhir.Allergies{State: fhir.AllergiesNotRecorded}},
		"list withheld":      {[]string{`{"resourceType":"List","code":{"coding":[{"system":"http://loinc.org","code":"48765-2"}]},"emptyReason":{"coding":[{"code":"withheld"}]}}`}, fhir.Allergies{State: fhir.AllergiesUnavailable}},
		"list says none":     {[]string{`{"resourceType":"List","date":"2026-03-04","code":{"coding":[{"system":"http://loinc.org","code":"48765-2"}]},"emptyReason":{"coding":[{"code":"nilknown"}]}}`}, fhir.Allergies{State: fhir.AllergiesNoneKnown, Confirmed: "2026-03-04"}},
		"substance reaction": {[]string{`{"resourceType":"AllergyIntolerance","reaction":[{"substance":{"text":"Nuts"}}]}`}, fhir.Allergies{State: fhir.AllergiesKnown, Known: []fhir.Allergy{{Substance: "Nuts"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			require.Empty(t, cmp.Diff(c.want, read(t, c.resources...).Patient.Allergies))
		})
	}
}

func TestRead_refuses_wrong_numbers_and_dates_of_a_patient(t *testing.T) {
	for _, number := range []string{"9990000019", "0000000000", "1111111111", "7777777777", "999000001", "99900000x8"} {
		r, err := fhir.Read([]byte(`{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","birthDate":"2199-01-01","gender":"other",
			"identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"`+number+`"}]}}]}`), library(t), at())
		require.NoError(t, err)
		require.Empty(t, r.Patient.NHSNumber, number)
		require.Empty(t, r.Patient.Born)
		require.Empty(t, r.Patient.Sex)
		require.Len(t, r.NotUnderstood, 2)
	}
}

func TestRead_says_that_an_age_is_higher_than_the_rules_take(t *testing.T) {
	for born, want := range map[string][]string{
		"1906-11-20": {"the rules take no age as high, so it counts as not known"},
		"1906-11-21": nil,
	} {
		r, err := fhir.Read([]byte(`{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","birthDate":"`+born+`"}}]}`), library(t), at())
		require.NoError(t, err)
		require.Equal(t, born, r.Patient.Born, "a letter has it all the same")
		var said []string
		for _, item := range r.NotUnderstood {
			said = append(said, item.Why)
		}
		require.Equal(t, want, said)
	}
}

func TestRead_takes_people_with_one_name(t *testing.T) {
	for name, want := range map[string][2]string{
		`{"given":["Sukarno"]}`:                 {"", "Sukarno"},
		`{"family":"Sukarno"}`:                  {"", "Sukarno"},
		`{"text":"Sukarno"}`:                    {"", "Sukarno"},
		`{"given":["Ada"],"family":"Sukarno"}`:  {"Ada", "Sukarno"},
		`{"given":["  "],"family":" Sukarno "}`: {"", "Sukarno"},
	} {
		r, err := fhir.Read([]byte(`{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","name":[`+name+`]}}]}`), library(t), at())
		require.NoError(t, err)
		require.Equal(t, want, [2]string{r.Patient.Given, r.Patient.Family}, name)
	}
}

func TestRead_two_patients_are_never_mixed(t *testing.T) {
	second := `{"resourceType":"Patient","id":"p2","gender":"female"}`
	r := read(t, second,
		`{"resourceType":"Condition","code":{"coding":[{"system":"http://snomed.info/sct","code":"185086009"}]}}`,
		`{"resourceType":"Condition","subject":{"reference":"Patient/p2"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"87433001"}]}}`)
	require.Equal(t, "male", r.Patient.Sex)
	require.Empty(t, r.Answers)
	require.Equal(t, []string{"it does not say which patient it is about"}, why(r, "185086009"))
	require.Equal(t, []string{"it is about another patient"}, why(r, "87433001"))
}

func TestRecord_never_prints(t *testing.T) {
	r := read(t)
	require.Equal(t, "[patient record] [patient record]", fmt.Sprintf("%v %+v", r, r))
}
