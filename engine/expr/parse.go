package expr

import (
	"strings"

	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/ast"
)

// source is a condition's text on its way through cel-go, whose offsets count
// characters of the draft.
type source struct {
	common.Source
	draft draft
	// author is the text as it was written.
	author string
	// byteAt gives the byte of each character; nil when they are the same.
	byteAt []int
}

func newSource(author string, d draft) *source {
	text := string(d.text)
	s := &source{Source: common.NewTextSource(text), draft: d, author: author}
	runes := 0
	for range text {
		runes++
	}
	if runes == len(text) {
		return s
	}
	for i := range text {
		s.byteAt = append(s.byteAt, i)
	}
	s.byteAt = append(s.byteAt, len(text))
	return s
}

// bytes gives the byte in the draft of a character offset.
func (s *source) bytes(char int) int {
	if s.byteAt == nil {
		return max(0, min(char, len(s.draft.text)))
	}
	return s.byteAt[max(0, min(char, len(s.byteAt)-1))]
}

// span gives the place in the author's text of two byte offsets of the draft.
func (s *source) span(start, end int) span {
	return span{s.draft.back(start), s.draft.back(end)}
}

// offset gives the byte of the draft that an error points at; -1 for none.
func (s *source) offset(l common.Location) int {
	at, ok := s.LocationOffset(l)
	if !ok {
		return -1
	}
	return s.bytes(int(at))
}

// place gives the span of the token that an error points at.
func (s *source) place(l common.Location) span {
	size := len(s.draft.text)
	start := s.offset(l)
	if start < 0 {
		return s.span(0, size)
	}
	for _, t := range scan(string(s.draft.text)) {
		if t.start <= start && start < t.end {
			return s.span(start, t.end)
		}
	}
	return s.span(start, size)
}

// parse reads a draft with cel-go's parser.
func (m *machine) parse(s *source) (*ast.AST, []Issue) {
	parsed, errs := m.parser.Parse(s)
	if len(errs.GetErrors()) == 0 {
		return parsed, nil
	}
	// What follows the first place that cannot be read is mostly its echo.
	err := errs.GetErrors()[0]
	is := syntaxIssue(err.Message)
	bracket, open := openBracket(string(s.draft.text))
	switch {
	case is.Message == bracketOpen && !open:
		is = syntaxIssue("unexpected token after expression")
	case is.Message == bracketOpen:
		at := s.span(bracket.start, bracket.end)
		is.Start, is.End, is.Help = at.start, at.end, "write its ) where the part in brackets ends"
		return nil, []Issue{is}
	}
	if nearer, ok := slipBefore(string(s.draft.text), s.offset(err.Location)); ok {
		is = nearer
	}
	at := s.place(err.Location)
	is.Start, is.End = at.start, at.end
	if is.Start >= len(strings.TrimRight(string(s.draft.text), " \n\t")) && is.Code == codeSyntax {
		is.Message = "the condition ends too early"
	}
	return nil, []Issue{is}
}

// bracketOpen is said of a bracket without its end.
const bracketOpen = "a bracket is not closed"

// syntaxIssue says in plain words what the parser met.
func syntaxIssue(msg string) Issue {
	for _, c := range []struct{ part, message, help string }{
		{"expected ')'", bracketOpen, "write ) here, or an operator if one is missing"},
		{"expecting ')'", bracketOpen, "write ) here, or a comma or an operator if one is missing"},
		{"expected ']'", "a list is not closed", "write ] here, or a comma if one is missing"},
		{"expected ':'", "? has no :", "write condition ? if_true : if_false"},
		{"unexpected token after expression", "an operator is missing before this", "join conditions with && or ||"},
		{"unterminated string", "the quotes are not closed", "close them"},
		{"unexpected character", "this sign has no meaning in a condition", "take it out"},
		{"reserved identifier", "CEL keeps this word for itself", "use another name"},
		{"unescape", "a backslash means something else in quotes", "leave it out"},
		{"invalid", "this number is too large", ""},
	} {
		if strings.Contains(msg, c.part) {
			return Issue{Code: codeSyntax, Message: c.message, Help: c.help}
		}
	}
	if strings.Contains(msg, "limit") {
		return Issue{Code: codeDeep, Message: "the condition is nested too deep", Help: "give a part of it a name, as a criterion"}
	}
	return Issue{Code: codeSyntax, Message: "the condition cannot be read from here", Help: "is a finding or an operator missing?"}
}
