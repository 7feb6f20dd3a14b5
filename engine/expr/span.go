package expr

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// span is a place in the author's text, in bytes.
type span struct{ start, end int }

// join is the smallest span that holds both.
func (s span) join(o span) span {
	return span{min(s.start, o.start), max(s.end, o.end)}
}

// spans gives the place of every part of a parsed condition, by its id.
type spans struct {
	whole []span
	// name is the operator, or the name of a function, alone.
	name []span
}

// measure finds the spans before anything is expanded. The parser records one
// token for a part: an operator, the bracket of a call.
func measure(s *source, parsed *ast.AST) spans {
	n := int(ast.MaxID(parsed)) + 1
	m := measurer{src: s, info: parsed.SourceInfo(), out: spans{whole: make([]span, n), name: make([]span, n)}}
	m.visit(parsed.Expr())
	for i := range m.out.whole {
		m.out.whole[i] = s.span(m.out.whole[i].start, m.out.whole[i].end)
		m.out.name[i] = s.span(m.out.name[i].start, m.out.name[i].end)
	}
	return m.out
}

type measurer struct {
	src  *source
	info *ast.SourceInfo
	out  spans
}

func (m measurer) visit(e ast.Expr) span {
	r, _ := m.info.GetOffsetRange(e.ID())
	own := span{m.src.bytes(int(r.Start)), m.src.bytes(int(r.Stop))}
	text := m.src.draft.text
	if own.start < len(text) && text[own.start] == '(' {
		own = span{wordStart(text, own.start), own.start}
	}
	if e.Kind() == ast.IdentKind && own.start < len(text) && text[own.start] == '.' {
		own.end = wordEnd(string(text), own.end)
	}
	if e.Kind() == ast.LiteralKind && own.start < len(text) && text[own.start] == '-' {
		own.end = negativeEnd(text, own.end)
	}
	whole := own
	for _, kid := range kids(e) {
		whole = whole.join(m.visit(kid))
	}
	if k := e.Kind(); k == ast.ListKind || k == ast.CallKind && closes(e.AsCall()) {
		whole.end = closing(text, max(whole.end, int(r.Stop)))
	}
	m.out.whole[e.ID()], m.out.name[e.ID()] = whole, own
	return whole
}

// kids gives the parts of an expression, in the order of the text.
func kids(e ast.Expr) []ast.Expr {
	switch e.Kind() {
	case ast.CallKind:
		c := e.AsCall()
		if c.IsMemberFunction() {
			return append([]ast.Expr{c.Target()}, c.Args()...)
		}
		return c.Args()
	case ast.ListKind:
		return e.AsList().Elements()
	case ast.SelectKind:
		return []ast.Expr{e.AsSelect().Operand()}
	}
	return nil
}

// closes says whether a call ends with a bracket: those written with a name,
// and a[0].
func closes(c ast.CallExpr) bool {
	fn := c.FunctionName()
	_, operator := operators.FindReverse(fn)
	return !operator || fn == operators.Index
}

// wordStart finds the start of the name before a bracket.
func wordStart(text []byte, bracket int) int {
	i := bracket
	for i > 0 && (text[i-1] == ' ' || text[i-1] == '\n' || text[i-1] == '\t') {
		i--
	}
	for i > 0 && !notInName(rune(text[i-1])) {
		i--
	}
	return i
}

// negativeEnd finds the end of a number whose sign is the token recorded.
func negativeEnd(text []byte, i int) int {
	for i < len(text) && text[i] == ' ' {
		i++
	}
	return numberEnd(string(text), i)
}

// closing steps over the bracket that ends a call or a list.
func closing(text []byte, end int) int {
	for i := end; i < len(text); i++ {
		switch text[i] {
		case ' ', '\n', '\t', '\r', ',':
		case ')', ']':
			return i + 1
		default:
			return end
		}
	}
	return end
}
