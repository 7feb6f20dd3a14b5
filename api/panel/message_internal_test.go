package panel

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestSMSLength counts as a phone network does: 160 of the phone alphabet in
// one message, 70 with anything else.
func TestSMSLength(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, text           string
		characters, messages int
	}{
		{"nothing", "", 0, 1},
		{"one full", strings.Repeat("a", 160), 160, 1},
		{"two", strings.Repeat("a", 161), 161, 2},
		{"two full", strings.Repeat("a", 306), 306, 2},
		{"three", strings.Repeat("a", 307), 307, 3},
		{"euro counts twice", strings.Repeat("€", 80), 160, 1},
		{"a Polish letter makes it wide", strings.Repeat("ż", 70), 70, 1},
		{"wide, two", strings.Repeat("a", 70) + "ż", 71, 2},
		{"an emoji is two", strings.Repeat("🙂", 35), 70, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			characters, messages := smsLength(c.text)
			require.Equal(t, c.characters, characters)
			require.Equal(t, c.messages, messages)
		})
	}
}

func TestDatesInPlaceOfLengths(t *testing.T) {
	t.Parallel()
	told, left := dated("We write. If you have not heard within 6 weeks, call the surgery. Bye.", "6 weeks", "Call by Friday.")
	require.Equal(t, "We write. Call by Friday. Bye.", told)
	require.Empty(t, left)
	told, left = dated("Ring us after 6 weeks.", "6 weeks", "Call by Friday.")
	require.Equal(t, "Ring us after 6 weeks.", told)
	require.Equal(t, "Call by Friday.", left)
}

func TestDaysAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for typed, day := range map[string]string{
		"27/3/2026": "2026-03-27", "27 03 2026": "2026-03-27", "27-Mar-2026": "2026-03-27", "27 March 2026": "2026-03-27",
		"2026-03-27": "2026-03-27", "27.3.2026": "2026-03-27", "31/2/2026": "31/2/2026", "soon": "soon",
	} {
		require.Equal(t, day, dayOf(typed), typed)
	}
}
