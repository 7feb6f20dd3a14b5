package expr

import (
	"strconv"
	"strings"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

func (r *resolver) arithmetic(e ast.Expr, fn string, args []ast.Expr) operand {
	out := operand{sort: sortNumber, whole: true, constant: true}
	for _, a := range args {
		o := r.visit(a)
		if o.sort != sortBroken && o.sort != sortNumber {
			r.report(r.at(a), codeKinds, r.said(o)+", and only numbers can be calculated with", "")
		}
		if o.sort != sortNumber {
			out.sort = sortBroken
		}
		out.whole = out.whole && o.whole
		out.constant = out.constant && o.constant
		out.exact = out.exact || o.exact
	}
	if fn == operators.Divide && out.whole && out.sort == sortNumber {
		// CEL would drop the remainder of a division of whole numbers; an
		// author who writes 7 / 2 hardly means 3.
		return r.report(r.at(e), codeKinds, "a division of whole numbers drops the remainder",
			"write "+r.written(args[0])+".0 / "+r.written(args[1])+".0")
	}
	if out.sort == sortBroken || !out.constant {
		return out
	}
	v, _, err := r.env.constant(e)
	if err != nil {
		is := cannotCalculate()
		return r.report(r.at(e), is.Code, is.Message, is.Help)
	}
	out.value = v
	return out
}

// cannotCalculate is the issue of constants that have no result.
func cannotCalculate() Issue {
	return Issue{Code: codeFails, Message: "this can never be calculated", Help: "is something divided by zero?"}
}

// macro expands the functions of conditions.
func (r *resolver) macro(e ast.Expr, fn string, args []ast.Expr) operand {
	switch fn {
	case fnAtLeast:
		return r.atLeast(e, args)
	case "missing", "known":
		return r.missing(e, fn, args)
	case fnAny:
		return r.any(e, args)
	default:
		return r.age(e, fn, args)
	}
}

func (r *resolver) atLeast(e ast.Expr, args []ast.Expr) operand {
	const usage = "write at_least(2, a, b, c)"
	if len(args) < 2 {
		return r.report(r.spans.name[e.ID()], codeArguments, "at_least takes a number and conditions", usage)
	}
	n, ok := types.Int(0), false
	if args[0].Kind() == ast.LiteralKind {
		n, ok = args[0].AsLiteral().(types.Int)
	}
	out := r.truths(args[1:]...)
	switch {
	case !ok:
		return r.report(r.at(args[0]), codeArguments, "at_least starts with a whole number", usage)
	case n < 1:
		return r.report(r.at(args[0]), codeArguments, "at least "+r.written(args[0])+" of these is always true", usage)
	case int(n) > len(args)-1:
		return r.report(r.at(args[0]), codeArguments,
			"at least "+r.written(args[0])+" of "+strconv.Itoa(len(args)-1)+" is never true", usage)
	}
	// CEL sees a call over one list.
	e.SetKindCase(r.fac.NewCall(e.ID(), fnAtLeast, args[0], r.fac.NewList(r.newID(), args[1:], nil)))
	return out
}

func (r *resolver) newID() int64 {
	r.next++
	return r.next - 1
}

// missing expands missing(x) to a variable of that name and known(x) to its
// opposite.
func (r *resolver) missing(e ast.Expr, fn string, args []ast.Expr) operand {
	if len(args) != 1 || args[0].Kind() != ast.IdentKind {
		return r.report(r.spans.name[e.ID()], codeArguments, fn+" takes the name of one finding", "write "+fn+"(fit_result)")
	}
	name := args[0].AsIdent()
	v := r.env.vars[name]
	switch {
	case v == nil && !r.env.others[name]:
		_, param := r.env.consts[name]
		if param || r.env.conditions[name] {
			return r.report(r.at(args[0]), codeUse, name+" is not a finding, so nobody answers it", "name a finding that it reads")
		}
		return r.unknownName(args[0], name)
	case v != nil:
		r.declare(v.missing)
	default:
		r.declare(missingDecl(name))
	}
	l := Level{Finding: name, Missing: true}
	r.reads(l)
	if fn == "missing" {
		e.SetKindCase(r.fac.NewIdent(e.ID(), l.String()))
	} else {
		e.SetKindCase(r.fac.NewCall(e.ID(), operators.LogicalNot, r.fac.NewIdent(r.newID(), l.String())))
	}
	return operand{sort: sortTruth}
}

// alone says how a yes/no finding is written.
func alone(o operand) string {
	if o.finding == nil || o.sort != sortTruth {
		return ""
	}
	return "write " + o.finding.Name
}

func (r *resolver) any(e ast.Expr, args []ast.Expr) operand {
	if len(args) != 1 || args[0].Kind() != ast.IdentKind {
		return r.report(r.spans.name[e.ID()], codeArguments, "any takes the name of one set of options", "write any(finding)")
	}
	o := r.visit(args[0])
	if o.sort == sortBroken {
		return operand{}
	}
	if o.sort != sortSet {
		return r.report(r.at(args[0]), codeUse, r.said(o)+", and any is for a set of options", alone(o))
	}
	for _, option := range o.finding.Options {
		r.reads(Level{Finding: o.finding.Name, Option: option})
	}
	return operand{sort: sortTruth}
}

// age folds months(6), weeks(8) and days(28) to years.
func (r *resolver) age(e ast.Expr, fn string, args []ast.Expr) operand {
	usage := "write " + fn + "(6)"
	if len(args) != 1 || args[0].Kind() != ast.LiteralKind {
		return r.report(r.spans.name[e.ID()], codeArguments, fn+" takes one number", usage)
	}
	o := r.visit(args[0])
	if o.sort != sortNumber || o.value < 0 {
		return r.report(r.at(args[0]), codeArguments, fn+" takes one number, not "+strings.TrimSpace(r.written(args[0])), usage)
	}
	years := o.value / 12
	switch fn {
	case "weeks":
		years = o.value * 7 / daysInYear
	case "days":
		years = o.value / daysInYear
	}
	e.SetKindCase(r.fac.NewLiteral(e.ID(), types.Double(years)))
	return operand{sort: sortNumber, constant: true, value: years, exact: true}
}

// daysInYear turns weeks and days into years.
const daysInYear = 365.25
