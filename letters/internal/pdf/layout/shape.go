package layout

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"signpost.health/signpost/letters/internal/block"
	"signpost.health/signpost/letters/internal/pdf/clean"
)

// glyph is a rune with its face and advance, in thousandths of the size.
type glyph struct {
	r rune
	// says is what it stands for, where that is not the rune itself.
	says    string
	level   uint8
	face    Face
	advance float64
	// glue is a space that no line may break at.
	glue bool
}

type shaper struct {
	faces       Faces
	substituted []rune
	seen        map[rune]bool
	// joins is read when the first word needs it.
	joins joining
}

// Substituted lists the runes of a text that are shown as code points, each
// once.
func Substituted(text string, faces Faces) []rune {
	s := &shaper{faces: faces, seen: map[rune]bool{}}
	s.shape([]block.Span{{Text: text}})
	return s.substituted
}

// first is the first character of what the glyph says.
func (g glyph) first() rune {
	for _, r := range g.says {
		return r
	}
	return g.r
}

// shape turns spans into glyphs. Every string of a document passes here.
func (s *shaper) shape(spans []block.Span) []glyph {
	var out []glyph
	fromRight := false
	for _, span := range spans {
		text, _ := clean.Text(span.Text)
		if out == nil {
			out = make([]glyph, 0, len(text))
		}
		if strings.IndexFunc(text, mayRunFromRight) >= 0 {
			fromRight = true
			out = s.words(out, []rune(text), span.Bold)
			continue
		}
		for _, r := range text {
			out = s.add(out, r, span.Bold)
		}
	}
	if fromRight {
		direct(out)
	}
	return out
}

// words adds a text in which some words run from the right.
func (s *shaper) words(out []glyph, text []rune, bold bool) []glyph {
	if s.joins == nil {
		s.joins = forms()
	}
	for i := 0; i < len(text); {
		end := i
		for end < len(text) && runsFromRight(text[end]) {
			end++
		}
		if end == i {
			out = s.add(out, text[i], bold)
			i++
			continue
		}
		out = s.word(out, text[i:end], bold)
		i = end
	}
	return out
}

// word adds a word from the right, or its code points if any part of it cannot
// be drawn as it ought to be.
func (s *shaper) word(out []glyph, word []rune, bold bool) []glyph {
	shapes, ok := s.joins.shapes(word)
	glyphs := make([]glyph, 0, len(shapes))
	for _, p := range shapes {
		face, advance, found := s.faces.Find(p.drawn, bold)
		ok = ok && found
		glyphs = append(glyphs, glyph{r: p.drawn, says: p.says, face: face, advance: advance})
	}
	if ok {
		return append(out, glyphs...)
	}
	for _, r := range word {
		out = s.substitute(out, r, bold)
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
	return s.substitute(out, r, bold)
}

// substitute shows a rune as its code point.
func (s *shaper) substitute(out []glyph, r rune, bold bool) []glyph {
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

// Drawable says whether a rune can be set by itself, one after the other from
// left to right. Other scripts that join or run from the right cannot: set so
// they would read as something else.
func Drawable(r rune) bool {
	if r < 0x590 {
		return true
	}
	return !unicode.In(r, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Samaritan, unicode.Mandaic,
		unicode.Mongolian, unicode.Tifinagh)
}

// typeset is one line of glyphs as runs, from x = 0.
type typeset struct {
	runs  []Run
	width float64
}

// set draws glyphs on one line. A line that was broken at a space keeps it, so
// that the words stay apart when the text is read out. Runs stand in the order
// in which they are read, wherever on the line they are drawn.
func set(glyphs []glyph, size float64, spaceAfter bool) typeset {
	t := typeset{runs: make([]Run, 0, 4)}
	xs := t.place(glyphs, size)
	var b strings.Builder
	from := 0
	flush := func(to int) {
		if from == to {
			return
		}
		run := Run{X: xs[from], Size: size, Face: glyphs[from].face}
		if g := glyphs[from]; g.level%2 == 1 {
			run.Text, run.Drawn = string(g.r), g.r
			if g.says != "" {
				run.Text = g.says
			}
			if m := mirrored(g.r); m != g.r {
				run.Drawn = m
			}
		} else {
			run.Text = b.String()
		}
		b.Reset()
		t.runs = append(t.runs, run)
		from = to
	}
	for i, g := range glyphs {
		if i > 0 && (g.face != glyphs[i-1].face || g.level != glyphs[i-1].level || g.level%2 == 1) {
			flush(i)
		}
		b.WriteRune(g.r)
	}
	if spaceAfter && len(glyphs) > 0 {
		if last := glyphs[len(glyphs)-1]; last.level > 0 {
			flush(len(glyphs))
			t.runs = append(t.runs, Run{X: t.width, Size: size, Face: last.face, Text: " "})
		}
		b.WriteByte(' ')
	}
	flush(len(glyphs))
	return t
}

// place gives the place of each glyph on the line, and measures the line.
func (t *typeset) place(glyphs []glyph, size float64) []float64 {
	xs := make([]float64, len(glyphs))
	put := func(i int) {
		xs[i] = t.width
		t.width += glyphs[i].advance * size / 1000
	}
	if !slices.ContainsFunc(glyphs, func(g glyph) bool { return g.level > 0 }) {
		for i := range glyphs {
			put(i)
		}
		return xs
	}
	for _, i := range visual(glyphs) {
		put(i)
	}
	return xs
}
