package lang_test

import (
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine/lang"
)

// TestNotations holds the hand-written scanners against the patterns that they
// stand for.
func TestNotations(t *testing.T) {
	odd := regexp.MustCompile(`^[-+]?(0[0-9_]+|[0-9]+_[0-9_.]*|0[xob][0-9a-fA-F_]+|[0-9]+(:[0-5]?[0-9])+)$`)
	decimal := regexp.MustCompile(`^-?(0|[1-9][0-9]*)(\.[0-9]+)?$`)
	for _, text := range []string{"", "0", "-", "010", "1_000", "1_", "0x1F", "0x", "0b1_", "0o17", "12:30", "12:3", "12:60", "12:", "00:1:2", "1.5", "01.5", "-0.5", "+1", "1.", ".5", "0_0"} {
		require.Equal(t, odd.MatchString(text), lang.LooksLikeAnotherNumber(text), "%q", text)
		require.Equal(t, decimal.MatchString(text), lang.IsDecimal(text), "%q", text)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("+-0123456789_.:xobaF é")), 0, 7, -1).Draw(t, "text")
		require.Equal(t, odd.MatchString(text), lang.LooksLikeAnotherNumber(text), "%q", text)
		require.Equal(t, decimal.MatchString(text), lang.IsDecimal(text), "%q", text)
	})
}
