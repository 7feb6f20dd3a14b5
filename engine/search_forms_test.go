package engine_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
)

// TestSearchKnowsTheFormsOfAWord: what a GP types is seldom the very word that
// the author wrote.
func TestSearchKnowsTheFormsOfAWord(t *testing.T) {
	lib := shipped(t)
	finds := func(words, pathway string) {
		t.Helper()
		hits := lib.Search(words)
		require.True(t, slices.ContainsFunc(hits, func(h engine.Hit) bool { return h.Pathway == pathway }), "%q finds %v", words, hits)
	}
	for _, words := range []string{"breathless", "breathlessness", "short of breath", "wheezing", "coughs", "coughing"} {
		finds(words, "copd")
	}
	for _, p := range lib.Pathways() {
		for _, s := range p.About().Symptoms {
			finds(s, p.About().ID)
			finds(s+"s", p.About().ID)
		}
	}
}
