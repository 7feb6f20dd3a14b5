package graph

import (
	"strings"
	"unicode"
)

// wrap breaks a text into lines no wider than width at a type size. A word
// that is too long for a line is broken where it must be.
func wrap(text string, width, size float64) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		for measure(word, size) > width {
			head, tail := cut(word, width, size)
			if line != "" {
				lines, line = append(lines, line), ""
			}
			lines, word = append(lines, head), tail
		}
		switch {
		case line == "":
			line = word
		case measure(line+" "+word, size) <= width:
			line += " " + word
		default:
			lines, line = append(lines, line), word
		}
	}
	return append(lines, line)
}

// cut takes as much of a word as fits on a line, at least one letter.
func cut(word string, width, size float64) (head, tail string) {
	runes := []rune(word)
	n := 1
	for n < len(runes) && measure(string(runes[:n+1]), size) <= width {
		n++
	}
	return string(runes[:n]), string(runes[n:])
}

// measure is the width of a text in a sans-serif face, taken a little too
// wide: the reader's own face is not known.
func measure(text string, size float64) float64 {
	var em float64
	for _, r := range text {
		em += advance(r)
	}
	return em * size
}

func advance(r rune) float64 {
	switch {
	case strings.ContainsRune("ijl.,:;'|!", r):
		return 0.27
	case strings.ContainsRune("ftr()-/ \u00a0[]", r):
		return 0.34
	case strings.ContainsRune("mMWw%@", r):
		return 0.87
	case unicode.IsUpper(r):
		return 0.70
	case r < 0x250 || strings.ContainsRune("“”‘’–", r):
		return 0.565
	}
	return 1
}
