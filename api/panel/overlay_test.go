package panel_test

import (
	"net/url"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
)

// TestAdviceTellsWhatTheAreaChanged: a GP sees on the advice, and the hospital
// in the letter, which value is not the national one.
func TestAdviceTellsWhatTheAreaChanged(t *testing.T) {
	t.Parallel()
	files := append([]*source.File{source.NewFile("overlay.yaml", []byte(
		"overlay: fernshire\npathways:\n  knee: {parameters: {high_urate: 300}, because: The laboratory reads lower.}\n"))}, knees().files...)
	l, found := engine.Load(files, engine.Options{})
	require.NotNil(t, l, "%v", found)
	const says = "Changed locally (fernshire). Urate that points to gout (at or above): 300\u00a0umol/L here, 360\u00a0umol/L nationally. Why: The laboratory reads lower."
	s := openSurgery(t, clinic{l, files}, filepath.Join(t.TempDir(), "signpost.db"), fstest.MapFS{})
	at := s.start("p-ada", "knee")
	s.say(at, url.Values{"rest": {"absent"}})
	require.Contains(t, s.get(at+"/advice").body, says)
	plain := newSurgery(t)
	at = plain.start("p-ada", "knee")
	plain.say(at, url.Values{"rest": {"absent"}})
	require.NotContains(t, plain.get(at+"/advice").body, "Changed locally")
}
