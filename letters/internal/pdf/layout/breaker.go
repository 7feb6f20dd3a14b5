package layout

import "strings"

// breakLines sets glyphs on lines no wider than width. It breaks at spaces;
// a word too long for a line breaks after a sign such as a slash, or anywhere.
func breakLines(glyphs []glyph, width, size float64) []typeset {
	var lines []typeset
	limit := width * 1000 / size
	for rest := glyphs; ; {
		n, next, atSpace := oneLine(rest, limit)
		lines = append(lines, set(rest[:n], size, atSpace))
		if next >= len(rest) {
			return lines
		}
		rest = rest[next:]
	}
}

// oneLine says how many glyphs go on the line, where the next line starts, and
// whether a space or a line break was left at the end.
func oneLine(glyphs []glyph, limit float64) (n, next int, atSpace bool) {
	width, space := 0.0, -1
	for i, g := range glyphs {
		if g.r == '\n' {
			return trimEnd(glyphs, i), after(glyphs, i), i < len(glyphs)-1
		}
		if g.r == ' ' && !g.glue {
			if i > 0 && glyphs[i-1].r != ' ' {
				space = i
			}
			width += g.advance
			continue
		}
		width += g.advance
		if width <= limit || i == 0 || g.advance == 0 {
			continue
		}
		if space > 0 {
			return space, skipSpaces(glyphs, space), true
		}
		cut := cutWord(glyphs[:i])
		return cut, cut, false
	}
	return trimEnd(glyphs, len(glyphs)), len(glyphs), false
}

// after is where the line after a line break starts. A break that ends the
// text starts no line of its own.
func after(glyphs []glyph, i int) int {
	if i == len(glyphs)-1 {
		return len(glyphs)
	}
	return i + 1
}

func trimEnd(glyphs []glyph, n int) int {
	for n > 0 && glyphs[n-1].r == ' ' {
		n--
	}
	return n
}

func skipSpaces(glyphs []glyph, i int) int {
	for i < len(glyphs) && glyphs[i].r == ' ' && !glyphs[i].glue {
		i++
	}
	// A line break after the spaces belongs to the line that just ended.
	if i < len(glyphs) && glyphs[i].r == '\n' {
		i = after(glyphs, i)
	}
	return i
}

// cutWord finds where to break a word that fills the whole line: after a sign
// in its last part, else at the end, never between a letter and its accents.
func cutWord(glyphs []glyph) int {
	for i := len(glyphs); i > len(glyphs)*6/10 && i > 1; i-- {
		if strings.ContainsRune("-/._@,;:&=?+", glyphs[i-1].r) {
			return i
		}
	}
	for i := len(glyphs); i > 1; i-- {
		if glyphs[i-1].advance > 0 {
			return i
		}
	}
	return len(glyphs)
}
