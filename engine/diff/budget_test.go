package diff_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diff"
	"signpost.health/signpost/engine/source"
)

// TestOverBudgetIsSaidNotGuessed compares within a budget that is too small.
func TestOverBudgetIsSaidNotGuessed(t *testing.T) {
	tight := func(pathway string) *engine.Library {
		lib, ds := engine.Load([]*source.File{
			source.NewFile("small.yaml", []byte(vocabulary(nil))), source.NewFile("drawn.yaml", []byte(pathway)),
		}, engine.Options{NodeBudget: 20})
		require.NotNil(t, lib, "%v", ds)
		return lib
	}
	r := compare(t, tight(first), tight(strings.Replace(first, "value: 3", "value: 4", 1)))
	p := r.Pathways[0]
	require.Contains(t, p.NotCompared, "too many diagram nodes")
	require.Empty(t, p.Moves)
	require.Equal(t, "major", p.Step.Needs)
	require.Equal(t, []string{"N nought threshold rises from 3 to 4 µg/g (criterion high)"}, p.Thresholds)
	var b bytes.Buffer
	require.NoError(t, diff.Text(&b, r))
	require.Contains(t, b.String(), "PATIENTS NOT COMPARED")
	ds := diff.Check(r, "main", nil)
	require.Len(t, ds, 2)
	require.Equal(t, "P600", ds[0].Code)
}

// TestNoPatientOfBothVersions has a question whose answers are all new.
func TestNoPatientOfBothVersions(t *testing.T) {
	before := strings.Replace(first, "n0 < 2", "'o0 == \"x\"'", 1)
	after := strings.Replace(first, "n0 < 2", "'o0 == \"u\"'", 1)
	other := strings.ReplaceAll(vocabulary(map[string]string{
		"o0": "{ask: Which o0, short: O nought, type: option, options: {u: {says: You}, v: {says: Vee}}}",
	}), `o0 != "x"`, `o0 != "u"`)
	r := compare(t, load(t, vocabulary(nil), before), load(t, other, after))
	p := r.Pathways[0]
	require.Contains(t, p.NotCompared, "o0")
	require.Contains(t, lines(p.Changes), "row routine changed: for other patients: `o0 == \"x\"` becomes `o0 == \"u\"`")
	require.Contains(t, lines(r.Vocabulary), `finding o0 changed: values: "x, y, z" becomes "u, v"`)
}
