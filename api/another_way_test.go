package api_test

import (
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
