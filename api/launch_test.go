package api_test

import (
	"crypto/tls"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/api"
)

// adaAgain is a record of the patient who is there already, with other answers.
const adaAgain = `{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"x7","gender":"female","birthDate":"1961-04-05",
"name":[{"prefix":["Mrs"],"given":["Ada"],"family":"Tester"}],"identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"999 000 0018"}]}},
{"resource":{"resourceType":"Condition","code":{"coding":[{"system":"http://snomed.info/sct","code":"444814009","display":"Viral sinusitis"}]}}}]}`

func TestLaunchOpensThePanelOnceAndSoon(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	launch := func() api.Launch {
		c := s.do(http.MethodPost, "/api/v1/launches", adaAgain)
		require.Equal(t, http.StatusCreated, c.status, string(c.body))
		var l api.Launch
		c.json(&l)
		return l
	}
	l := launch()
	require.EqualValues(t, "p-ada", l.Patient, "known again by NHS number")
	require.GreaterOrEqual(t, len(strings.TrimPrefix(l.URL, "/launch/")), 26, "128 bits")
	require.Equal(t, "no finding of the library has this code", l.NotUnderstood[0].Why)

	opened := s.do(http.MethodGet, l.URL, "")
	require.Equal(t, http.StatusSeeOther, opened.status)
	require.Equal(t, "/patients/p-ada", s.follow(opened, true))
	require.Equal(t, http.StatusGone, s.do(http.MethodGet, l.URL, "").status, "a link works once")

	late := launch()
	s.clock = s.clock.Add(61 * time.Second)
	require.Equal(t, http.StatusGone, s.do(http.MethodGet, late.URL, "").status, "a link works for a minute")
	require.NotContains(t, s.log.String(), strings.TrimPrefix(l.URL, "/launch/"), "a code is never logged")
}

func TestLaunchCookieFitsWhereThePanelIsShown(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	open := func(secure bool) []string {
		var l api.Launch
		s.do(http.MethodPost, "/api/v1/launches", adaAgain).json(&l)
		r := s.request(http.MethodGet, l.URL, "")
		if secure {
			r.TLS = &tls.ConnectionState{}
		}
		return s.raw(r).header.Values("Set-Cookie")
	}
	partitioned := `^__Host-signpost=[A-Z0-9]{26}; Path=/; HttpOnly; Secure; SameSite=None; Partitioned$`
	secure := open(true)
	require.Len(t, secure, 1)
	require.Regexp(t, partitioned, secure[0])
	plain := open(false)
	require.Len(t, plain, 2, "without TLS a browser may refuse the first")
	require.Regexp(t, partitioned, plain[0])
	require.Regexp(t, `^signpost=[A-Z0-9]{26}; Path=/; HttpOnly; SameSite=Lax$`, plain[1])
}

func TestLaunchActsForWhoLaunched(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	var l api.Launch
	s.do(http.MethodPost, "/api/v1/launches", adaAgain).json(&l)
	cookie, _, _ := strings.Cut(s.do(http.MethodGet, l.URL, "").header.Get("Set-Cookie"), ";")
	s.actor.Practice = "FP002"
	require.Equal(t, http.StatusOK, s.raw(s.request(http.MethodGet, "/patients/p-ada", "", "Cookie", cookie)).status)
	require.NotEqual(t, http.StatusOK, s.raw(s.request(http.MethodGet, "/patients/p-ada", "")).status, "of another practice")
	s.clock = s.clock.Add(5 * time.Hour)
	require.NotEqual(t, http.StatusOK, s.raw(s.request(http.MethodGet, "/patients/p-ada", "", "Cookie", cookie)).status, "the session has ended")
}

func TestLaunchLeavesDraftsAsTheyBegan(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, _ := s.start("knee")
	before := s.raw(s.request(http.MethodGet, at, "")).body
	require.Contains(t, string(before), `"left"`)
	require.Equal(t, http.StatusCreated, s.do(http.MethodPost, "/api/v1/launches", adaAgain).status)
	require.Contains(t, string(s.raw(s.request(http.MethodGet, at, "")).body), `"left"`)
	require.NotContains(t, string(s.raw(s.request(http.MethodGet, "/api/v1/patients/p-ada", "")).body), `"left"`)
}

func TestLaunchRefusesWhatIsNoRecord(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	for body, want := range map[string]int{
		"{": http.StatusUnprocessableEntity, `{"resourceType":"Patient"}`: http.StatusUnprocessableEntity,
		`{"resourceType":"Bundle"}`: http.StatusUnprocessableEntity, // nobody is named
		strings.Replace(adaAgain, `"entry":[`, `"entry":[{"resource":{"resourceType":"Organization","name":"Other","identifier":[{"system":"https://fhir.nhs.uk/Id/ods-organization-code","value":"FX999"}]}},`, 1): http.StatusForbidden, //nolint:misspell // FHIR's own names
		`{"resourceType":"Bundle","x":"` + strings.Repeat("x", 16<<20) + `"}`: http.StatusRequestEntityTooLarge,
	} {
		c := s.raw(s.request(http.MethodPost, "/api/v1/launches", body))
		require.Equal(t, want, c.status, body[:min(len(body), 60)])
		require.NotEmpty(t, c.problem().Detail)
	}
	c := s.raw(s.request(http.MethodPost, "/api/v1/launches", adaAgain, "Content-Type", "text/plain"))
	require.Equal(t, http.StatusUnsupportedMediaType, c.status)
}

