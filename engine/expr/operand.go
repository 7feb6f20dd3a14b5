package expr

import "cel.dev/cel-go/common/ast"

// sort is what an expression gives.
type sort int

const (
	// sortBroken has been reported already; nothing more is said about it.
	sortBroken sort = iota
	sortTruth
	sortNumber
	sortText
	sortSet
	sortList
)

// operand is what the resolver knows of an expression.
type operand struct {
	expr ast.Expr
	sort sort
	// finding is set when the expression is just a finding.
	finding *variable
	// value is the number or text that the expression is, when constant.
	value    float64
	text     string
	constant bool
	// whole is set for arithmetic over numbers written without a point.
	whole bool
	// exact is set for months(), weeks() and days(): ages are not rounded to
	// a grid.
	exact bool
	// param is the parameter that the value comes from.
	param string
}

// said describes an operand for a message.
func (r *resolver) said(o operand) string {
	switch {
	case o.finding != nil:
		return o.finding.Name + " is " + article(o.finding.Kind)
	case o.param != "":
		return o.param + " is a number"
	}
	written := r.written(o.expr)
	switch o.sort {
	case sortNumber:
		return written + " is a number"
	case sortText:
		return written + " is text"
	case sortSet, sortList:
		return written + " is a list"
	default:
		return written + " is true or false"
	}
}

func article(k Kind) string {
	switch k {
	case Option:
		return "an option"
	case Options:
		return "a set of options"
	case Number:
		return "a number"
	default:
		return "a yes/no finding"
	}
}

// written gives the author's text of an expression, shortened.
func (r *resolver) written(e ast.Expr) string {
	s := r.spans.whole[e.ID()]
	out := r.src.author[s.start:s.end]
	if len([]rune(out)) > 40 {
		out = string([]rune(out)[:37]) + "..."
	}
	return out
}
