package layout_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/bidi"
	"pgregory.net/rapid"

	"signpost.health/signpost/letters/internal/block"
	"signpost.health/signpost/letters/internal/pdf/layout"
)

// scribe is a face that has every rune but one.
type scribe struct{}

func (scribe) Find(r rune, _ bool) (layout.Face, float64, bool) { return layout.Main, 500, r != 'ݺ' }

// written are the runs of a text that fits on a line.
func written(t require.TestingT, text string) []layout.Run {
	got, err := layout.Set(block.Document{Identity: "x", Blocks: []block.Block{block.Plain(text)}}, layout.A4(12), scribe{})
	require.NoError(t, err)
	var out []layout.Run
	for _, i := range got.Pages[0].Items {
		if r, ok := i.(layout.Run); ok && r.Element != layout.Artifact {
			out = append(out, r)
		}
	}
	return out
}

// TestTextFromTheRight gives what is seen from left to right, and what is read.
// The forms of Arabic letters are those of Unicode's block of them.
func TestTextFromTheRight(t *testing.T) {
	for _, c := range []struct{ name, in, seen string }{
		{"a Hebrew name", "כהן, David", "ןהכ, David"},
		{"two words", "שלום עולם ok", "םלוע םולש ok"},
		{"a number in between", "שלום 12 עולם", "םלוע 12 םולש"},
		{"brackets", "abc (שלום) ghi", "abc (םולש) ghi"},
		{"brackets inside", "שלום (אב) עולם", "םלוע (בא) םולש"},
		{"brackets of the text around", "a(א)א z", "a(א)א z"},
		{"a dose stays with its unit", "שלום 3.5\u00A0mg", "םולש 3.5 mg"},
		{"Arabic joins", "عمر", "\uFEAE\uFEE4\uFECB"},
		{"alef does not join what follows", "دار", "\uFEAD\uFE8D\uFEA9"},
		{"lam with alef", "سلام", "\uFEE1\uFEFC\uFEB3"},
		{"Arabic digits", "عمر ٤٥", "٤٥ \uFEAE\uFEE4\uFECB"},
		{"with vowel signs it is shown as code points", "x שָׁב", "x [U+05E9][U+05B8][U+05C1][U+05D1]"},
		{"and so is a word with a letter that has no form", "x سݺ", "x [U+0633][U+077A]"},
		{"two paragraphs", "אב\nגד", "בא דג"},
	} {
		t.Run(c.name, func(t *testing.T) {
			runs := written(t, c.in)
			read := ""
			for _, r := range runs {
				read += r.Text
			}
			if !strings.Contains(c.seen, "[U+") {
				require.Equal(t, strings.NewReplacer("\u00A0", " ", "\n", " ").Replace(c.in), strings.TrimSpace(read), "it is read in its own order")
			}
			slices.SortStableFunc(runs, func(a, b layout.Run) int {
				return cmpFloats(a.Y, b.Y, a.X, b.X)
			})
			seen := ""
			for _, r := range runs {
				if r.Drawn != 0 {
					seen += string(r.Drawn)
				} else {
					seen += r.Text
				}
			}
			if diff := cmp.Diff(c.seen, strings.TrimSpace(seen)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func cmpFloats(pairs ...float64) int {
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] < pairs[i+1] {
			return -1
		}
		if pairs[i] > pairs[i+1] {
			return 1
		}
	}
	return 0
}

// TestDirectionsAreThoseOfTheStandard compares the direction of every character
// with another implementation of the algorithm, which knows no brackets.
func TestDirectionsAreThoseOfTheStandard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// The first and the last letter make the paragraph one from left to right.
		text := "a" + rapid.StringOfN(rapid.SampledFrom([]rune("ab אבע12٤ .,+-/%$")), 0, 30, -1).Draw(t, "text") + "z"
		var p bidi.Paragraph
		_, err := p.SetString(text)
		require.NoError(t, err)
		order, err := p.Order()
		require.NoError(t, err)
		want := ""
		for i := range order.NumRuns() {
			run := order.Run(i)
			sign := ">"
			if run.Direction() == bidi.RightToLeft {
				sign = "<"
			}
			want += strings.Repeat(sign, len([]rune(run.String())))
		}
		got := ""
		for _, r := range written(t, text) {
			sign := ">"
			if r.Drawn != 0 {
				sign = "<"
			}
			got += strings.Repeat(sign, len([]rune(r.Text)))
		}
		require.Equal(t, want, got, "%q", text)
	})
}
