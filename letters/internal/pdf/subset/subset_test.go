package subset_test

import (
	"encoding/binary"
	"maps"
	"slices"
	"testing"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/stretchr/testify/require"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"signpost.health/signpost/letters/internal/pdf/subset"
)

// TestCutKeepsEveryOutlineAndAdvance draws each glyph from the whole font and
// from the cut one, those made from others among them.
func TestCutKeepsEveryOutlineAndAdvance(t *testing.T) {
	for name, ttf := range map[string][]byte{"Liberation": liberationsansregular.TTF, "DejaVu": dejavusans.TTF} {
		t.Run(name, func(t *testing.T) {
			whole, err := sfnt.Parse(ttf)
			require.NoError(t, err)
			var buf sfnt.Buffer
			var glyphs []uint16
			for _, r := range "Siân Ŵyn-Nguyễn Łukasiewicz: 2.5 mg ≥ ½ µ € ậ Ǻ ☑שלום" {
				g, err := whole.GlyphIndex(&buf, r)
				require.NoError(t, err)
				glyphs = append(glyphs, uint16(g))
			}
			cut, err := subset.Cut(ttf, glyphs)
			require.NoError(t, err)
			require.Less(t, len(cut.File), len(ttf)/8)
			require.Equal(t, len(glyphs), len(cut.Glyphs))
			again, err := subset.Cut(ttf, glyphs)
			require.NoError(t, err)
			require.Equal(t, cut, again)
			part, err := sfnt.Parse(withCharacters(cut.File, liberationsansregular.TTF))
			require.NoError(t, err)
			for i, g := range glyphs {
				require.Equal(t, outline(t, whole, g), outline(t, part, cut.Glyphs[i]))
			}
			require.Negative(t, cut.Descent)
			require.Positive(t, cut.Ascent)
		})
	}
}

// withCharacters adds the tables that a PDF does without, and that the reader
// of this test asks for.
func withCharacters(cut, whole []byte) []byte {
	tables := read(cut)
	for name, data := range read(whole) {
		if _, has := tables[name]; !has && (name == "cmap" || name == "name" || name == "post" || name == "OS/2") {
			tables[name] = data
		}
	}
	out := append([]byte{0, 1, 0, 0}, 0, byte(len(tables)), 0, 0, 0, 0, 0, 0)
	var body []byte
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		out = append(append(out, name...), 0, 0, 0, 0)
		out = binary.BigEndian.AppendUint32(out, uint32(12+16*len(tables)+len(body)))
		out = binary.BigEndian.AppendUint32(out, uint32(len(tables[name])))
		body = append(body, tables[name]...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	return append(out, body...)
}

func read(ttf []byte) map[string][]byte {
	tables := map[string][]byte{}
	for i := range int(binary.BigEndian.Uint16(ttf[4:])) {
		entry := ttf[12+16*i:]
		from := binary.BigEndian.Uint32(entry[8:])
		tables[string(entry[:4])] = ttf[from : from+binary.BigEndian.Uint32(entry[12:])]
	}
	return tables
}

type drawn struct {
	Segments sfnt.Segments
	Advance  fixed.Int26_6
}

func outline(t *testing.T, f *sfnt.Font, g uint16) drawn {
	t.Helper()
	var buf sfnt.Buffer
	size := fixed.I(int(f.UnitsPerEm()))
	segments, err := f.LoadGlyph(&buf, sfnt.GlyphIndex(g), size, nil)
	require.NoError(t, err)
	advance, err := f.GlyphAdvance(&buf, sfnt.GlyphIndex(g), size, font.HintingNone)
	require.NoError(t, err)
	return drawn{append(sfnt.Segments(nil), segments...), advance}
}

func TestCutRefusesWhatIsNoFont(t *testing.T) {
	for name, data := range map[string][]byte{
		"nothing": nil, "text": []byte("not a font at all, but text"), "cut short": liberationsansregular.TTF[:4000],
	} {
		t.Run(name, func(t *testing.T) {
			_, err := subset.Cut(data, []uint16{1})
			require.ErrorIs(t, err, subset.ErrFont)
		})
	}
	_, err := subset.Cut(liberationsansregular.TTF, []uint16{60000})
	require.EqualError(t, err, "not a TrueType font that can be cut: glyph 60000")
}

func FuzzCut(f *testing.F) {
	small, err := subset.Cut(liberationsansregular.TTF, []uint16{36, 37, 200})
	require.NoError(f, err)
	f.Add(small.File, uint16(1))
	f.Add([]byte{}, uint16(0))
	f.Fuzz(func(_ *testing.T, data []byte, glyph uint16) {
		// Whatever comes in, there is an answer: a font or an error.
		_, _ = subset.Cut(data, []uint16{glyph})
	})
}
