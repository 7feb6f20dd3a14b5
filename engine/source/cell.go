package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tabStop is the distance of tab stops in an excerpt.
const tabStop = 4

// cell is one character as a terminal shows it.
type cell struct {
	text  string
	width int
}

// show returns a character's cell at a column. A tab becomes spaces, and what
// would move the cursor or turn the direction of the line a replacement
// character, so that the caret lines up and a file cannot write to the terminal.
func show(r rune, size, column int) cell {
	switch {
	case r == '\t':
		width := tabStop - column%tabStop
		return cell{text: strings.Repeat(" ", width), width: width}
	case r == utf8.RuneError && size <= 1, unicode.IsControl(r), turnsDirection(r):
		return cell{text: string(utf8.RuneError), width: 1}
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return cell{text: string(r)}
	case isWide(r):
		return cell{text: string(r), width: 2}
	}
	return cell{text: string(r), width: 1}
}

// visible replaces in a message what show would replace in a line.
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r) || turnsDirection(r):
			return utf8.RuneError
		}
		return r
	}, text)
}

// turnsDirection reports whether a character changes the direction of the text
// after it (Unicode Technical Report 36).
func turnsDirection(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// isWide reports whether a terminal gives a character two columns (Unicode
// Standard Annex 11, in blocks).
func isWide(r rune) bool {
	switch {
	case r < 0x1100:
		return false
	case r <= 0x115F, // Hangul initial consonants
		r >= 0x2E80 && r <= 0x303E,   // CJK radicals and punctuation
		r >= 0x3041 && r <= 0x4DBF,   // kana to CJK extension A
		r >= 0x4E00 && r <= 0xA4CF,   // CJK, Yi
		r >= 0xAC00 && r <= 0xD7A3,   // Hangul syllables
		r >= 0xF900 && r <= 0xFAFF,   // CJK compatibility
		r >= 0xFE30 && r <= 0xFE6F,   // CJK compatibility forms
		r >= 0xFF00 && r <= 0xFF60,   // full-width forms
		r >= 0xFFE0 && r <= 0xFFE6,   // full-width signs
		r >= 0x1F300 && r <= 0x1F64F, // pictographs
		r >= 0x1F680 && r <= 0x1F6FF, // transport
		r >= 0x1F900 && r <= 0x1F9FF, // more pictographs
		r >= 0x20000 && r <= 0x3FFFD: // CJK extensions
		return true
	}
	return false
}
