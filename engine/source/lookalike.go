package source

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lookalike is a letter that only looks like a Latin one. It comes with text
// pasted from elsewhere, or from a keyboard switched to another alphabet.
type Lookalike struct {
	// Letter is the first such letter of a word, At where it stands in it.
	Letter rune
	At     int
	// Latin is the letter it looks like, Word the word in Latin letters.
	Latin rune
	Word  string
}

// FindLookalike finds the letters of a word that only look like Latin ones, if
// all its letters that are not Latin do.
func FindLookalike(word string) (found Lookalike, ok bool) {
	var latin strings.Builder
	for i, r := range word {
		if r < utf8.RuneSelf {
			latin.WriteRune(r)
			continue
		}
		same, alike := looksLike(r)
		switch {
		case !alike:
			return Lookalike{}, false
		case !ok:
			found, ok = Lookalike{Letter: r, At: i, Latin: same}, true
		}
		latin.WriteRune(same)
	}
	found.Word = latin.String()
	return found, ok
}

// String says what is wrong: "the о is a Cyrillic letter that only looks like o".
func (l Lookalike) String() string {
	return fmt.Sprintf("the %c is a %s letter that only looks like %c", l.Letter, alphabetOf(l.Letter), l.Latin)
}

// Help says what to do.
func (l Lookalike) Help() string { return "type it again: " + l.Word }

func alphabetOf(r rune) string {
	switch {
	case unicode.Is(unicode.Cyrillic, r):
		return "Cyrillic"
	case unicode.Is(unicode.Greek, r):
		return "Greek"
	}
	return "double-width"
}

// looksLike gives the Latin letter that another letter cannot be told from.
func looksLike(r rune) (rune, bool) {
	const (
		other = "асеорхуіјѕһԁӏАВЕКМНОРСТХУІЈЅ" + "οανικρυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
		latin = "aceopxyijshdlABEKMHOPCTXYIJS" + "oavikpuABEZHIKMNOPTYX"
	)
	if r >= 'Ａ' && r <= 'Ｚ' || r >= 'ａ' && r <= 'ｚ' || r >= '０' && r <= '９' || r == '＿' {
		return r - 'Ａ' + 'A', true
	}
	for i, o := range []rune(other) {
		if o == r {
			return rune(latin[i]), true
		}
	}
	return 0, false
}
