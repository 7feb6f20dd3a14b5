package pdf

import (
	"fmt"
	"math"

	"github.com/go-fonts/dejavu/dejavusans"
	"github.com/go-fonts/dejavu/dejavusansbold"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"signpost.health/signpost/letters/internal/pdf/layout"
)

// files are the TrueType bytes of the faces, in the order of layout.Face.
func files() [4][]byte {
	return [4][]byte{
		layout.Main:         liberationsansregular.TTF,
		layout.MainBold:     liberationsansbold.TTF,
		layout.Fallback:     dejavusans.TTF,
		layout.FallbackBold: dejavusansbold.TTF,
	}
}

// faces measures text. It is made anew for each document and is not shared.
type faces struct {
	fonts [4]*sfnt.Font
	buf   sfnt.Buffer
	known map[key]advance
}

type key struct {
	r    rune
	bold bool
}

type advance struct {
	face  layout.Face
	width float64
	ok    bool
}

func newFaces() (*faces, error) {
	f := &faces{known: make(map[key]advance, 256)}
	for i, data := range files() {
		parsed, err := sfnt.Parse(data)
		if err != nil {
			return nil, fmt.Errorf("read font %d: %w", i, err)
		}
		f.fonts[i] = parsed
	}
	return f, nil
}

// Find implements layout.Faces.
func (f *faces) Find(r rune, bold bool) (layout.Face, float64, bool) {
	k := key{r, bold}
	a, seen := f.known[k]
	if !seen {
		a = f.look(r, bold)
		f.known[k] = a
	}
	return a.face, a.width, a.ok
}

func (f *faces) look(r rune, bold bool) advance {
	order := []layout.Face{layout.Main, layout.Fallback}
	if bold {
		order = []layout.Face{layout.MainBold, layout.FallbackBold}
	}
	for _, face := range order {
		if w, ok := f.width(face, r); ok {
			return advance{face, w, true}
		}
	}
	return advance{}
}

// width is a rune's advance in thousandths, rounded as the PDF stores it.
func (f *faces) width(face layout.Face, r rune) (float64, bool) {
	glyph, width := f.glyph(face, r)
	return width, glyph != 0
}

// glyph is a rune's glyph in a face and its advance; glyph 0 is none.
func (f *faces) glyph(face layout.Face, r rune) (uint16, float64) {
	parsed := f.fonts[face]
	glyph, err := parsed.GlyphIndex(&f.buf, r)
	if err != nil || glyph == 0 {
		return 0, 0
	}
	em := parsed.UnitsPerEm()
	w, err := parsed.GlyphAdvance(&f.buf, glyph, fixed.I(int(em)), font.HintingNone)
	if err != nil {
		return 0, 0
	}
	return uint16(glyph), math.Round(float64(w) / 64 * 1000 / float64(em))
}
