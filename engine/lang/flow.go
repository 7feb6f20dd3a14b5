package lang

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// plain follows a plain scalar whose value is known. It returns the offset after
// the scalar.
func (t *tracer) plain(i int, value string) int {
	for len(t.value) < len(value) && i < len(t.data) {
		if next, ok := t.fold(i); ok {
			i = next
			continue
		}
		t.copy(i, i+1)
		i++
	}
	t.close(i)
	return i
}

// singleQuoted follows a scalar in single quotes, from its opening quote.
func (t *tracer) singleQuoted(i int) int {
	for i++; i < len(t.data); {
		next, folded := t.fold(i)
		switch {
		case folded:
			i = next
		case t.at(i) == '\'' && t.at(i+1) == '\'':
			t.put("'", i, i+2)
			i += 2
		case t.at(i) == '\'':
			t.close(i)
			return i + 1
		default:
			t.copy(i, i+1)
			i++
		}
	}
	t.close(i)
	return i
}

// doubleQuoted follows a scalar in double quotes, from its opening quote.
func (t *tracer) doubleQuoted(i int) int {
	for i++; i < len(t.data); {
		next, folded := t.fold(i)
		switch {
		case folded:
			i = next
		case t.at(i) == '\\' && t.lineBreak(i+1) > 0:
			i = t.joinLines(i)
		case t.at(i) == '\\':
			text, length := t.escape(i)
			t.put(text, i, i+length)
			i += length
		case t.at(i) == '"':
			t.close(i)
			return i + 1
		default:
			t.copy(i, i+1)
			i++
		}
	}
	t.close(i)
	return i
}

// fold follows line breaks and the blanks around them: one break is a space,
// each further one a line break.
func (t *tracer) fold(i int) (int, bool) {
	first := t.skipBlanks(i)
	length := t.lineBreak(first)
	if length == 0 {
		return i, false
	}
	breaks, next := 0, first
	for ; length > 0; length = t.lineBreak(next) {
		breaks++
		next = t.skipBlanks(next + length)
	}
	text := " "
	if breaks > 1 {
		text = strings.Repeat("\n", breaks-1)
	}
	t.put(text, i, i+1)
	return next, true
}

// joinLines follows a backslash at the end of a line, which joins it to the
// next. Empty lines between them stay.
func (t *tracer) joinLines(i int) int {
	next := t.skipBlanks(i + 1 + t.lineBreak(i+1))
	breaks := 0
	for length := t.lineBreak(next); length > 0; length = t.lineBreak(next) {
		breaks++
		next = t.skipBlanks(next + length)
	}
	t.put(strings.Repeat("\n", breaks), i, i+1)
	return next
}

// escape returns what the escape at a backslash stands for, and its length.
func (t *tracer) escape(i int) (string, int) {
	digits := 0
	switch t.at(i + 1) {
	case 'x':
		digits = 2
	case 'u':
		digits = 4
	case 'U':
		digits = 8
	default:
		return escaped(t.at(i + 1)), min(2, len(t.data)-i)
	}
	end := min(i+2+digits, len(t.data))
	code, err := strconv.ParseUint(string(t.data[i+2:end]), 16, 32)
	if err != nil || code > utf8.MaxRune {
		return string(utf8.RuneError), end - i
	}
	return string(rune(code)), end - i
}

// escaped is what a letter stands for after a backslash.
func escaped(letter byte) string {
	switch letter {
	case '0':
		return "\x00"
	case 'a':
		return "\a"
	case 'b':
		return "\b"
	case 't':
		return "\t"
	case 'n':
		return "\n"
	case 'v':
		return "\v"
	case 'f':
		return "\f"
	case 'r':
		return "\r"
	case 'e':
		return "\x1b"
	case 'N':
		return "\u0085"
	case '_':
		return "\u00a0"
	case 'L':
		return "\u2028"
	case 'P':
		return "\u2029"
	}
	return string([]byte{letter})
}
