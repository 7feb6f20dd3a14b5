package api_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestAnotherWayIsSaidPlainly: the letter goes to a service of the advice,
// unless the GP says why not; and another way is one way.
func TestAnotherWayIsSaidPlainly(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, _ := s.start("knee")
	decided := s.do(http.MethodPost, at+"/answers", lockedKnee).consult()
	library, _ := knees()
	elsewhere := ""
	for _, other := range library.Services() {
		fits := false
		for _, advised := range decided.Decision.Services {
			fits = fits || advised.ID == other.ID
		}
		if !fits {
			elsewhere = other.ID
		}
	}
	require.NotEmpty(t, elsewhere)
	refused := s.do(http.MethodPut, at+"/service", `{"service":"`+elsewhere+`"}`)
	require.Equal(t, http.StatusUnprocessableEntity, refused.status)
	require.Contains(t, string(refused.body), decided.Decision.Services[0].ID)

	both := s.do(http.MethodPut, at+"/override", `{"reason":"clinical_judgement","outcome":"sarcoma","action":"manage","within":"routine"}`)
	require.Equal(t, http.StatusUnprocessableEntity, both.status)
	require.Equal(t, "/outcome", both.problem().Errors[0].Pointer)

	require.Equal(t, http.StatusOK, s.do(http.MethodPut, at+"/override", `{"reason":"clinical_judgement","action":"refer","within":"routine"}`).status)
	require.Equal(t, elsewhere, s.do(http.MethodPut, at+"/service", `{"service":"`+elsewhere+`"}`).consult().Consultation.Service)
}

// TestAnOverrideThroughTheAPIIsChased: what is sent on the GP's own judgement
// has a day on which somebody asks what became of it.
func TestAnOverrideThroughTheAPIIsChased(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, _ := s.start("knee")
	for body, field := range map[string]string{
		`{"reason":"clinical_judgement"}`:                                "/action",
		`{"reason":"clinical_judgement","text":"I am worried."}`:         "/action",
		`{"reason":"clinical_judgement","within":"urgent"}`:              "/action",
		`{"reason":"clinical_judgement","action":"refer"}`:               "/within",
		`{"reason":"clinical_judgement","action":"advice_and_guidance"}`: "/within",
	} {
		refused := s.do(http.MethodPut, at+"/override", body)
		require.Equal(t, http.StatusUnprocessableEntity, refused.status, body)
		require.Equal(t, field, refused.problem().Errors[0].Pointer, body)
	}
	own := s.do(http.MethodPut, at+"/override", `{"reason":"clinical_judgement","action":"refer","within":"same_day"}`)
	require.Equal(t, http.StatusOK, own.status, string(own.body))
	sent := s.do(http.MethodPost, at+"/send", fmt.Sprintf(`{"version":%d}`, own.consult().Consultation.Version))
	require.Equal(t, http.StatusOK, sent.status, string(sent.body))
	require.Equal(t, "2026-11-21", sent.consult().Consultation.Referral.ChaseOn)
}
