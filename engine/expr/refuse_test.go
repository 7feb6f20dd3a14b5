package expr_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/expr"
)

// vocabulary is a small one with every kind of finding.
func vocabulary() expr.Names {
	return expr.Names{
		Vars: []expr.Var{
			{Name: "smoker", Kind: expr.YesNo},
			{Name: "weight_loss", Kind: expr.YesNo},
			{Name: "haemoptysis", Kind: expr.YesNo},
			{Name: "smoking_status", Kind: expr.Option, Options: []string{"never", "ex", "current"}},
			{Name: "side_of_pain", Kind: expr.Option, Options: []string{"left", "right", "both"}},
			{Name: "side_of_lump", Kind: expr.Option, Options: []string{"left", "right", "both"}},
			{Name: "features", Kind: expr.Options, Options: []string{"rash", "fever", "swelling"}},
			{Name: "age", Kind: expr.Number, Min: 0, Max: 120, Step: 1.0 / 12},
			{Name: "onset", Kind: expr.Number, Min: 0, Max: 120, Step: 1},
			{Name: "fit_result", Kind: expr.Number, Min: 0, Max: 400, Step: 1},
			{Name: "hb", Kind: expr.Number, Min: 20, Max: 250, Step: 1},
			{Name: "psa", Kind: expr.Number, Min: 0, Max: 50, Step: 0.1},
			{Name: "weight", Kind: expr.Number, Min: 30, Max: 180, Step: 1},
			{Name: "height", Kind: expr.Number, Min: 120, Max: 210, Step: 1},
			{Name: "change", Kind: expr.Number, Min: -10, Max: 10, Step: 0.5},
			{Name: "platelets", Kind: expr.Number, Min: 0, Max: 9000, Step: 0.1},
		},
		Consts:     map[string]float64{"fit_threshold": 10, "too_high": 500, "half_way": 10.5},
		Conditions: []string{"red_flags", "psa_raised"},
		Others:     []string{"spirometry_report"},
	}
}

func newEnv(t testing.TB) *expr.Env {
	t.Helper()
	env, err := expr.NewEnv(vocabulary())
	require.NoError(t, err)
	return env
}

// Every refusal is in testdata/refusals.txt with the place that it points at.
// A line that starts with - is a condition; UPDATE=1 rewrites what follows it.
func TestCompileSaysWhatIsWrongAndWhere(t *testing.T) {
	env := newEnv(t)
	path := filepath.Join("testdata", "refusals.txt")
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	var got strings.Builder
	for line := range strings.Lines(string(want)) {
		if text, ok := strings.CutPrefix(strings.TrimSuffix(line, "\n"), "- "); ok {
			text = strings.ReplaceAll(text, `\n`, "\n")
			got.WriteString(line)
			cond, issues := env.Compile(text)
			require.Nil(t, cond, text)
			require.NotEmpty(t, issues, text)
			for _, is := range issues {
				got.WriteString(render(text, is))
			}
		} else if !strings.HasPrefix(line, " ") {
			got.WriteString(line)
		}
	}
	if os.Getenv("UPDATE") != "" {
		require.NoError(t, os.WriteFile(path, []byte(got.String()), 0o644))
		return
	}
	require.Empty(t, cmp.Diff(string(want), got.String()))
	// P101 and P102 have a test of their own; P190 is for what this package
	// has not thought of.
	for _, c := range expr.Codes() {
		if !strings.Contains("P101 P102 P190", c.Code) {
			require.Contains(t, got.String(), c.Code, c.Title)
		}
	}
}

// render underlines the place of an issue, as characters.
func render(text string, is expr.Issue) string {
	before := len([]rune(text[:is.Start]))
	under := strings.Repeat("^", max(1, len([]rune(text[is.Start:is.End]))))
	if is.Help != "" {
		is.Message += "; " + is.Help
	}
	return fmt.Sprintf("  %s%s\n    %s %d-%d %s\n", strings.Repeat(" ", before), under, is.Code, is.Start, is.End, is.Message)
}

func TestCompileRefusesWhatIsTooBig(t *testing.T) {
	env := newEnv(t)
	var formulas strings.Builder
	for i := range 50 {
		fmt.Fprintf(&formulas, "age + onset > %d.0 || ", i)
	}
	formulas.WriteString("smoker")
	for _, c := range []struct{ name, text, code, message string }{
		{"long", strings.Repeat("smoker || ", 400) + "smoker", "P101", "the condition has 4006 bytes and may have 4000"},
		{"wide", strings.Repeat("!smoker||", 350) + "smoker", "P102", "the condition has 1051 parts and may have 600"},
		{"deep", strings.Repeat("(", 40) + "smoker" + strings.Repeat(")", 40), "P102", "the condition is nested too deep"},
		{"not UTF-8", "smoker \xff", "P100", "the text is not UTF-8"},
		{"formulas", formulas.String(), "P141", "the formulas of this condition take too many calculations to check for every patient"},
		{"choices", "hb >= " + strings.Repeat("(smoker ? 1.0 : 2.0) + ", 11) + "100.0", "P102", "there are too many ? : inside comparisons"},
	} {
		t.Run(c.name, func(t *testing.T) {
			cond, issues := env.Compile(c.text)
			require.Nil(t, cond)
			require.Len(t, issues, 1)
			require.Equal(t, c.code, issues[0].Code)
			require.Equal(t, c.message, issues[0].Message)
		})
	}
}

func TestCodesAreListedOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range expr.Codes() {
		require.Regexp(t, `^P1\d\d$`, c.Code)
		require.NotEmpty(t, c.Title)
		require.False(t, seen[c.Code], c.Code)
		seen[c.Code] = true
	}
}
