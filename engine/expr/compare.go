package expr

import (
	"fmt"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// comparisons gives cel-go's own program of a OP b for every comparison of
// two numbers. One program of each serves every threshold of a family.
func (m *machine) comparisons() (map[string]cel.Program, error) {
	out := map[string]cel.Program{}
	fac := ast.NewExprFactory()
	for _, fn := range []string{
		operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals, operators.Equals, operators.NotEquals,
	} {
		e := fac.NewCall(1, fn, fac.NewIdent(2, "a"), fac.NewIdent(3, "b"))
		p, err := m.planner.PlanProgram(ast.NewAST(e, ast.NewSourceInfo(nil)))
		if err != nil {
			return nil, fmt.Errorf("plan a %s b: %w", symbol(fn), err)
		}
		out[symbol(fn)] = p
	}
	return out, nil
}

// twoNumbers are the variables of a comparison.
type twoNumbers struct{ a, b float64 }

// ResolveName gives the value of a variable.
func (n *twoNumbers) ResolveName(name string) (any, bool) {
	if name == "a" {
		return types.Double(n.a), true
	}
	return types.Double(n.b), name == "b"
}

// Parent makes twoNumbers an interpreter.Activation.
func (n *twoNumbers) Parent() cel.Activation { return nil }

// holds asks cel-go whether a OP b. Comparing two numbers cannot fail.
func (f *family) holds(symbol string, a, b float64) bool {
	out, _, err := f.compare[symbol].Eval(&twoNumbers{a, b})
	return err == nil && out == types.True
}

// constant gives the number that an expression without findings is.
func (f *family) constant(e ast.Expr) (v float64, ok bool, err error) {
	switch {
	case e.Kind() == ast.LiteralKind:
		d, isNumber := e.AsLiteral().(types.Double)
		return float64(d), isNumber, nil
	case len(levelsOf(nil, e)) > 0:
		return 0, false, nil
	}
	p, err := f.machine.planner.PlanProgram(ast.NewAST(e, ast.NewSourceInfo(nil)))
	if err != nil {
		return 0, false, fmt.Errorf("plan %s: %w", canonical(e), err)
	}
	out, _, err := p.Eval(cel.NoVars())
	if err != nil {
		return 0, false, fmt.Errorf("calculate %s: %w", canonical(e), err)
	}
	d, isNumber := out.(types.Double)
	return float64(d), isNumber, nil
}
