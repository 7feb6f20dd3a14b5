package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api"
)

// person is a record of somebody, with more entries after them.
func person(family, given, gender, born, identifiers string, more ...string) string {
	return `{"resourceType":"Bundle","entry":[` + strings.Join(append([]string{`{"resource":{"resourceType":"Patient","gender":"` + gender +
		`","birthDate":"` + born + `","name":[{"given":["` + given + `"],"family":"` + family + `"}],"identifier":[` + identifiers + `]}}`}, more...), ",") + `]}`
}

const adasNumber = `{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000018"}`

// launched sends a record that must be taken.
func (s *surgery) launched(record string) api.Launch {
	s.t.Helper()
	c := s.do(http.MethodPost, "/api/v1/launches", record)
	require.Equal(s.t, http.StatusCreated, c.status, string(c.body))
	var l api.Launch
	c.json(&l)
	return l
}

// page gives a page of the panel.
func (s *surgery) page(path string) string {
	s.t.Helper()
	c := s.raw(s.request(http.MethodGet, path, ""))
	require.Equal(s.t, http.StatusOK, c.status, path)
	return string(c.body)
}

func TestLaunchKeepsPeopleWithOneNHSNumberApart(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, _ := s.start("knee")
	s.do(http.MethodPost, at+"/answers", lockedKnee)
	letter := string(s.do(http.MethodGet, at+"/letter.txt", "").body)

	bob := s.launched(person("Different", "Bob", "male", "2001-05-05", adasNumber))
	require.NotEqualValues(t, "p-ada", bob.Patient)
	require.Contains(t, bob.NotUnderstood[len(bob.NotUnderstood)-1].Why, "another patient of the practice")
	require.NotContains(t, s.page("/patients/"+string(bob.Patient)), at, "her draft is not his")
	require.Contains(t, s.page("/patients/p-ada"), "TESTER, Ada")
	require.Equal(t, letter, string(s.do(http.MethodGet, at+"/letter.txt", "").body), "her letter stays hers")

	require.NotEqualValues(t, "p-ada", s.launched(person("Tester", "Ada", "female", "1961-04-06", adasNumber)).Patient, "another date of birth")
	require.NotEqualValues(t, "p-ada", s.launched(person("Different", "Bea", "female", "1961-04-05", adasNumber)).Patient, "another name altogether")
	require.EqualValues(t, "p-ada", s.launched(person("Married", "Ada May", "female", "1961-04-05", adasNumber)).Patient, "one name may change")
	require.Equal(t, bob.Patient, s.launched(person("Different", "Bob", "male", "2001-05-05", adasNumber)).Patient, "each is known again")
}

func TestLaunchKnowsAPatientAgainByTheRecordSystemsNumber(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	const local, other = `{"system":"urn:local","value":"77"}`, `{"system":"urn:local","value":"78"}`
	first := s.launched(person("Moss", "Kim", "male", "1970-01-02", local))
	require.Equal(t, first.Patient, s.launched(person("Moss", "Kim", "male", "1970-01-02", local)).Patient)
	require.Equal(t, first.Patient, s.launched(person("Moss", "Kim", "male", "1970-01-02", local+`,{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"9990000131"}`)).Patient,
		"the NHS number came later")
	require.NotEqual(t, first.Patient, s.launched(person("Moss", "Kim", "male", "1970-01-02", other)).Patient)
	require.NotEqual(t, first.Patient, s.launched(person("Moss", "Kim", "male", "1999-01-02", local)).Patient, "a number by itself is no person")
}

func TestLaunchTakesAPatientWithoutADateOfBirth(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	for born, why := range map[string]string{
		"":           "the record has none, so the age counts as not known",
		"1959":       "only the year or month is known, so the age counts as not known",
		"2199-01-01": "the date of birth is not a date of the past", "1800-01-01": "the date of birth is not a date of the past",
	} {
		l := s.launched(person("Moss", "Kim", "male", born, ""))
		require.Equal(t, why, l.NotUnderstood[0].Why)
		page := s.page("/patients/" + string(l.Patient))
		require.Contains(t, page, "<b>Born</b> not recorded</span>")
		require.Equal(t, http.StatusOK, s.raw(s.request(http.MethodGet, "/api/v1/patients/"+string(l.Patient), "")).status)
	}
}

func TestADeadPatientIsMarkedEverywhere(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	for _, died := range []string{`"deceasedBoolean":true`, `"deceasedDateTime":"2026-11-01"`} {
		s.launched(strings.Replace(adaAgain, `"gender":"female"`, `"gender":"female",`+died, 1))
		require.Contains(t, s.page("/patients/p-ada"), "The record says that this patient has died")
		at, _ := s.start("knee")
		s.do(http.MethodPost, at+"/answers", lockedKnee)
		require.Contains(t, string(s.do(http.MethodGet, at+"/letter.txt", "").body), "TESTER, Ada (Mrs), deceased")
	}
}

func TestLaunchListsAPractitionerWhoIsNotTheSender(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	by := func(given, family string) string {
		return `{"resource":{"resourceType":"Practitioner","id":"d1","name":[{"prefix":["Dr"],"given":["` + given + `"],"family":"` + family + `"}]}}`
	}
	l := s.launched(person("Moss", "Kim", "male", "1970-01-02", "", by("Sam", "Other")))
	require.Equal(t, "Dr Sam Other", l.NotUnderstood[0].Display)
	require.Equal(t, "letters are from who is signed in: "+s.actor.Name, l.NotUnderstood[0].Why)
}
