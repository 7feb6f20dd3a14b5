package fhir_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
)

const (
	active    = `,"clinicalStatus":{"coding":[{"code":"active"}]}`
	confirmed = `,"verificationStatus":{"coding":[{"code":"confirmed"}]}`
	recorded  = `,"recordedDate":"2026-10-01"`
)

func TestRead_takes_a_code_for_presence_only_when_it_is(t *testing.T) {
	for name, c := range map[string]struct{ resource, code, finding, shows, why string }{
		"confirmed diagnosis": {snomed("185086009", "Chronic obstructive bronchitis", active+confirmed+recorded), "185086009", "copd", "Yes (01-Oct-2026)", ""},
		"diagnosis of long ago": {snomed("185086009", "Chronic obstructive bronchitis", active+`,"onsetDateTime":"1999-01-02"`),
			"185086009", "copd", "Yes (02-Jan-1999)", ""},
		"system by another name": {`{"resourceType":"Condition","code":{"coding":[{"system":"urn:oid:2.16.840.1.113883.6.96","code":"87433001"}]},"recordedDate":"2020-01-01"}`,
			"87433001", "copd", "Yes (01-Jan-2020)", ""},
		"recent complaint": {snomed("49727002", "Cough", recorded), "49727002", "cough", "Yes (01-Oct-2026)", ""},
		"complaint of long ago": {snomed("49727002", "Cough", `,"recordedDate":"2019-10-01"`), "49727002", "cough",
			"Not known (out of date: Yes on 01-Oct-2019)", ""},
		"refuted": {snomed("185086009", "COPD", `,"verificationStatus":{"coding":[{"code":"refuted"}]}`+recorded), "185086009", "copd", "not in the record", "it was refuted"},
		"entered in error": {snomed("185086009", "COPD", `,"verificationStatus":{"coding":[{"code":"entered-in-error"}]}`+recorded), "185086009", "copd",
			"not in the record", "it was entered in error"},
		"not confirmed":  {snomed("185086009", "COPD", `,"verificationStatus":{"coding":[{"code":"provisional"}]}`), "185086009", "copd", "not in the record", "it is not confirmed"},
		"resolved":       {snomed("49727002", "Cough", recorded+`,"clinicalStatus":{"coding":[{"code":"resolved"}]}`), "49727002", "cough", "not in the record", "it has ended"},
		"abated":         {snomed("49727002", "Cough", recorded+`,"abatementDateTime":"2026-10-20"`), "49727002", "cough", "not in the record", "it has ended"},
		"family history": {snomed("185086009", "Family history of COPD", recorded), "185086009", "copd", "not in the record", "it is about the family"},
		"negated":        {snomed("49727002", "No cough", recorded), "49727002", "cough", "not in the record", "it says that something is absent, in words only"},
		"suspected":      {snomed("185086009", "Suspected COPD", recorded), "185086009", "copd", "not in the record", "it is not confirmed"},
		"modified":       {snomed("185086009", "COPD", recorded+`,"modifierExtension":[{"url":"x"}]`), "185086009", "copd", "not in the record", "something modifies its meaning in a way that is not known"},
		"another patient": {`{"resourceType":"Condition","subject":{"reference":"Patient/p2"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"185086009"}]}}`,
			"185086009", "copd", "not in the record", "it is about another patient"},
		"code of nothing here": {snomed("444814009", "Viral sinusitis", ""), "444814009", "copd", "not in the record", "no finding of the library has this code"},
		"same digits elsewhere": {`{"resourceType":"Condition","code":{"coding":[{"system":"http://read.info/ctv3","code":"185086009"}]}}`,
			"185086009", "copd", "not in the record", "no finding of the library has this code"},
		"dated in the future": {snomed("185086009", "COPD", `,"recordedDate":"2031-01-01"`), "185086009", "copd", "not in the record", "it is dated in the future"},
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

func TestRead_never_takes_what_is_missing_for_no(t *testing.T) {
	r := read(t)
	require.Empty(t, r.Answers)
}

func TestRead_later_refuted_hides_what_was_before(t *testing.T) {
	older := snomed("185086009", "COPD", `,"recordedDate":"2015-01-01"`)
	newer := snomed("185086009", "COPD", `,"recordedDate":"2020-01-01","verificationStatus":{"coding":[{"code":"refuted"}]}`)
	require.Equal(t, "not in the record", show(library(t), read(t, older, newer).Answers, "copd"))
	require.Equal(t, "not in the record", show(library(t), read(t, newer, older).Answers, "copd"))
}

func TestRead_one_copy_in_error_withdraws_all_copies(t *testing.T) {
	one := loinc("27396-1", "2026-11-01", `"id":"o1",`+quantity("120", "ug/g"))
	wrong := `{"resourceType":"Observation","id":"o1","status":"entered-in-error","subject":{"reference":"Patient/p1"}}`
	r := read(t, one, wrong)
	require.Equal(t, "not in the record", show(library(t), r.Answers, "fit"))
	require.Equal(t, []string{"it was entered in error"}, why(r, "27396-1"))
}

func TestRead_says_where_an_answer_came_from(t *testing.T) {
	a := read(t, snomed("185086009", "Chronic obstructive bronchitis", recorded)).Answers["copd"]
	require.Equal(t, engine.FromRecord, a.Source)
	require.Equal(t, "2026-10-01", a.Date)
	require.Equal(t, "185086009", a.Code)
	require.Equal(t, "Chronic obstructive bronchitis", a.Display)
}

func TestRead_answer_of_no_needs_the_record_to_say_so(t *testing.T) {
	absent := `{"resourceType":"Observation","status":"final","effectiveDateTime":"2026-11-01","code":{"coding":[{"system":"http://snomed.info/sct","code":"49727002"}]},"valueBoolean":false}`
	require.Equal(t, "No (01-Nov-2026)", show(library(t), read(t, absent).Answers, "cough"))
}
