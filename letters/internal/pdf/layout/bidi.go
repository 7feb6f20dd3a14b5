package layout

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// direct gives each glyph its level: even ones run from left to right, odd
// ones from right to left. It is the Unicode bidirectional algorithm for a
// paragraph from left to right. Marks that embed or override never get here:
// they are cleaned away, since they can make a text read as another.
func direct(glyphs []glyph) {
	for from := 0; from < len(glyphs); {
		to := from + slices.IndexFunc(glyphs[from:], func(g glyph) bool { return g.r == '\n' })
		if to < from {
			to = len(glyphs)
		}
		p := paragraph{glyphs: glyphs[from:to], classes: make([]bidi.Class, to-from)}
		p.resolve()
		from = to + 1
	}
}

type paragraph struct {
	glyphs  []glyph
	classes []bidi.Class
}

func (p *paragraph) resolve() {
	for i, g := range p.glyphs {
		props, _ := bidi.LookupRune(g.first())
		p.classes[i] = props.Class()
	}
	p.marksAndNumbers()
	p.quantities()
	p.separators()
	p.brackets()
	p.neutrals()
	for i, c := range p.classes {
		switch c {
		case bidi.R:
			p.glyphs[i].level = 1
		case bidi.EN, bidi.AN:
			p.glyphs[i].level = 2
		default:
			p.glyphs[i].level = 0
		}
	}
}

// marksAndNumbers are the rules W1 to W3: a mark goes with its letter, and
// digits after Arabic letters are Arabic numbers.
func (p *paragraph) marksAndNumbers() {
	before, strong := bidi.L, bidi.L
	for i, c := range p.classes {
		if c == bidi.NSM {
			c = before
		}
		switch c {
		case bidi.L, bidi.R, bidi.AL:
			strong = c
		case bidi.EN:
			if strong == bidi.AL {
				c = bidi.AN
			}
		default:
		}
		before, p.classes[i] = c, c
	}
	for i, c := range p.classes {
		if c == bidi.AL {
			p.classes[i] = bidi.R
		}
	}
}

// quantities makes a number that is held to a unit from left to right such
// text itself. The algorithm alone would put "65 kg" after an Arabic word apart:
// the number on one side of the word, the unit on the other.
func (p *paragraph) quantities() {
	for i, g := range p.glyphs {
		if !g.glue || i+1 == len(p.glyphs) || p.classes[i+1] != bidi.L {
			continue
		}
		for n := i - 1; n >= 0 && isNumberPart(p.classes[n]); n-- {
			p.classes[n] = bidi.L
		}
	}
}

func isNumberPart(c bidi.Class) bool {
	return c == bidi.EN || c == bidi.AN || c == bidi.CS || c == bidi.ES
}

// separators are the rules W4 to W7: signs that belong to a number go with it,
// and numbers in text from left to right are such text.
func (p *paragraph) separators() {
	c := p.classes
	for i := 1; i+1 < len(c); i++ {
		same := c[i-1] == c[i+1]
		if (c[i] == bidi.ES && same && c[i-1] == bidi.EN) || (c[i] == bidi.CS && same && (c[i-1] == bidi.EN || c[i-1] == bidi.AN)) {
			c[i] = c[i-1]
		}
	}
	for i := 0; i < len(c); i++ {
		end := i
		for end < len(c) && c[end] == bidi.ET {
			end++
		}
		if end > i && ((i > 0 && c[i-1] == bidi.EN) || (end < len(c) && c[end] == bidi.EN)) {
			for ; i < end; i++ {
				c[i] = bidi.EN
			}
		}
		i = max(i, end)
	}
	strong := bidi.L
	for i := range c {
		switch c[i] {
		case bidi.ES, bidi.ET, bidi.CS:
			c[i] = bidi.ON
		case bidi.L, bidi.R:
			strong = c[i]
		case bidi.EN:
			if strong == bidi.L {
				c[i] = bidi.L
			}
		default:
		}
	}
}

// brackets are rule N0: a pair has one direction.
func (p *paragraph) brackets() {
	for _, pair := range p.pairs() {
		dir := bidi.ON
		for _, c := range p.classes[pair[0]+1 : pair[1]] {
			if d := direction(c); d == bidi.L || (d == bidi.R && dir != bidi.L) {
				dir = d
			}
		}
		if dir == bidi.R && p.before(pair[0]) != bidi.R {
			dir = bidi.L
		}
		if dir != bidi.ON {
			p.classes[pair[0]], p.classes[pair[1]] = dir, dir
		}
	}
}

// pairs are the places of brackets that belong together, by the opening one.
func (p *paragraph) pairs() [][2]int {
	const opening, closing = "([{", ")]}"
	var open []int
	var out [][2]int
	for i, g := range p.glyphs {
		if p.classes[i] != bidi.ON {
			continue
		}
		if slices.Contains([]rune(opening), g.r) {
			open = append(open, i)
		}
		at := slices.Index([]rune(closing), g.r)
		for n := len(open) - 1; at >= 0 && n >= 0; n-- {
			if p.glyphs[open[n]].r == rune(opening[at]) {
				out = append(out, [2]int{open[n], i})
				open = open[:n]
				break
			}
		}
	}
	slices.SortFunc(out, func(a, b [2]int) int { return a[0] - b[0] })
	return out
}

// before is the direction of the last text before a place.
func (p *paragraph) before(i int) bidi.Class {
	for i--; i >= 0; i-- {
		if d := direction(p.classes[i]); d != bidi.ON {
			return d
		}
	}
	return bidi.L
}

// neutrals are the rules N1 and N2: what has no direction takes that of both
// sides where they agree, else that of the paragraph.
func (p *paragraph) neutrals() {
	for i := 0; i < len(p.classes); {
		end := i
		for end < len(p.classes) && direction(p.classes[end]) == bidi.ON {
			end++
		}
		if end == i {
			i++
			continue
		}
		dir := bidi.L
		if p.before(i) == bidi.R && end < len(p.classes) && direction(p.classes[end]) == bidi.R {
			dir = bidi.R
		}
		for ; i < end; i++ {
			p.classes[i] = dir
		}
	}
}

// direction is what a class counts as beside neutral signs: numbers count as
// text from right to left, and ON is none.
func direction(c bidi.Class) bidi.Class {
	switch c {
	case bidi.L, bidi.R:
		return c
	case bidi.EN, bidi.AN:
		return bidi.R
	default:
		return bidi.ON
	}
}

// visual is the order, from the left, in which glyphs of a line stand. Spaces
// at the end of a line stay there.
func visual(glyphs []glyph) []int {
	order := make([]int, len(glyphs))
	levels := make([]uint8, len(glyphs))
	highest := uint8(0)
	end := trimEnd(glyphs, len(glyphs))
	for i := range glyphs {
		order[i] = i
		if i < end {
			levels[i] = glyphs[i].level
			highest = max(highest, levels[i])
		}
	}
	for level := highest; level > 0; level-- {
		for i := 0; i < len(order); {
			end := i
			for end < len(order) && levels[order[end]] >= level {
				end++
			}
			slices.Reverse(order[i:end])
			i = max(end, i+1)
		}
	}
	return order
}

// mirrored is the sign that stands for another in text from right to left.
func mirrored(r rune) rune {
	const signs = "()[]{}<>«»≤≥"
	all := []rune(signs)
	if i := slices.Index(all, r); i >= 0 {
		return all[i^1]
	}
	return r
}
