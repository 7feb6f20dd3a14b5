package fhir_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api/fhir"
)

const nhsSystem = "https://fhir.nhs.uk/Id/nhs-number"

// numbered is a patient with an NHS number, and a cough seen in whoever the
// elements say.
func numbered(t *testing.T, about string) fhir.Record {
	t.Helper()
	r, err := fhir.Read([]byte(`{"resourceType":"Bundle","entry":[
		{"resource":{"resourceType":"Patient","id":"p1","birthDate":"1959-03-14","identifier":[{"system":"`+nhsSystem+`","value":"999 000 0018"}]}},
		{"resource":{"resourceType":"Observation","status":"final","effectiveDateTime":"2026-11-01",`+about+`
			"code":{"coding":[{"system":"http://snomed.info/sct","code":"49727002"}]},"valueBoolean":true}},
		{"resource":{"resourceType":"AllergyIntolerance",`+about+`"code":{"text":"Latex"}}}]}`), library(t), at())
	require.NoError(t, err)
	return r
}

func TestRead_what_is_about_somebody_else_answers_nothing(t *testing.T) {
	for name, c := range map[string]struct{ about, why string }{
		"another NHS number":         {`"subject":{"identifier":{"system":"` + nhsSystem + `","value":"9990000026"}},`, "it is about another patient"},
		"in the place of an allergy": {`"patient":{"identifier":{"system":"` + nhsSystem + `","value":"9990000026"}},`, "it is about another patient"},
		"a number of no system":      {`"subject":{"identifier":{"value":"9990000018"}},`, "it is about another patient"},
		"a name alone":               {`"subject":{"display":"Someone Else"},`, "it does not say which patient it is about"},
		"nobody":                     {`"subject":{},`, "it does not say which patient it is about"},
		"an address against a number": {`"subject":{"reference":"Patient/p1","identifier":{"system":"` + nhsSystem + `","value":"9990000026"}},`,
			"it is about another patient"},
		"one of two": {`"subject":{"reference":"Patient/p1"},"patient":{"reference":"Patient/p2"},`, "it is about another patient"},
		"a relative": {`"subject":{"reference":"Patient/p1"},"focus":[{"reference":"RelatedPerson/1"}],`, "it is not about the patient themselves"},
		"a mother": {`"subject":{"reference":"Patient/p1"},"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/observation-focusCode"}],`,
			"it is not about the patient themselves"},
	} {
		t.Run(name, func(t *testing.T) {
			r := numbered(t, c.about)
			require.Empty(t, r.Answers)
			require.Equal(t, fhir.Allergies{State: fhir.AllergiesNotRecorded}, r.Patient.Allergies)
			require.Len(t, r.NotUnderstood, 2)
			for _, i := range r.NotUnderstood {
				require.Equal(t, c.why, i.Why)
			}
		})
	}
}

func TestRead_knows_the_patient_however_they_are_named(t *testing.T) {
	for name, about := range map[string]string{
		"by nothing":     "",
		"by address":     `"subject":{"reference":"Patient/p1","display":"Bracken"},`,
		"by NHS number":  `"subject":{"identifier":{"system":"` + nhsSystem + `","value":"9990000018"}},`,
		"by both":        `"subject":{"reference":"Patient/p1","identifier":{"system":"` + nhsSystem + `","value":"9990000018"}},`,
		"by a local one": `"subject":{"reference":"Patient/p1","identifier":{"system":"urn:local","value":"7"}},`,
		"and as focus":   `"subject":{"reference":"Patient/p1"},"focus":[{"reference":"Patient/p1"}],`,
	} {
		t.Run(name, func(t *testing.T) {
			r := numbered(t, about)
			require.Equal(t, "Yes (01-Nov-2026)", show(library(t), r.Answers, "cough"))
			require.Equal(t, fhir.AllergiesKnown, r.Patient.Allergies.State)
			require.Empty(t, r.NotUnderstood)
		})
	}
}