// follow takes the step after a link was opened, and gives where it leads.
func (s *surgery) follow(opened call, withCookie bool) string {
	r := s.request(http.MethodGet, opened.header.Get("Location"), "")
	if cookie, _, _ := strings.Cut(opened.header.Get("Set-Cookie"), ";"); withCookie {
		r.Header.Set("Cookie", cookie)
	}
	return s.raw(r).header.Get("Location")
}

func TestLaunchWorksWhereNoCookieComesBack(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	var l api.Launch
	s.do(http.MethodPost, "/api/v1/launches", adaAgain).json(&l)
	at := s.follow(s.do(http.MethodGet, l.URL, ""), false)
	require.Regexp(t, `^/via/[A-Z0-9]{26}/patients/p-ada$`, at)
	handle := strings.TrimSuffix(at, "/patients/p-ada")
	s.actor.Practice = "FP002" // only the handle says who it is

	page := s.raw(s.request(http.MethodGet, at, ""))
	require.Equal(t, http.StatusOK, page.status, string(page.body))
	require.Contains(t, string(page.body), `action="`+handle+`/patients/p-ada/`)
	require.Contains(t, string(page.body), `href="/assets/`)
	require.NotContains(t, string(page.body), `href="/patients`)
	found := s.raw(s.request(http.MethodPost, at+"/find", "words=knee", "Content-Type", "application/x-www-form-urlencoded"))
	require.Equal(t, http.StatusSeeOther, found.status)
	require.True(t, strings.HasPrefix(found.header.Get("Location"), at), found.header.Get("Location"))

	require.Equal(t, http.StatusGone, s.raw(s.request(http.MethodGet, "/via/NOBODY/patients/p-ada", "")).status)
	require.NotContains(t, s.log.String(), strings.TrimPrefix(handle, "/via/"), "a handle is never logged")
	for range 3 {
		s.clock = s.clock.Add(50 * time.Minute)
		require.Equal(t, http.StatusOK, s.raw(s.request(http.MethodGet, at, "")).status, "a session in use goes on")
	}
	s.clock = s.clock.Add(61 * time.Minute)
	ended := s.raw(s.request(http.MethodGet, at, ""))
	require.Equal(t, http.StatusGone, ended.status)
	require.Contains(t, ended.header.Get("Content-Type"), "text/html")
	require.Contains(t, string(ended.body), "open Signpost again from the patient’s record", "it ends in words, not in a program's")
}

// TestLetterHoldsWhatTheRecordSent follows medicines, allergies and diagnoses
// from the record system to the letter.
func TestLetterHoldsWhatTheRecordSent(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	record := strings.TrimSuffix(adaAgain, "]}") + `,
{"resource":{"resourceType":"AllergyIntolerance","code":{"text":"Codeine"},"reaction":[{"manifestation":[{"text":"Vomiting"}]}]}},
{"resource":{"resourceType":"MedicationRequest","status":"active","authoredOn":"2026-10-05","medicationCodeableConcept":{"text":"Ramipril 5 mg capsules"},"dosageInstruction":[{"text":"one a day"}]}}]}`
	require.Equal(t, http.StatusCreated, s.do(http.MethodPost, "/api/v1/launches", record).status)
	at, _ := s.start("knee")
	s.do(http.MethodPost, at+"/answers", lockedKnee)
	letter := string(s.do(http.MethodGet, at+"/letter.txt", "").body)
	for _, want := range []string{"Codeine", "Vomiting", "Ramipril 5 mg capsules, one a day", "05-Oct-2026", "Viral sinusitis"} {
		require.Contains(t, letter, want)
	}
	require.NotContains(t, letter, "Not asked: Age", "the age is known")
	require.NotContains(t, s.log.String(), "Ramipril")
}

func TestLetterTellsNoMedicinesFromNotRecorded(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	of := func(record string) string {
		require.Equal(t, http.StatusCreated, s.do(http.MethodPost, "/api/v1/launches", record).status)
		at, _ := s.start("knee")
		return strings.Join(strings.Fields(string(s.do(http.MethodGet, at+"/letter.txt", "").body)), " ")
	}
	require.NotContains(t, of(adaAgain), "None on the record", "a record that is silent does not say that there are none")
	none := strings.TrimSuffix(adaAgain, "]}") + `,
{"resource":{"resourceType":"List","code":{"coding":[{"system":"http://loinc.org","code":"10160-0"}]},"emptyReason":{"coding":[{"code":"nilknown"}]}}}]}`
	require.Contains(t, of(none), "None on the record")
}

// TestALinkIsNotUsedUpByALookAtIt: scanners of links ask for the head alone.
func TestALinkIsNotUsedUpByALookAtIt(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	var l api.Launch
	s.do(http.MethodPost, "/api/v1/launches", adaAgain).json(&l)
	looked := s.raw(s.request(http.MethodHead, l.URL, ""))
	require.Equal(t, http.StatusMethodNotAllowed, looked.status)
	require.Equal(t, "GET", looked.header.Get("Allow"))
	require.Equal(t, http.StatusSeeOther, s.raw(s.request(http.MethodGet, l.URL, "")).status)
}
