package prove_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/prove"
	"signpost.health/signpost/engine/source"
)

// head and ordinary stand around the part of a pathway that an example shows.
const (
	head = `pathway: shown
version: "1.0.0"
title: Shown
specialty: none
purpose: To be shown.
owner: Nobody
review_by: 2027-01-01
status: draft
`
	ordinary = `outcomes:
  urgent_clinic: {action: refer, within: suspected_cancer, summary: Refer urgently, route: {clinic: anybody}, tell_patient: We refer you., safety_net: Come back if it gets worse., alternative: soon}
  soon: {action: refer, within: urgent, summary: Refer soon, route: {clinic: anybody}, tell_patient: We refer you., safety_net: Come back if it gets worse., alternative: routine_clinic}
  routine_clinic: {action: refer, within: routine, summary: Refer, route: {clinic: anybody}, tell_patient: We refer you., safety_net: Come back if it gets worse., alternative: manage}
  manage: {action: manage, within: none, summary: Manage, tell_patient: We wait., safety_net: Come back if it gets worse., alternative: urgent_clinic}
`
)

// around loads a part of a pathway, and what stands beside it.
func around(t testing.TB, part, proof string, o engine.Options) (*engine.Library, []*prove.Proof, *source.Collector) {
	t.Helper()
	if strings.Contains(part, "outcomes:\n") {
		part = strings.Replace(part, "outcomes:\n", ordinary, 1)
	} else {
		part += ordinary
	}
	files := []*source.File{source.NewFile("shown.yaml", []byte(head+part))}
	for _, name := range []string{"around.yaml", "services.yaml", "next.yaml"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		require.NoError(t, err)
		files = append(files, source.NewFile(name, data))
	}
	if proof != "" {
		files = append(files, source.NewFile("shown.proof.yaml", []byte("proof: shown\n"+proof)))
	}
	lib, ds := engine.Load(files, o)
	require.Empty(t, text(t, ds))
	c := &source.Collector{}
	proofs := prove.Read(files, c)
	prove.Check(lib, proofs, c)
	return lib, proofs, c
}

// proved proves a part of a pathway.
func proved(t testing.TB, part, proof string) prove.Result {
	t.Helper()
	lib, proofs, c := around(t, part, proof, engine.Options{})
	require.Empty(t, text(t, c.All()))
	p, ok := lib.Pathway("shown")
	require.True(t, ok)
	return prove.One(p, proofs, prove.Options{})
}

func codes(r prove.Result) []string {
	out := []string{}
	for _, f := range r.Findings {
		out = append(out, f.Code)
	}
	return slices.Compact(out)
}
