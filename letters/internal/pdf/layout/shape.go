package layout

import (
	"fmt"
	"strings"
	"unicode"

	"signpost.health/signpost/letters/internal/block"
	"signpost.health/signpost/letters/internal/pdf/clean"
)

// glyph is a rune with its face and advance, in thousandths of the size.
type glyph struct {
	r       rune
	face    Face
	advance float64
	// glue is a space that no line may break at.
	glue bool
}

type shaper struct {
	faces       Faces
	substituted []rune
	seen        map[rune]bool
}

// shape turns spans into glyphs. Every string of a document passes here.
func (s *shaper) shape(spans []block.Span) []glyph {
	var out []glyph
	for _, span := range spans {
		text, _ := clean.Text(span.Text)
		if out == nil {
			out = make([]glyph, 0, len(text))
		}
		for _, r := range text {
			out = s.add(out, r, span.Bold)
		}
	}
	return out
}

func (s *shaper) add(out []glyph, r rune, bold bool) []glyph {
	glue := false
	switch {
	case r == '\n':
		return append(out, glyph{r: r})
	case r == 0xA0, r == 0x202F, r == 0x2007:
		r, glue = ' ', true
	case unicode.Is(unicode.Zs, r):
		r = ' '
	}
	if face, advance, ok := s.find(r, bold); ok {
		return append(out, glyph{r: r, face: face, advance: advance, glue: glue})
	}
	if !s.seen[r] {
		s.seen[r] = true
		s.substituted = append(s.substituted, r)
	}
	for _, c := range CodePoint(r) {
		face, advance, _ := s.faces.Find(c, bold)
		out = append(out, glyph{r: c, face: face, advance: advance})
	}
	return out
}

func (s *shaper) find(r rune, bold bool) (Face, float64, bool) {
	if !Drawable(r) {
		return 0, 0, false
	}
	return s.faces.Find(r, bold)
}

// CodePoint is how a rune that cannot be drawn is shown.
func CodePoint(r rune) string { return fmt.Sprintf("[U+%04X]", r) }

// Drawable says whether a rune can be set one after the other from left to
// right. Scripts that join or run from the right cannot: set so they would
// read as something else.
func Drawable(r rune) bool {
	if r < 0x590 {
		return true
	}
	return r <= 0xFFFF && !unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana,
		unicode.Nko, unicode.Samaritan, unicode.Mandaic, unicode.Mongolian, unicode.Tifinagh)
}

// typeset is one line of glyphs as runs, from x = 0.
type typeset struct {
	runs  []Run
	width float64
}

// set draws glyphs on one line. A line that was broken at a space keeps it, so
// that the words stay apart when the text is read out.
func set(glyphs []glyph, size float64, spaceAfter bool) typeset {
	var t typeset
	var b strings.Builder
	flush := func(x float64, face Face) {
		if b.Len() > 0 {
			t.runs = append(t.runs, Run{X: x, Size: size, Face: face, Text: b.String()})
			b.Reset()
		}
	}
	start := 0.0
	for i, g := range glyphs {
		if i > 0 && g.face != glyphs[i-1].face {
			flush(start, glyphs[i-1].face)
			start = t.width
		}
		b.WriteRune(g.r)
		t.width += g.advance * size / 1000
	}
	if len(glyphs) > 0 {
		if spaceAfter {
			b.WriteByte(' ')
		}
		flush(start, glyphs[len(glyphs)-1].face)
	}
	return t
}
