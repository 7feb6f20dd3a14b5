package engine_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
)

// hanging is a vocabulary in which one finding hangs on the next.
const hanging = `vocabulary: hanging
title: Hanging
evidence: {src: {title: A source}}
findings:
  age: {short: Age, type: number, unit: a, min: 0, max: 120, step: 1/12, from_patient: age}
  lump: {ask: "A lump?", short: Lump, type: yes_no}
  lump_grows: {ask: "Does it grow?", short: Grows, type: yes_no, only_if: lump}
  grows_fast: {ask: "Fast?", short: Fast, type: yes_no, only_if: lump_grows && !seen_before}
  seen_before: {ask: "Seen before?", short: Seen, type: yes_no}
  cough: {ask: "A cough?", short: Cough, type: yes_no}
`

// TestAssume_what_an_answer_hangs_on: whoever says that a lump grows fast has
// not said that there is none. The rest is absent.
func TestAssume_what_an_answer_hangs_on(t *testing.T) {
	lib, ds := engine.Load([]*source.File{source.NewFile("vocabulary.yaml", []byte(hanging))}, engine.Options{})
	require.NotNil(t, lib, "%v", ds)
	got := lib.Assume(engine.Answers{"grows_fast": engine.Yes()})
	require.NotContains(t, got, "lump")
	require.NotContains(t, got, "lump_grows")
	require.Equal(t, engine.Known, got["cough"].State)
	require.False(t, got["cough"].YesNo)
	_, clashes := lib.Implied(got)
	require.Empty(t, clashes)

	got = lib.Assume(engine.Answers{"lump_grows": engine.No()})
	require.Contains(t, got, "lump", "a no hangs on nothing")
}

// TestAssumeNeverContradicts: answers that can all be true still can when the
// others are assumed.
func TestAssumeNeverContradicts(t *testing.T) {
	eachPathway(t, func(t *rapid.T, lib *engine.Library, p *engine.Pathway) {
		named := some(t, randomComplete(t, lib, p).answers(lib, p))
		if !consistent(p.Decide(named)) {
			return
		}
		if _, before := lib.Implied(named); len(before) > 0 {
			return
		}
		_, after := lib.Implied(lib.Assume(named))
		require.Empty(t, after, "named %v", named)
	})
}

// TestAssume_what_is_not_known_of_a_narrower_finding: whoever says that it is
// not known whether blood is coughed up without a cause has not said that none
// is.
func TestAssume_what_is_not_known_of_a_narrower_finding(t *testing.T) {
	lib := shipped(t)
	got := lib.Assume(engine.Answers{"unexplained_haemoptysis": engine.Unknown(engine.WhyUnsure)})
	require.Equal(t, engine.NotKnown, got["unexplained_haemoptysis"].State)
	require.NotContains(t, got, "haemoptysis")
	_, clashes := lib.Implied(got)
	require.Empty(t, clashes)
}
