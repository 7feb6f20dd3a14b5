package nhsnumber_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/internal/nhsnumber"
)

func TestParse(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"9990000018", "999 000 0018", " 9990000018 "} {
		number, err := nhsnumber.Parse(good)
		require.NoError(t, err, good)
		require.Equal(t, "9990000018", number)
	}
	for bad, says := range map[string]string{
		"":            "an NHS number has 10 digits",
		"999000001":   "an NHS number has 10 digits",
		"99900000188": "an NHS number has 10 digits",
		"99900000x8":  "an NHS number has 10 digits",
		"９９９０００００１８":  "an NHS number has 10 digits",
		"9990000019":  "the check digit of the NHS number does not fit",
		"9990000040":  "the check digit of the NHS number does not fit",
	} {
		_, err := nhsnumber.Parse(bad)
		require.EqualError(t, err, says, bad)
	}
	for _, digit := range "0123456789" {
		_, err := nhsnumber.Parse(strings.Repeat(string(digit), 10))
		require.EqualError(t, err, "ten digits alike are nobody's NHS number")
	}
}
