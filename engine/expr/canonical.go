package expr

import (
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// canonical writes a comparison canonically: equal text means equal meaning.
func canonical(e ast.Expr) string {
	switch e.Kind() {
	case ast.IdentKind:
		return e.AsIdent()
	case ast.LiteralKind:
		if s, ok := e.AsLiteral().(types.String); ok {
			return quote(string(s))
		}
		return literal(value(e))
	case ast.ListKind:
		items := make([]string, e.AsList().Size())
		for i, item := range e.AsList().Elements() {
			items[i] = canonical(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	fn, args := e.AsCall().FunctionName(), e.AsCall().Args()
	if fn == operators.Negate {
		return "-" + operandText(args[0])
	}
	return operandText(args[0]) + " " + symbol(fn) + " " + operandText(args[1])
}

// operandText writes one side of an operator, in brackets if it has its own.
func operandText(e ast.Expr) string {
	if e.Kind() == ast.CallKind {
		return "(" + canonical(e) + ")"
	}
	return canonical(e)
}

// symbol is how an operator is written.
func symbol(fn string) string {
	s, _ := operators.FindReverse(fn)
	return s
}

// mirror turns an operator round: 5 < x is x > 5.
func mirror(fn string) string {
	switch fn {
	case operators.Less:
		return operators.Greater
	case operators.LessEquals:
		return operators.GreaterEquals
	case operators.Greater:
		return operators.Less
	case operators.GreaterEquals:
		return operators.LessEquals
	}
	return fn
}
