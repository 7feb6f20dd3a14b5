package expr_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/expr"
)

func TestNewEnvRefusesNames(t *testing.T) {
	for _, c := range []struct {
		names expr.Names
		want  string
	}{
		{expr.Names{Vars: []expr.Var{{Name: "a"}, {Name: "a"}}}, `name "a": there is a finding of this name`},
		{expr.Names{Vars: []expr.Var{{Name: "a"}}, Conditions: []string{"a"}}, `name "a": there is a finding of this name`},
		{expr.Names{Others: []string{"a"}, Consts: map[string]float64{"a": 1}}, `name "a": there is a finding of this name`},
		{expr.Names{Conditions: []string{"a", "a"}}, `name "a": there is a criterion or band of this name`},
		{expr.Names{Consts: map[string]float64{"a": 1}, Conditions: []string{"a"}}, `name "a": there is a parameter of this name`},
		{expr.Names{Conditions: []string{"yes"}}, `name "yes": conditions use this word themselves`},
		{expr.Names{Conditions: []string{"8weeks"}}, `name "8weeks": a name is made of letters, digits and _`},
		{expr.Names{Vars: []expr.Var{{Name: "n", Kind: expr.Number, Max: 1}}}, `finding "n": min 0, max 1 and step 0 make no grid`},
		{expr.Names{Vars: []expr.Var{{Name: "n", Kind: expr.Number, Min: 2, Max: 1, Step: 1}}}, `finding "n": min 2, max 1 and step 1 make no grid`},
		{expr.Names{Vars: []expr.Var{{Name: "o", Kind: expr.Option}}}, `finding "o": it has no options`},
		{expr.Names{Vars: []expr.Var{{Name: "o", Kind: expr.Options, Options: []string{"x", "x"}}}}, `finding "o": option "x" is there twice`},
	} {
		_, err := expr.NewEnv(c.names)
		require.EqualError(t, err, c.want)
	}
}

func TestWithAddsAPathwaysOwnNames(t *testing.T) {
	env := newEnv(t)
	copd, err := env.With(map[string]float64{"threshold": 92}, []string{"oxygen"})
	require.NoError(t, err)
	asthma, err := env.With(map[string]float64{"threshold": 95}, nil)
	require.NoError(t, err)

	a := compile(t, copd, "hb <= threshold || oxygen || red_flags")
	b := compile(t, asthma, "hb <= threshold")
	c := compile(t, asthma, "hb <= 92")
	require.Equal(t, []string{"oxygen", "red_flags"}, a.Names())
	require.Equal(t, "hb <= 92.0", a.Root().Kids[0].Atom.Text)
	require.Equal(t, "hb <= 95.0", b.Root().Atom.Text)
	require.Same(t, a.Root().Kids[0].Atom, c.Root().Atom, "equal atoms of a family are one")
	_, issues := asthma.Compile("oxygen")
	require.Len(t, issues, 1)
	_, err = env.With(nil, []string{"smoker"})
	require.EqualError(t, err, `name "smoker": there is a finding of this name`)
}

func TestCondTellsWhatItReads(t *testing.T) {
	env := newEnv(t)
	cond := compile(t, env, `known(fit_result) && "rash" in features && fit_result >= 10 && (any(features) || 40 <= age)`)
	require.Equal(t, []expr.Level{
		{Finding: "fit_result", Missing: true}, {Finding: "features", Option: "rash"}, {Finding: "fit_result"},
		{Finding: "features", Option: "fever"}, {Finding: "features", Option: "swelling"}, {Finding: "age"},
	}, cond.Levels())
	root := cond.Root()
	require.Equal(t, expr.OpAnd, root.Op)
	require.Len(t, root.Kids, 4)
	require.Equal(t, expr.OpNot, root.Kids[0].Op)
	require.Equal(t, "missing(fit_result)", root.Kids[0].Kids[0].Atom.Text)
	require.Equal(t, `"rash" in features`, cond.Text()[root.Kids[1].Start:root.Kids[1].End])
	require.Len(t, root.Kids[3].Kids, 4, "any() is an or, and joins the one around it")
	require.Equal(t, "40 <= age", cond.Text()[root.Kids[3].Kids[3].Start:root.Kids[3].Kids[3].End])
	finding, op, value, ok := root.Kids[3].Kids[3].Atom.Threshold()
	require.True(t, ok)
	require.Equal(t, []any{"age", ">=", 40.0}, []any{finding, op, value})
}

func TestEvalPassesOnTheErrorOfANamedCondition(t *testing.T) {
	cond := compile(t, newEnv(t), "red_flags || smoker")
	broken := errors.New("no such criterion")
	_, err := cond.Eval(
		func(expr.Level) expr.Value { return expr.Value{} },
		func(string) (bool, error) { return false, broken })
	require.ErrorIs(t, err, broken)
	_, err = cond.Eval(func(expr.Level) expr.Value { return expr.Value{} }, nil)
	require.EqualError(t, err, `condition "red_flags || smoker": red_flags is not given`)
}

// One environment serves all goroutines of a load.
func TestEnvIsSafeForConcurrentUse(t *testing.T) {
	env := newEnv(t)
	var wg sync.WaitGroup
	results := make([]*expr.Atom, 8)
	for i := range results {
		wg.Go(func() {
			own, err := env.With(map[string]float64{"mine": float64(i)}, nil)
			if err != nil {
				return
			}
			cond, _ := own.Compile("weight * 10000 >= 35 * height * height && fit_result > mine && onset <= age")
			if cond == nil {
				return
			}
			if _, _, err := own.Partition(cond.Levels(), atomsOf(cond.Root(), nil)); err == nil {
				results[i] = cond.Root().Kids[0].Atom
			}
		})
	}
	wg.Wait()
	for _, a := range results {
		require.Same(t, results[0], a)
	}
	require.NotNil(t, results[0])
}
