package expr

import (
	"slices"
	"strconv"
	"strings"

	"cel.dev/cel-go/common/ast"
)

// mismatch says why two sides cannot be compared, and what was meant.
func (r *resolver) mismatch(e ast.Expr, x, y operand) operand {
	help := r.fix(x, y)
	if help == "" {
		help = r.fix(y, x)
	}
	return r.report(r.at(e), codeKinds, r.said(x)+" and "+r.said(y)+": they cannot be compared", help)
}

// fix guesses what an author meant by comparing x with y.
func (r *resolver) fix(x, y operand) string {
	v := x.finding
	word := strings.ToLower(y.text)
	switch {
	case v == nil || !y.constant && v.Kind != Options:
		return ""
	case v.Kind == YesNo && slices.Contains([]string{"yes", "true", "y", "present"}, word):
		return "write " + v.Name
	case v.Kind == YesNo && slices.Contains([]string{"no", "false", "n", "absent"}, word):
		return "write !" + v.Name
	case v.Kind == YesNo:
		return "write " + v.Name + " or !" + v.Name
	case v.Kind == Number && y.sort == sortText:
		if _, err := strconv.ParseFloat(y.text, 64); err == nil {
			return "take the quotes off " + y.text
		}
		return "compare it with a number"
	case v.Kind == Options && y.sort == sortText:
		return "write " + quote(y.text) + " in " + v.Name
	case v.Kind == Options:
		return "write any(" + v.Name + ") or " + quote(v.Options[0]) + " in " + v.Name
	case v.Kind == Option:
		return "compare it with == and one of " + strings.Join(v.Options, ", ")
	}
	return ""
}
