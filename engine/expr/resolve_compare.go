package expr

import (
	"math"
	"slices"
	"strconv"
	"strings"

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

// option checks that a text is an option of the finding it is compared with.
func (r *resolver) option(x, y operand) bool {
	if x.finding == nil || y.sort != sortText || !y.constant || slices.Contains(x.finding.Options, y.text) {
		return true
	}
	help := didYouMean(y.text, x.finding.Options)
	if help == "" {
		help = "its options are " + strings.Join(x.finding.Options, ", ")
	}
	r.report(r.at(y.expr), codeOption, quote(y.text)+" is not an option of "+x.finding.Name, help)
	return false
}

// decimals refuses equality of anything but a finding in whole numbers and a
// constant: elsewhere it would hold by the accident of rounding.
func (r *resolver) decimals(e ast.Expr, x, y operand) bool {
	why := ""
	switch v := x.finding; {
	case x.constant || r.lenient:
	case v == nil:
		why = r.written(x.expr) + " is calculated"
	case !y.constant:
		why = v.Name + " is not compared with one value"
	case v.Step != math.Trunc(v.Step) || v.Min != math.Trunc(v.Min):
		why = v.Name + " has decimals"
	}
	if why == "" {
		return true
	}
	r.report(r.spans.name[e.ID()], codeDecimals, why+", and equality of decimals is an accident", "write >= and <= around the value")
	return false
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

// threshold holds a constant against the range and the steps of the finding
// that it is compared with.
func (r *resolver) threshold(x, y operand) bool {
	v := x.finding
	if r.lenient || v == nil || !y.constant || y.sort != sortNumber {
		return true
	}
	said := number(y.value)
	if y.param != "" {
		said = y.param + " (" + said + ")"
	}
	switch {
	case (y.value < v.Min || y.value > v.Max) && !near(y.value, v.Min) && !near(y.value, v.Max):
		r.report(r.at(y.expr), codeRange, said+" is outside "+v.Name+", which runs from "+number(v.Min)+" to "+number(v.Max), "")
	case !y.exact && !v.grid.has(y.value):
		r.report(r.at(y.expr), codeGrid, said+" is between the steps of "+v.Name+", which are "+number(v.Step)+" apart",
			"the nearest are "+v.grid.nearest(y.value))
	default:
		return true
	}
	return false
}

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

// membership is "option" in set, finding in [options] or finding in [numbers].
func (r *resolver) membership(e, a, b ast.Expr) operand {
	if b.Kind() == ast.ListKind {
		return r.inList(e, a, b)
	}
	x, y, ok := r.pair(a, b)
	switch {
	case !ok:
		return operand{}
	case y.sort == sortSet && x.sort == sortText && x.constant:
		if !r.option(y, x) {
			return operand{}
		}
		r.reads(Level{Finding: y.finding.Name, Option: x.text})
		return operand{sort: sortTruth}
	case x.sort == sortText && x.constant && y.finding != nil && y.finding.Kind == Option:
		return r.report(r.at(e), codeKinds, y.finding.Name+" has one value, not a set", "write "+chosen(y.finding, x.text))
	case x.sort == sortSet:
		return r.report(r.at(e), codeKinds, r.said(x)+": in asks for one option", "write "+quote(x.finding.Options[0])+" in "+x.finding.Name)
	case y.sort == sortSet:
		return r.report(r.at(a), codeKinds, "before in stands one option of "+y.finding.Name+", in quotes", "write "+quote(y.finding.Options[0])+" in "+y.finding.Name)
	}
	return r.report(r.at(b), codeKinds, r.said(y)+", and after in stands a list or a set of options", `write finding in ["one", "other"]`)
}

func (r *resolver) inList(e, a, b ast.Expr) operand {
	x := r.visit(a)
	items := b.AsList().Elements()
	if len(items) == 0 {
		return r.report(r.at(b), codeArguments, "the list is empty, so this is never true", "put the values in it")
	}
	good := x.sort != sortBroken
	if good && (x.finding == nil || x.sort != sortText && x.sort != sortNumber) {
		help := "put a finding before in"
		if x.sort == sortSet {
			help = "write " + quote(x.finding.Options[0]) + " in " + x.finding.Name
		}
		r.report(r.at(a), codeKinds, r.said(x)+": before a list stands an option or a number finding", help)
		good = false
	}
	for _, item := range items {
		y := r.side(item, a)
		switch {
		case y.sort == sortBroken || !good:
			good = false
		case !y.constant:
			r.report(r.at(item), codeKinds, "a list holds values, not findings", "join comparisons with ||")
			good = false
		case y.sort != x.sort:
			r.mismatch(item, x, y)
			good = false
		default:
			good = r.option(x, y) && r.threshold(x, y) && r.decimals(e, x, y) && good
		}
	}
	if !good {
		return operand{}
	}
	return operand{sort: sortTruth}
}
