// Package clean makes text from anywhere safe to draw. What it changes it
// reports: in a clinical letter nothing may be mended in silence.
package clean

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Repair says in words what was changed in a text.
type Repair string

// The repairs.
const (
	BadBytes     Repair = "bytes that are not text were replaced"
	Controls     Repair = "control characters were replaced"
	Directions   Repair = "hidden direction marks were removed"
	Hidden       Repair = "invisible characters were removed"
	ManyMarks    Repair = "accents piled on one letter were replaced"
	replacement         = '\uFFFD'
	marksAllowed        = 4
)

// Text is s as every renderer may show it, with what had to be repaired. Line
// breaks stay; a text that is clean comes back unchanged.
func Text(s string) (string, []Repair) {
	if plain(s) {
		return s, nil
	}
	var repairs []Repair
	report := func(r Repair) {
		if !slices.Contains(repairs, r) {
			repairs = append(repairs, r)
		}
	}
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, string(replacement))
		report(BadBytes)
	}
	s = norm.NFC.String(strings.ReplaceAll(s, "\r\n", "\n"))
	var b strings.Builder
	b.Grow(len(s))
	marks := 0
	for _, r := range s {
		marks = countMarks(marks, r)
		if marks > marksAllowed {
			report(ManyMarks)
			if marks == marksAllowed+1 {
				b.WriteRune(replacement)
			}
			continue
		}
		out, repair := one(r)
		if repair != "" {
			report(repair)
		}
		if out >= 0 {
			b.WriteRune(out)
		}
	}
	slices.Sort(repairs)
	return b.String(), repairs
}

func countMarks(so int, r rune) int {
	if unicode.In(r, unicode.Mn, unicode.Me) {
		return so + 1
	}
	return 0
}

func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < 0x20 && c != '\n') || c >= 0x7F {
			return false
		}
	}
	return true
}

// one maps a rune to the one that is kept, or to -1.
func one(r rune) (rune, Repair) {
	switch {
	case r == '\n' || (r >= 0x20 && r < 0x7F):
		return r, ""
	case r == '\t':
		return ' ', ""
	case r == '\r', r == '\v', r == '\f', r == 0x85, r == 0x2028, r == 0x2029:
		return '\n', ""
	case r == 0xAD, r == 0x200B, r == 0xFEFF, r == 0x2060, isVariation(r):
		// Soft hyphens, zero-width spaces and variation selectors carry no
		// meaning on paper, and are too common to report.
		return -1, ""
	case r == 0x034F, r == 0x200C, r == 0x200D, r >= 0xE0000 && r <= 0xE007F:
		return -1, Hidden
	case r == 0x061C, r == 0x200E, r == 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return -1, Directions
	case unicode.IsControl(r), r >= 0xFFF9 && r <= 0xFFFB, isNoncharacter(r):
		return replacement, Controls
	}
	return r, ""
}

func isVariation(r rune) bool {
	return (r >= 0xFE00 && r <= 0xFE0F) || (r >= 0xE0100 && r <= 0xE01EF)
}

func isNoncharacter(r rune) bool {
	return r&0xFFFE == 0xFFFE || (r >= 0xFDD0 && r <= 0xFDEF)
}
