package api_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/tracking"
)

func TestWhatLeadsCanBeSeen(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	at, _ := s.start("knee_lump_clinic")
	s.do(http.MethodPost, at+"/answers", `{"answers":{"knee_lump":true,"hot_knee":true}}`)
	line := func() tracking.Summary {
		var got struct {
			Consultations []tracking.Summary `json:"consultations"`
		}
		s.do(http.MethodGet, "/api/v1/consultations", "").json(&got)
		return got.Consultations[0]
	}
	leads := line().Leading
	require.NotEmpty(t, leads)
	var body struct {
		Leading []tracking.LeadingRow `json:"leading"`
	}
	for _, m := range leads {
		body.Leading = append(body.Leading, tracking.LeadingRowOf(m))
	}
	sent, err := json.Marshal(body)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, s.do(http.MethodPut, at+"/seen", string(sent)).status)
	require.Empty(t, line().Leading)
	require.Equal(t, "Dr Rowan Ash", line().Seen.Name)
	require.Equal(t, http.StatusOK, s.do(http.MethodDelete, at+"/seen", "").status)
	require.Equal(t, leads, line().Leading)

	refused := s.do(http.MethodPut, at+"/seen", `{"leading":[]}`)
	require.Equal(t, http.StatusUnprocessableEntity, refused.status)
	require.Equal(t, "/leading", refused.problem().Errors[0].Pointer)
	require.Equal(t, http.StatusNotFound, s.do(http.MethodDelete, "/api/v1/consultations/nobody/seen", "").status)
}
