package expr_test

import (
	"strings"
	"testing"

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

func TestCompileSaysWhatIsWrongAndWhere(t *testing.T) {
	env := newEnv(t)
	// The place of the issue stands between the brackets « ».
	for _, c := range []struct{ text, code, message, help string }{
		{"«»", "P100", "the condition is empty", "write what must be true"},
	} {
		t.Run(c.text, func(t *testing.T) {
			start := strings.Index(c.text, "«")
			end := strings.Index(c.text, "»") - len("«")
			text := strings.NewReplacer("«", "", "»", "").Replace(c.text)
			cond, issues := env.Compile(text)
			require.Nil(t, cond)
			require.Equal(t, []expr.Issue{{Start: start, End: end, Code: c.code, Message: c.message, Help: c.help}}, issues)
		})
	}
}
