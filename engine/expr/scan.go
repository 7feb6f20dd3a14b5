package expr

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tok is a piece of a condition's text. The scanner only finds slips of the
// pen and measures spans: cel-go's parser alone says what a text means.
type tok struct {
	kind       int
	start, end int
}

const (
	tokWord = iota
	tokNumber
	tokQuoted
	tokSign
)

// scan splits a text into words, numbers, quoted texts and signs. Blanks and
// comments are left out.
func scan(text string) []tok {
	out := make([]tok, 0, len(text)/4+2)
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		start := i
		switch {
		case r == '/' && strings.HasPrefix(text[i:], "//"):
			i = lineEnd(text, i)
			continue
		case r != '\u00a0' && unicode.IsSpace(r):
			i += size
			continue
		case isQuote(r):
			i = quotedEnd(text, i)
			out = append(out, tok{tokQuoted, start, i})
		case isDigit(text, i):
			i = numberEnd(text, i)
			out = append(out, tok{tokNumber, start, i})
		case r == '_' || unicode.IsLetter(r):
			i = wordEnd(text, i)
			out = append(out, tok{tokWord, start, i})
		default:
			i += signLength(text[i:], size)
			out = append(out, tok{tokSign, start, i})
		}
	}
	return out
}

func isPlainQuote(c byte) bool { return c == '"' || c == '\'' }

func isQuote(r rune) bool { return strings.ContainsRune("\"'“”„‘’‚", r) }

func isDigit(text string, i int) bool { return i < len(text) && text[i] >= '0' && text[i] <= '9' }

func lineEnd(text string, i int) int {
	if n := strings.IndexByte(text[i:], '\n'); n >= 0 {
		return i + n
	}
	return len(text)
}

// quotedEnd finds the end of a quoted text: the same plain quote, or any quote
// after a curly one. A text that is never closed ends with its line.
func quotedEnd(text string, i int) int {
	open, size := utf8.DecodeRuneInString(text[i:])
	end := lineEnd(text, i)
	for at := i + size; at < end; {
		r, n := utf8.DecodeRuneInString(text[at:])
		switch {
		case r == '\\' && at+1 < end:
			_, m := utf8.DecodeRuneInString(text[at+1:])
			n += m
		case r == open || open >= utf8.RuneSelf && isQuote(r):
			return at + n
		}
		at += n
	}
	return end
}

func numberEnd(text string, i int) int {
	digits := func() {
		for isDigit(text, i) {
			i++
		}
	}
	digits()
	if i+1 < len(text) && text[i] == '.' && isDigit(text, i+1) {
		i++
		digits()
	}
	if i < len(text) && (text[i] == 'e' || text[i] == 'E') {
		at := i + 1
		if at < len(text) && (text[at] == '-' || text[at] == '+') {
			at++
		}
		if isDigit(text, at) {
			i = at
			digits()
		}
	}
	return i
}

func wordEnd(text string, i int) int {
	n := strings.IndexFunc(text[i:], func(r rune) bool {
		return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	if n < 0 {
		return len(text)
	}
	return i + n
}

// signLength gives the length of the sign that a text starts with, whose
// first rune has the given size.
func signLength(text string, size int) int {
	for _, s := range []string{"===", "==", "!=", "<=", ">=", "=>", "=<", "<>", "&&", "||"} {
		if strings.HasPrefix(text, s) {
			return len(s)
		}
	}
	return size
}
