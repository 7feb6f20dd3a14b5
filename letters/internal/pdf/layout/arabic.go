package layout

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The forms of a letter that joins: by itself, at the end, at the start and in
// the middle of what is joined. Letters that join only to the one before have
// the first two, letters that never join the first alone.
const (
	alone = iota
	final
	initial
	medial
)

// joining are the forms of Arabic letters that Unicode has as characters of
// their own, and of lam with alef, by what they say.
type joining map[string][]rune

// forms reads the table out of Unicode's own: a form's compatibility mapping is
// its letter, and the forms of a letter follow each other in the order above.
func forms() joining {
	out := joining{"ـ": {'ـ', 'ـ', 'ـ', 'ـ'}}
	for _, block := range [][2]rune{{0xFB50, 0xFBB1}, {0xFBD3, 0xFBE7}, {0xFBFC, 0xFBFF}, {0xFE80, 0xFEFC}} {
		for r := block[0]; r <= block[1]; r++ {
			says := norm.NFKC.String(string(r))
			out[says] = append(out[says], r)
		}
	}
	return out
}

// mayRunFromRight says whether a rune may change the direction of what is around
// it: the letters, digits and signs of scripts that are written from the right.
func mayRunFromRight(r rune) bool { return r >= 0x590 && r < 0x900 || r >= 0xFB1D && r < 0xFEFF }

// runsFromRight says whether a rune belongs to a word of a script that is
// written from the right and that can be drawn.
func runsFromRight(r rune) bool {
	return r >= 0x590 && unicode.In(r, unicode.Hebrew, unicode.Arabic) && (unicode.IsLetter(r) || unicode.IsMark(r) || r == 'ـ') ||
		r >= 0x64B && r <= 0x65F
}

// piece is one shape of a word, and the characters that it says.
type piece struct {
	drawn rune
	says  string
}

// shapes are a word's pieces. It is false for a word with marks, which would
// need placing over their letters, and one with a letter whose form is not
// known: such a word is better shown as code points than wrong.
func (j joining) shapes(word []rune) ([]piece, bool) {
	pieces := make([]piece, 0, len(word))
	for i := 0; i < len(word); i++ {
		says := string(word[i])
		if unicode.IsMark(word[i]) {
			return nil, false
		}
		if i+1 < len(word) && len(j[says+string(word[i+1])]) == 2 && word[i] == 'ل' {
			i++
			says += string(word[i])
		}
		pieces = append(pieces, piece{says: says})
	}
	if !j.form(pieces) {
		return nil, false
	}
	return pieces, true
}

// form chooses the form of each piece by its neighbours.
func (j joining) form(pieces []piece) bool {
	for i := range pieces {
		has := j[pieces[i].says]
		if len(has) == 0 {
			first := []rune(pieces[i].says)[0]
			if !unicode.Is(unicode.Hebrew, first) && first != 'ء' {
				return false
			}
			pieces[i].drawn = first
			continue
		}
		form := alone
		before := i > 0 && len(j[pieces[i-1].says]) == 4 && len(has) >= 2
		after := i+1 < len(pieces) && len(has) == 4 && len(j[pieces[i+1].says]) >= 2
		switch {
		case before && after:
			form = medial
		case before:
			form = final
		case after:
			form = initial
		}
		pieces[i].drawn = has[form]
	}
	return true
}
