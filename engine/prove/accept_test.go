package prove_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/prove"
	"signpost.health/signpost/engine/source"
)

const bloodFrom40 = `applies_to: age >= 0
decide:
  - {id: blood, red_flag: true, when: unexplained_haemoptysis && age >= 40, outcome: urgent_clinic}
  - {id: otherwise, outcome: manage}
`

func TestAcceptance(t *testing.T) {
	t.Run("accepts a finding by name, with its reason", func(t *testing.T) {
		r := proved(t, bloodFrom40, `accept: [{code: P523, about: unexplained_haemoptysis, because: The source counts it from 40}]`)
		require.True(t, r.Proved)
		require.Len(t, r.Accepted, 1)
		require.Equal(t, "The source counts it from 40", r.Accepted[0].Because)
		require.Nil(t, r.Accepted[0].Patient, "patients of what is accepted are a detail")
	})
	t.Run("of some patients leaves the others", func(t *testing.T) {
		r := proved(t, bloodFrom40, `accept: [{code: P523, about: unexplained_haemoptysis, patients: age < 30, because: They are young}]`)
		require.Equal(t, []string{"P523"}, codes(r))
		require.Equal(t, "age from 30 to below 40; Unexplained haemoptysis", r.Findings[0].Patient.Says)
		require.Contains(t, r.Findings[0].Help, "what is accepted there leaves out these patients")
	})
	t.Run("by several reasons covers everybody between them", func(t *testing.T) {
		r := proved(t, bloodFrom40, `accept:
  - {code: P523, about: unexplained_haemoptysis, patients: age < 30, because: They are young}
  - {code: P523, about: unexplained_haemoptysis, patients: age < 40, because: They are still young}
`)
		require.True(t, r.Proved)
	})
	t.Run("that nothing needs is a finding", func(t *testing.T) {
		r := proved(t, bloodFrom40, `accept:
  - {code: P523, about: [unexplained_haemoptysis, cough], because: They are young}
  - {code: P523, about: unexplained_haemoptysis, patients: age > 60, because: They are old}
`)
		require.Equal(t, []string{"P540"}, codes(r))
		require.Len(t, r.Findings, 2)
		require.Equal(t, "cough", r.Findings[0].About)
	})
}

func TestOverBudgetIsNotProved(t *testing.T) {
	lib, _, _ := around(t, bloodFrom40, "", engine.Options{NodeBudget: 3})
	p, _ := lib.Pathway("shown")
	r := prove.One(p, nil, prove.Options{})
	require.False(t, r.Proved)
	require.Equal(t, []string{"P500"}, codes(r))
	for _, f := range r.Findings {
		require.Regexp(t, "^NOT PROVED: "+f.About+" of pathway \"shown\": too many diagram nodes", f.Message)
	}

	var all string
	for _, f := range r.Findings {
		all += ", " + f.About
	}
	lib, proofs, _ := around(t, bloodFrom40, "accept: [{code: P500, about: ["+all[2:]+"], because: It is as large as it must be}]", engine.Options{NodeBudget: 3})
	p, _ = lib.Pathway("shown")
	r = prove.One(p, proofs, prove.Options{})
	require.True(t, r.Proved)
	require.NotEmpty(t, r.Accepted)
}

// TestABudgetIsForEachCheck runs one check out of budget and not the next.
func TestABudgetIsForEachCheck(t *testing.T) {
	var last []string
	for budget := 4; ; budget++ {
		lib, _, _ := around(t, bloodFrom40, "", engine.Options{NodeBudget: budget})
		p, _ := lib.Pathway("shown")
		got := codes(prove.One(p, nil, prove.Options{}))
		if cmp.Equal(got, []string{"P523"}) {
			break
		}
		last = got
		require.Less(t, budget, 1000)
	}
	require.Contains(t, last, "P500")
}

func TestProofIsRefused(t *testing.T) {
	tests := []struct{ name, proof, want string }{
		{"unknown key", "accepts: []\n", `unknown key "accepts" in a proof`},
		{"not a list", "accept: yes\n", "accept is a list"},
		{"unknown code", "accept: [{code: P999, about: a, because: b}]\n", `"P999" is not a code that can be accepted`},
		{"assertions cannot be accepted", "accept: [{code: P530, about: a, because: b}]\n", `"P530" is not a code that can be accepted`},
		{"no reason", "accept: [{code: P523, about: a}]\n", "this acceptance has no `because`"},
		{"says nothing", "assert: [{id: a, says: b}]\n", "this assertion states nothing"},
		{"patients and nothing of them", "assert: [{id: a, says: b, patients: cough}]\n", "this assertion states nothing"},
		{"one id twice", "assert: [{id: a, says: b, when: cough}, {id: a, says: c, when: wheeze}]\n", `assertion "a" is there twice`},
		{"an empty reason", "accept: [{code: P523, about: cough, because: \" \"}]\n", "this acceptance has no `because`"},
		{"two statements", "assert: [{id: a, says: b, when: cough, patients: wheeze}]\n", "this assertion states nothing"},
		{"unknown finding", "assert: [{id: a, says: b, when: coughs}]\n", "coughs is not the name of anything here"},
		{"unknown outcome", "assert: [{id: a, says: b, patients: cough, outcome: sooner}]\n", `there is no outcome "sooner"`},
		{"unknown urgency", "assert: [{id: a, says: b, patients: cough, within: tomorrow}]\n", `within cannot be "tomorrow"`},
	}
	for _, k := range tests {
		t.Run(k.name, func(t *testing.T) {
			_, _, c := around(t, bloodFrom40, k.proof, engine.Options{})
			require.NotEmpty(t, c.All())
			require.Contains(t, text(t, c.All()), k.want)
			for _, d := range c.All() {
				require.False(t, d.Span.IsZero(), "it has a place")
				require.NotEmpty(t, d.Help)
			}
		})
	}
}

func TestProofOfAnUnknownPathway(t *testing.T) {
	lib, _, _ := around(t, bloodFrom40, "", engine.Options{})
	c := &source.Collector{}
	proofs := prove.Read([]*source.File{
		source.NewFile("a.yaml", []byte("# a proof\n\nproof: show\n")), source.NewFile("b.yaml", []byte("examples: shown\n")),
	}, c)
	prove.Check(lib, proofs, c)
	require.Len(t, proofs, 1)
	require.Contains(t, text(t, c.All()), `there is no pathway "show"`)
	require.Contains(t, text(t, c.All()), `did you mean "shown"?`)
}

func FuzzRead(f *testing.F) {
	f.Add("accept: [{code: P523, about: a, patients: age < 3, because: b}]\n")
	f.Add("assert: [{id: a, says: b, patients: cough, outcome: [manage], within: urgent}]\n")
	f.Add("assert:\n  - {id: a, says: b, when: '!cough'}\n")
	lib, _, _ := around(f, bloodFrom40, "", engine.Options{})
	p, _ := lib.Pathway("shown")
	f.Fuzz(func(t *testing.T, proof string) {
		c := &source.Collector{}
		proofs := prove.Read([]*source.File{source.NewFile("shown.proof.yaml", []byte("proof: shown\n"+proof))}, c)
		prove.Check(lib, proofs, c)
		if !c.HasErrors() {
			prove.One(p, proofs, prove.Options{})
		}
	})
}
