package api_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestAnswersThatCannotBeMeant: nothing of a request is kept when one of its
// answers cannot be of this patient, or not of a day that was.
func TestAnswersThatCannotBeMeant(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, _ := s.start("knee")
	for name, c := range map[string]struct{ answers, pointer, detail string }{
		"another sex": {`"sex":"male"`, "/answers/sex", `finding "sex": Male is not the patient's own, which is Female (leave one of the two out)`},
		"another age": {`"age":40`, "/answers/age", `finding "age": 40 years is not the patient's own, which is 65 years (leave one of the two out)`},
		"a result to come": {
			`"urate":{"value":400,"date":"2026-11-22"}`, "/answers/urate",
			`finding "urate": its date, 2026-11-22, is after the day of the decision, 2026-11-21 (give the day of the result, or leave the date out)`,
		},
	} {
		got := s.do(http.MethodPost, at+"/answers", `{"answers":{"hot_knee":true,`+c.answers+`}}`)
		require.Equal(t, http.StatusUnprocessableEntity, got.status, name)
		p := got.problem()
		require.Equal(t, "Some answers cannot be used. The others are not saved either.", p.Detail)
		require.Len(t, p.Errors, 1, name)
		require.Equal(t, c.pointer, p.Errors[0].Pointer)
		require.Equal(t, c.detail, p.Errors[0].Detail)
	}
	require.NotContains(t, s.do(http.MethodGet, at, "").consult().Consultation.Answers, "hot_knee")

	same := s.do(http.MethodPost, at+"/answers", `{"answers":{"sex":"female","age":65,"urate":{"value":400,"date":"2026-11-21"}}}`).consult()
	require.Contains(t, same.Consultation.Answers, "urate")
}
