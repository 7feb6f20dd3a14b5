package api_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/tracking"
)

func TestPathwaysAskedForAreListed(t *testing.T) {
	t.Parallel()
	s := newSurgery(t)
	require.JSONEq(t, `{"requests":[]}`, string(s.do(http.MethodGet, "/api/v1/pathway-requests", "").body))
	_, err := s.service.Wish(t.Context(), tracking.Write{Actor: s.actor, Key: "k"}, "sinusitis")
	require.NoError(t, err)
	got := s.do(http.MethodGet, "/api/v1/pathway-requests", "")
	require.Contains(t, string(got.body), `"words":"sinusitis"`)
	require.NotContains(t, string(got.body), "Rowan", "not who asked")
	s.actor.Practice = "FP002"
	require.JSONEq(t, `{"requests":[]}`, string(s.do(http.MethodGet, "/api/v1/pathway-requests", "").body), "of one practice")
}
