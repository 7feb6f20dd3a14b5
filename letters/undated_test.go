package letters_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/letters"
)

// TestAResultWithoutADateEndsWithoutAComma holds every phrase of the vocabulary
// to it: a result that is typed in a consultation often has no date.
func TestAResultWithoutADateEndsWithoutAComma(t *testing.T) {
	lib, _ := shipped(t)
	in := copd()
	in.Library, in.Answers = lib, engine.Answers{}
	for _, f := range lib.Findings() {
		if f.Kind == engine.KindNumber && f.LetterPhrase != "" {
			in.Answers[f.ID] = engine.Number(f.Min)
		}
	}
	require.Greater(t, len(in.Answers), 4)
	for _, compose := range []func(letters.Input) (*letters.Letter, error){letters.Compose, letters.ComposePatientCopy} {
		l, err := compose(in)
		require.NoError(t, err)
		for _, s := range l.Sections {
			for _, line := range s.Lines {
				require.NotRegexp(t, `[,;:(]\s*$`, line.Text, line.Trace.Finding)
			}
		}
	}
}
