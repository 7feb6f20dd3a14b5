package english

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Lower puts a text into the middle of a sentence: it loses its capital,
// unless its first word is a name such as FIT, SpO2 or X-ray.
func Lower(s string) string { return lower(s) }

func lower(s string) string {
	word, _, _ := strings.Cut(s, " ")
	first, size := utf8.DecodeRuneInString(word)
	rest := word[size:]
	next, _ := utf8.DecodeRuneInString(rest)
	isName := strings.ContainsFunc(rest, func(r rune) bool { return unicode.IsUpper(r) || unicode.IsDigit(r) }) ||
		(rest != "" && !unicode.IsLetter(next) && next != '\'')
	if isName || (rest == "" && word != "A") {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}

// Upper gives a text its capital.
func Upper(s string) string { return upper(s) }

func upper(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 || strings.HasPrefix(s, "pH") {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// whole sets a text in quotation marks where a list or an "or" inside it could
// be read as part of the sentence around it.
func whole(s string) string {
	for _, sign := range []string{",", ";", ":", " or ", " and "} {
		if strings.Contains(s, sign) {
			return quoted(s)
		}
	}
	return s
}

func quoted(s string) string { return "“" + s + "”" }

func quotedAll(items []string) []string {
	out := make([]string, len(items))
	for i, s := range items {
		out[i] = quoted(s)
	}
	return out
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
