package expr

import (
	"slices"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// pair visits both sides of a comparison. A bare word on one side that is an
// option of the other is told apart from an unknown name.
func (r *resolver) pair(a, b ast.Expr) (operand, operand, bool) {
	x, y := r.side(a, b), r.side(b, a)
	return x, y, x.sort != sortBroken && y.sort != sortBroken
}

func (r *resolver) side(e, other ast.Expr) operand {
	if e.Kind() == ast.IdentKind && other.Kind() == ast.IdentKind && !r.env.knows(e.AsIdent()) {
		if v := r.env.vars[other.AsIdent()]; v != nil && r.bareWord(r.at(e), e.AsIdent(), v) {
			return operand{expr: e}
		}
	}
	return r.visit(e)
}

// bareWord reports a word without quotes that was meant as a value of a
// finding.
func (r *resolver) bareWord(at span, word string, v *variable) bool {
	switch {
	case slices.Contains(v.Options, word):
		r.report(at, codeName, word+" is an option of "+v.Name+" and needs quotes", "write "+quote(word))
	case v.Kind == YesNo && word == "yes":
		r.report(at, codeYesNo, v.Name+" is already true or false", "write "+v.Name)
	case v.Kind == YesNo && word == "no":
		r.report(at, codeYesNo, v.Name+" is already true or false", "write !"+v.Name)
	case nearest(word, v.Options) != "":
		r.report(at, codeName, word+" is not the name of anything here", "did you mean "+quote(nearest(word, v.Options))+"?")
	default:
		return false
	}
	return true
}

func (r *resolver) equality(e, a, b ast.Expr) operand {
	x, y, ok := r.pair(a, b)
	if !ok {
		return operand{}
	}
	switch {
	case x.sort == sortTruth && y.sort == sortTruth:
	case x.sort == sortNumber && y.sort == sortNumber:
		if !r.threshold(x, y) || !r.threshold(y, x) || !r.decimals(e, x, y) || !r.decimals(e, y, x) {
			return operand{}
		}
	case x.sort == sortText && y.sort == sortText:
		if x.finding == nil && y.finding == nil {
			return r.report(r.at(e), codeKinds, "two texts are compared, and no finding", "put a finding on one side")
		}
		if !r.option(x, y) || !r.option(y, x) {
			return operand{}
		}
	default:
		return r.mismatch(e, x, y)
	}
	return operand{sort: sortTruth}
}

func (r *resolver) ordering(e, a, b ast.Expr) operand {
	x, y, ok := r.pair(a, b)
	switch {
	case !ok:
		return operand{}
	case isOrdering(a) || isOrdering(b):
		return r.report(r.at(e), codeKinds, "two comparisons are chained", "write low <= finding && finding < high")
	case x.sort != sortNumber || y.sort != sortNumber:
		return r.mismatch(e, x, y)
	case !r.threshold(x, y) || !r.threshold(y, x):
		return operand{}
	}
	return operand{sort: sortTruth}
}

func isOrdering(e ast.Expr) bool {
	if e.Kind() != ast.CallKind {
		return false
	}
	switch e.AsCall().FunctionName() {
	case operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals:
		return true
	}
	return false
}
