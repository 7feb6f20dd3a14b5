package engine

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestRewrite is inside the package: nothing outside sees a condition before it
// is compiled again.
func TestRewrite(t *testing.T) {
	n := namesakes{to: map[string]string{"old": "now", "same": "same_before"}, options: map[string][]string{"signs": {"a", "b"}}}
	for _, c := range []struct{ text, want string }{
		{"old && older", "now && older"},
		{`same == "same"`, `same_before == "same"`},
		{`'it''s old' == old`, `'it''s old' == now`},
		{`o == "say \"old\"" && old`, `o == "say \"old\"" && now`},
		{"any(signs) && any(others)", `("a" in signs || "b" in signs) && any(others)`},
		{"any( signs )", `("a" in signs || "b" in signs)`},
		{"known(old) && missing(same)", "known(now) && missing(same_before)"},
		{"at_least(2, old, same, x)", "at_least(2, now, same_before, x)"},
		{"anyone && signs", "anyone && signs"},
		{"", ""},
		{`"unclosed old`, `"unclosed old`},
	} {
		t.Run(c.text, func(t *testing.T) {
			require.Equal(t, c.want, n.rewrite(c.text))
		})
	}
}

func TestCommonStep(t *testing.T) {
	for _, c := range []struct{ a, b, want float64 }{{1, 0.5, 0.5}, {1, 0.1, 0.1}, {0.3, 0.2, 0.1}, {1, 1.0 / 12, 1.0 / 12}, {2, 0, 2}} {
		require.InDelta(t, c.want, commonStep(c.a, c.b), 1e-9)
	}
}
