package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
)

// TestTheInterviewSaysWhatMayBeTyped: no unit reads as an answer that is taken
// when nothing is typed, and the ways out are said once.
func TestTheInterviewSaysWhatMayBeTyped(t *testing.T) {
	var out bytes.Buffer
	env := environment{
		stdin: strings.NewReader("yes\n62\n" + strings.Repeat("\n", 60)), stdout: &out, stderr: &bytes.Buffer{},
		getenv: func(string) string { return "" },
	}
	lib, _, err := loadToDecide(env, nil)
	require.NoError(t, err)
	p, _ := lib.Pathway("copd")
	known := engine.Answers{"unexplained_haemoptysis": engine.No(), "acute_exacerbation_needing_admission": engine.No()}
	for _, f := range []string{"cor_pulmonale", "cyanosis", "secondary_polycythaemia"} {
		known[f] = engine.No()
	}
	require.NoError(t, interview(env, lib, p, known))
	said := out.String()
	require.Equal(t, 1, strings.Count(said, "An empty line means not known"))
	require.Contains(t, said, "Age (years): ")
	require.Contains(t, said, `"yes" is not an answer`)
	require.NotContains(t, said, "[1]")
	require.NotContains(t, said, "[a]")
}
