package lang

import "strings"

// lineScan reads one line the way YAML would if it stood alone, just well enough
// to see where it goes wrong. It is asked only about a line on which the library
// has failed.
type lineScan struct {
	text  string
	i     int
	outer []int // where the values around the brackets start
	value int   // where the value being read starts
	colon bool  // whether a colon has ended this entry's key
	open  int   // where a quotation mark stands that the line does not close
	found *slip
}

// scanLine reads a line up to its first mistake.
func scanLine(line string) *lineScan {
	s := &lineScan{text: line, open: -1}
	s.skipIndent()
	for s.found == nil && s.i < len(s.text) {
		s.word()
	}
	return s
}

// skipIndent passes the indentation and the dashes of list items.
func (s *lineScan) skipIndent() {
	s.blanks()
	for strings.HasPrefix(s.text[s.i:], "- ") {
		s.i++
		s.blanks()
	}
	s.value = s.i
}

func (s *lineScan) inside() bool { return len(s.outer) > 0 }

func (s *lineScan) blanks() {
	for s.i < len(s.text) && (s.text[s.i] == ' ' || s.text[s.i] == '\t') {
		s.i++
	}
}

// word reads the next word, quoted text, bracket, comma or colon.
func (s *lineScan) word() {
	s.blanks()
	if s.i == len(s.text) {
		return
	}
	switch c := s.text[s.i]; {
	case c == '#' && s.inside() && strings.IndexByte(" \t#", (s.text + " ")[s.i+1]) < 0:
		s.slip(slipHash, s.i, len(s.text))
	case c == '#':
		s.i = len(s.text)
	case c == '"' || c == '\'':
		s.quote(c)
	case c == '{' || c == '[':
		s.outer = append(s.outer, s.value)
		s.i++
		s.entry()
	case (c == '}' || c == ']') && s.inside():
		s.closeBracket()
	case c == ',' && s.inside():
		s.i++
		s.entry()
	case s.isColon(s.i) && s.i == s.value && !s.colon:
		s.slip(slipNoKey, s.i, s.i+1)
	case s.isColon(s.i):
		s.colonAt(s.i)
	case s.badStart():
	default:
		s.plain()
	}
}

// entry starts the next entry inside brackets.
func (s *lineScan) entry() {
	s.colon = false
	s.blanks()
	s.value = s.i
}

func (s *lineScan) isColon(i int) bool {
	if s.text[i] != ':' {
		return false
	}
	return i+1 == len(s.text) || strings.IndexByte(" \t", s.text[i+1]) >= 0 ||
		s.inside() && strings.IndexByte(",]}", s.text[i+1]) >= 0
}

func (s *lineScan) colonAt(i int) {
	if s.colon {
		s.slip(slipColon, i, i+1)
		return
	}
	s.colon = true
	s.i = i + 1
	s.blanks()
	s.value = s.i
}

// quote reads text in quotes and sees whether the value ends with it.
func (s *lineScan) quote(mark byte) {
	start := s.i
	for s.i++; s.i < len(s.text); s.i++ {
		switch {
		case s.text[s.i] == '\\' && mark == '"':
			s.i++
		case s.text[s.i] == mark && mark == '\'' && strings.HasPrefix(s.text[s.i:], "''"):
			s.i++
		case s.text[s.i] == mark:
			s.i++
			s.afterClosing(slipAfterQuote)
			return
		}
	}
	s.i, s.open = len(s.text), start
}

func (s *lineScan) closeBracket() {
	last := len(s.outer) - 1
	s.value, s.outer = s.outer[last], s.outer[:last]
	s.i++
	s.afterClosing(slipAfterBracket)
}

// afterClosing sees whether anything follows a closing quote or bracket that
// cannot.
func (s *lineScan) afterClosing(kind slipKind) {
	end := s.i
	s.blanks()
	switch {
	case s.i == len(s.text), s.isColon(s.i), s.text[s.i] == '#' && s.i > end:
	case s.inside() && strings.IndexByte(",]}", s.text[s.i]) >= 0:
	default:
		s.slip(kind, s.i, s.valueEnd(s.i))
	}
}

// badStart reports a first character that plain text cannot have.
func (s *lineScan) badStart() bool {
	if s.i != s.value {
		return false
	}
	if s.i == 0 && s.text[0] == '%' { // a directive
		s.i = len(s.text)
		return true
	}
	word := s.i + strings.IndexAny(s.text[s.i:]+" ", " ,]}")
	switch s.text[s.i] {
	case '!':
		s.slip(slipTag, s.i, word)
	case '&', '*':
		s.slip(slipAnchor, s.i, word)
	case '@', '`', '%', ']', '}', ',':
		s.slip(slipFirstCharacter, s.i, s.i+1)
	case '|', '>':
		if strings.Trim(strings.SplitN(s.text[s.i+1:], " #", 2)[0], "+-0123456789 \t") == "" && !s.hasDigitApart() {
			s.i = len(s.text)
			return true
		}
		s.slip(slipBlock, s.i, s.i+1)
	case '-', '?':
		if s.i+1 < len(s.text) && s.text[s.i+1] != ' ' {
			return false
		}
		s.slip(slipItem, s.i, s.i+1)
	default:
		return false
	}
	return true
}

// hasDigitApart reports whether a number stands apart from the | or > it would
// have to follow directly.
func (s *lineScan) hasDigitApart() bool {
	rest := s.text[s.i+1:]
	return strings.ContainsAny(strings.SplitN(rest, " #", 2)[0], "0123456789") && strings.HasPrefix(rest, " ")
}

// plain reads a word without quotes, up to what ends it.
func (s *lineScan) plain() {
	for ; s.i < len(s.text); s.i++ {
		c := s.text[s.i]
		switch {
		case s.isColon(s.i):
			s.colonAt(s.i)
			return
		case c == '#' && strings.IndexByte(" \t", s.text[s.i-1]) >= 0:
			return
		case s.inside() && c == '?':
			s.slip(slipQuestion, s.i, s.i+1)
			return
		case s.inside() && strings.IndexByte(",[]{}", c) >= 0:
			return
		}
	}
}

// valueEnd returns where the value around i ends, so far as a line tells.
func (s *lineScan) valueEnd(i int) int {
	if s.inside() {
		return i + len(upToComma(s.text[i:]))
	}
	end := len(s.text)
	if n := strings.Index(s.text[i:], " #"); n >= 0 {
		end = i + n
	}
	return i + len(strings.TrimRight(s.text[i:end], " \t"))
}

func (s *lineScan) slip(kind slipKind, from, to int) {
	s.found = &slip{kind: kind, from: from, to: to, value: s.value, inside: s.inside()}
}

// upToComma returns text up to the comma or bracket that ends a value inside
// brackets. A comma between brackets or quotes that the value opens itself was
// meant to belong to it.
func upToComma(text string) string {
	if end, ok := ofItsOwn(text, "([{", ")]}"); ok {
		return strings.TrimRight(text[:end], " \t")
	}
	end, _ := ofItsOwn(text, "(", ")")
	return strings.TrimRight(text[:end], " \t")
}

// ofItsOwn returns where a value ends whose own brackets are these, and whether
// each is closed that it opens.
func ofItsOwn(text, open, shut string) (end int, closed bool) {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case strings.IndexByte(open, c) >= 0:
			depth++
		case depth > 0 && strings.IndexByte(shut, c) >= 0:
			depth--
		case depth <= 0 && strings.IndexByte(",]}", c) >= 0:
			return i, true
		case c == '"':
			i += 1 + strings.IndexByte(text[i+1:], '"')
		}
	}
	return len(text), depth == 0
}
