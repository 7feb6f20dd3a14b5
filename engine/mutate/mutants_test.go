package mutate_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/mutate"
	"signpost.health/signpost/engine/source"
)

// one loads a pathway of one row with this condition.
func one(t *testing.T, when string) *engine.Pathway {
	t.Helper()
	text := `pathway: drawn
version: "1.0.0"
title: Drawn
specialty: none
purpose: To be drawn.
owner: Nobody
review_by: 2027-01-01
status: draft
applies_to: age >= 0
parameters: {limit: {says: A limit, value: 3, evidence: src}}
criteria: {c0: {says: Criterion, when: b1, evidence: src}}
decide:
  - {id: r0, when: ` + quoted(when) + `, outcome: out0, evidence: src}
  - {id: otherwise, outcome: out1}
outcomes:
  out0: {action: manage, within: none, summary: Outcome 0}
  out1: {action: manage, within: none, summary: Outcome 1}
`
	lib, ds := engine.Load([]*source.File{
		source.NewFile("small.yaml", []byte(vocabulary)), source.NewFile("drawn.yaml", []byte(text)),
	}, engine.Options{})
	require.NotNil(t, lib, "%v", ds)
	p, _ := lib.Pathway("drawn")
	return p
}

func TestMutants(t *testing.T) {
	rows := []string{"the row is missing", "its outcome is out1, and that of otherwise is out0"}
	for _, c := range []struct {
		when string
		want []string
	}{
		{"b0", nil},
		{"n0 >= limit", []string{"n0 >= limit becomes n0 > 3", "n0 >= limit becomes n0 >= 2", "n0 >= limit becomes n0 >= 4"}},
		{"n0 < 5", []string{"n0 < 5 becomes n0 <= 5", "n0 < 5 becomes n0 < 4"}},
		{"!b0", []string{"!b0 becomes b0"}},
		{"known(n0)", []string{"known(n0) becomes missing(n0)"}},
		{"b0 && !c0", []string{"b0 && !c0 becomes b0 || !c0", "b0 is missing", "!c0 is missing", "!c0 becomes c0"}},
		{"b0 || any(s0)", []string{"b0 || any(s0) becomes b0 && any(s0)", "b0 is missing", "any(s0) is missing"}},
		{`o0 == "x"`, []string{`o0 == "x" becomes o0 == "y"`}},
		{`o0 != "z"`, []string{`o0 != "z" becomes o0 != "x"`}},
		{`o0 in ["x", "y"]`, []string{`o0 in ["x", "y"] becomes o0 != "x"`}},
		{`"q" in s0`, []string{`"q" in s0 becomes "p" in s0`}},
		{"at_least(2, b0, b1, b2)", []string{
			"at_least(2, ...) becomes at_least(1, ...)", "at_least(2, ...) becomes at_least(3, ...)",
			"b0 is missing", "b1 is missing", "b2 is missing",
		}},
	} {
		t.Run(c.when, func(t *testing.T) {
			var got []string
			for _, m := range mutate.Mutants(one(t, c.when)) {
				got = append(got, m.Says)
			}
			require.Empty(t, cmp.Diff(append(c.want, rows...), got))
		})
	}
}

// TestMutantsPointAtTheirText looks at the place of each slip.
func TestMutantsPointAtTheirText(t *testing.T) {
	p := one(t, "b0 && (n0 >= 3 || !b1)")
	got := map[string]string{}
	for _, m := range mutate.Mutants(p) {
		got[m.Says] = m.Span.Text()
	}
	require.Equal(t, "n0 >= 3", got["n0 >= 3 becomes n0 > 3"])
	require.Equal(t, "!b1", got["!b1 becomes b1"])
	require.Equal(t, "n0 >= 3 || !b1", got["n0 >= 3 || !b1 becomes n0 >= 3 && !b1"])
}

// TestWritingAConditionKeepsItsMeaning writes every shipped condition anew.
func TestWritingAConditionKeepsItsMeaning(t *testing.T) {
	lib, _ := shipped(t)
	var ids []string
	for _, p := range lib.Pathways() {
		ids = append(ids, p.About().ID)
	}
	rapid.Check(t, func(t *rapid.T) {
		p, _ := lib.Pathway(rapid.SampledFrom(ids).Draw(t, "pathway"))
		conds := []*engine.Condition{p.AppliesTo()}
		for _, r := range p.Rows() {
			if !r.Otherwise {
				conds = append(conds, r.When)
			}
		}
		for _, c := range p.Criteria() {
			conds = append(conds, c.When)
		}
		c := conds[rapid.IntRange(0, len(conds)-1).Draw(t, "condition")]
		text := mutate.Write(c)
		compiled, err := p.Compile(text, c.Text)
		require.NoError(t, err)
		require.Equal(t, compiled.Extra[1], compiled.Extra[0], "%s is not %s", text, c.Text)
	})
}
