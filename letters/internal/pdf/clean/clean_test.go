package clean_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/letters/internal/pdf/clean"
)

func TestText(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		repairs        []clean.Repair
	}{
		{"plain", "Not allergic to penicillin", "Not allergic to penicillin", nil},
		{"a bad byte takes no letter with it", "Not aller\xFFgic", "Not aller\uFFFDgic", []clean.Repair{clean.BadBytes}},
		{"old one-byte text", "Siob\xE1n takes", "Siob\uFFFDn takes", []clean.Repair{clean.BadBytes}},
		{"a cut character", "Caf\xC3", "Caf\uFFFD", []clean.Repair{clean.BadBytes}},
		{"accents are joined", "Cafe\u0301", "Café", nil},
		{"line breaks of every kind", "a\r\nb\rc\u2028d\u0085e\vf", "a\nb\nc\nd\ne\nf", nil},
		{"tab", "a\tb", "a b", nil},
		{"NUL and bell", "a\x00b\x07", "a\uFFFDb\uFFFD", []clean.Repair{clean.Controls}},
		{"direction override", "\u202Egpj.exe\u202C", "gpj.exe", []clean.Repair{clean.Directions}},
		{"joiner", "a\u200Db", "ab", []clean.Repair{clean.Hidden}},
		{"soft hyphen", "para\u00ADcetamol", "paracetamol", nil},
		{"no-break space stays", "2.5\u00A0mg", "2.5\u00A0mg", nil},
		{"a placeholder is only text", "{nb}", "{nb}", nil},
		{"piled accents", "x" + strings.Repeat("\u0301", 9), "x\u0301\u0301\u0301\u0301\uFFFD", []clean.Repair{clean.ManyMarks}},
		{"noncharacter", "a\uFFFEb", "a\uFFFDb", []clean.Repair{clean.Controls}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, repairs := clean.Text(c.in)
			require.Equal(t, c.want, got)
			if diff := cmp.Diff(c.repairs, repairs); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a\x00\xff\xe2\x82", "\u202Ea", "e\u0301", "\U0010FFFF", strings.Repeat("\u0301", 40)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, _ := clean.Text(s)
		require.True(t, utf8.ValidString(got))
		require.False(t, strings.ContainsFunc(got, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }))
		again, _ := clean.Text(got)
		require.Equal(t, got, again, "cleaning twice is cleaning once")
	})
}
