package expr_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/parser"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/expr"
)

// FuzzCompile holds that whatever is written, an answer comes back: a
// condition that can be evaluated, or issues within the text.
func FuzzCompile(f *testing.F) {
	seeds(f, func(text string) { f.Add(text) })
	env := newEnv(f)
	names := vocabulary()
	known := map[string]bool{}
	for _, c := range expr.Codes() {
		known[c.Code] = true
	}
	f.Fuzz(func(t *testing.T, text string) {
		cond, issues := env.Compile(text)
		if cond == nil {
			require.NotEmpty(t, issues)
			for _, is := range issues {
				require.True(t, 0 <= is.Start && is.Start <= is.End && is.End <= len(text), "%q: %+v", text, is)
				require.True(t, known[is.Code], is.Code)
				require.NotEmpty(t, is.Message)
			}
			return
		}
		require.Empty(t, issues)
		_, err := cond.Eval(lowest(names), func(string) (bool, error) { return true, nil })
		require.NoError(t, err, text)
		c := newCells(t, env, cond)
		values := map[expr.Level]expr.Value{}
		for _, l := range cond.Levels() {
			values[l] = lowest(names)(l)
		}
		want, err := cond.Eval(lowest(names), func(string) (bool, error) { return true, nil })
		require.NoError(t, err)
		got, _ := c.decide(values, map[string]bool{"red_flags": true, "psa_raised": true})
		require.Equal(t, map[bool]bool{want: true}, got, text)
	})
}

// lowest gives the first value of every level.
func lowest(n expr.Names) func(expr.Level) expr.Value {
	return func(l expr.Level) expr.Value {
		v := find(n, l.Finding)
		if v.Kind == expr.Option && !l.Missing {
			return expr.Value{Text: v.Options[0]}
		}
		return expr.Value{Number: v.Min}
	}
}

// seeds gives every condition that a test refuses, and some that are good.
func seeds(t testing.TB, add func(string)) {
	t.Helper()
	refused, err := os.ReadFile(filepath.Join("testdata", "refusals.txt"))
	require.NoError(t, err)
	for line := range strings.Lines(string(refused)) {
		if text, ok := strings.CutPrefix(strings.TrimSpace(line), "- "); ok {
			add(text)
		}
	}
	for _, text := range []string{
		"smoker && (fit_result >= 10 || age < months(6)) && !missing(features)",
		`at_least(2, smoker, any(features), smoking_status in ["ex", "current"])`,
		"hb < (smoker ? 120 : 130) == red_flags // why",
		"weight * 10000.0 >= 35.0 * height * height",
		"onset in [1 * 3, age]",
	} {
		add(text)
	}
}

// The parser we use is the newer of cel-go's two. It must read conditions as
// the other does.
func TestBothParsersOfCELAgree(t *testing.T) {
	older, err := parser.NewParser()
	require.NoError(t, err)
	newer, err := parser.NewParser(parser.EnablePrattParser(true))
	require.NoError(t, err)
	check := func(text string) {
		a, errsA := older.Parse(common.NewTextSource(text))
		b, errsB := newer.Parse(common.NewTextSource(text))
		require.Equal(t, len(errsA.GetErrors()) > 0, len(errsB.GetErrors()) > 0, text)
		if len(errsA.GetErrors()) == 0 {
			require.True(t, ast.EquivExpr(a.Expr(), b.Expr()), text)
		}
	}
	seeds(t, check)
	_, texts := library()
	for _, text := range texts[:500] {
		check(text)
	}
}
