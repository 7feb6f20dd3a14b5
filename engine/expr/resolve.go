package expr

import (
	"slices"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/decls"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// resolver goes through a parsed condition once. It finds what each name
// means, reports what a clinician can put right in a clinician's words, and
// expands in place what stands for something else: parameters, months(6),
// missing(x), whole numbers. What comes out is plain CEL, which cel-go then
// checks.
type resolver struct {
	env   *Env
	src   *source
	spans spans
	fac   ast.ExprFactory
	next  int64
	// lenient is set for text that was checked before: thresholds are not
	// held against the grid again.
	lenient bool

	issues   []Issue
	decls    []*decls.VariableDecl
	declared map[string]bool
	levels   []Level
	named    []string
}

func newResolver(e *Env, s *source, parsed *ast.AST) *resolver {
	return &resolver{
		env: e, src: s, spans: measure(s, parsed), fac: ast.NewExprFactory(), next: ast.MaxID(parsed) + 1,
		declared: map[string]bool{},
	}
}

// report adds an issue at a place.
func (r *resolver) report(at span, code, message, help string) operand {
	r.issues = append(r.issues, Issue{Start: at.start, End: at.end, Code: code, Message: message, Help: help})
	return operand{}
}

// blame says of the last issue which parameter's value it is about.
func (r *resolver) blame(param string) { r.issues[len(r.issues)-1].Param = param }

func (r *resolver) at(e ast.Expr) span { return r.spans.whole[e.ID()] }

func (r *resolver) visit(e ast.Expr) operand {
	o := r.resolve(e)
	o.expr = e
	return o
}

func (r *resolver) resolve(e ast.Expr) operand {
	switch e.Kind() {
	case ast.LiteralKind:
		return r.literal(e)
	case ast.IdentKind:
		return r.ident(e)
	case ast.CallKind:
		return r.call(e)
	case ast.ListKind:
		return r.report(r.at(e), codeFunction, "a list can only stand after in", `write finding in ["one", "other"]`)
	case ast.SelectKind:
		return r.selection(e)
	default:
		return r.report(r.at(e), codeFunction, "conditions have no curly brackets", "")
	}
}

func (r *resolver) literal(e ast.Expr) operand {
	switch v := e.AsLiteral().(type) {
	case types.Bool:
		return operand{sort: sortTruth, constant: true}
	case types.Int:
		e.SetKindCase(r.fac.NewLiteral(e.ID(), types.Double(v)))
		return operand{sort: sortNumber, constant: true, value: float64(v), whole: true}
	case types.Double:
		return operand{sort: sortNumber, constant: true, value: float64(v)}
	case types.String:
		return operand{sort: sortText, constant: true, text: string(v)}
	case types.Null:
		return r.report(r.at(e), codeFunction, "conditions have no null", "write missing(finding)")
	default:
		return r.report(r.at(e), codeFunction, "conditions have no such value", "write a number or a text in quotes")
	}
}

// declare makes a variable known to the checker.
func (r *resolver) declare(d *decls.VariableDecl) {
	if !r.declared[d.Name()] {
		r.declared[d.Name()] = true
		r.decls = append(r.decls, d)
	}
}

// reads records a level, in the order of the text.
func (r *resolver) reads(l Level) {
	if !slices.Contains(r.levels, l) {
		r.levels = append(r.levels, l)
	}
}

// truths visits parts that must be true or false.
func (r *resolver) truths(es ...ast.Expr) operand {
	out := operand{sort: sortTruth}
	for _, e := range es {
		if !r.wantTruth(r.visit(e)) {
			out = operand{}
		}
	}
	return out
}

// wantTruth reports an operand that is neither true nor false.
func (r *resolver) wantTruth(o operand) bool {
	if o.sort == sortTruth {
		return true
	}
	if o.sort == sortBroken {
		return false
	}
	help := "compare it with something"
	switch {
	case o.finding != nil && o.finding.Kind == Number:
		help = "compare it: " + o.finding.Name + " >= " + number(o.finding.middle())
	case o.finding != nil && o.finding.Kind == Option:
		help = "compare it: " + o.finding.Name + " == " + quote(o.finding.Options[0])
	case o.finding != nil:
		help = "write any(" + o.finding.Name + ") or " + quote(o.finding.Options[0]) + " in " + o.finding.Name
	case o.sort == sortText && r.env.isTruth(o.text):
		help = "take off the quotes"
	}
	r.report(r.at(o.expr), codeNotCondition, r.said(o)+", and here something must be true or false", help)
	return false
}

// isTruth says whether a name alone is a condition.
func (e *Env) isTruth(name string) bool {
	v := e.vars[name]
	return e.conditions[name] || v != nil && v.Kind == YesNo
}

// middle gives a plausible threshold for a message.
func (v *variable) middle() float64 { return v.grid.at(v.grid.count / 2) }

func (r *resolver) call(e ast.Expr) operand {
	c := e.AsCall()
	if c.IsMemberFunction() {
		return r.unknownFunction(e, c.FunctionName())
	}
	args := c.Args()
	switch fn := c.FunctionName(); fn {
	case operators.LogicalAnd, operators.LogicalOr, operators.LogicalNot:
		return r.truths(args...)
	case operators.Conditional:
		return r.conditional(e, args)
	case operators.Equals, operators.NotEquals:
		return r.equality(e, args[0], args[1])
	case operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals:
		return r.ordering(e, args[0], args[1])
	case operators.In:
		return r.membership(e, args[0], args[1])
	case operators.Add, operators.Subtract, operators.Multiply, operators.Divide, operators.Negate:
		return r.arithmetic(e, fn, args)
	case fnAtLeast, "missing", "known", fnAny, "months", "weeks", "days":
		return r.macro(e, fn, args)
	default:
		return r.unknownFunction(e, fn)
	}
}

// conditional is c ? a : b, whose two results must be of one sort.
func (r *resolver) conditional(e ast.Expr, args []ast.Expr) operand {
	cond := r.truths(args[0])
	a, b := r.visit(args[1]), r.visit(args[2])
	switch {
	case cond.sort == sortBroken || a.sort == sortBroken || b.sort == sortBroken:
		return operand{}
	case a.sort != b.sort:
		return r.report(r.at(e), codeKinds, r.said(a)+" and "+r.said(b)+": both sides of : must be of one kind", "")
	case a.sort != sortTruth && a.sort != sortNumber:
		return r.report(r.at(e), codeKinds, "? : gives a number, or true or false", "put ? : around the whole comparison")
	}
	return operand{sort: a.sort, whole: a.whole && b.whole}
}
