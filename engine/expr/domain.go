package expr

import (
	"math"
	"slices"
	"strings"

	"cel.dev/cel-go/common/ast"
)

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

// threshold holds a constant against the range and the steps of the finding
// that it is compared with.
func (r *resolver) threshold(x, y operand) bool {
	v := x.finding
	if r.lenient || v == nil || !y.constant || y.sort != sortNumber {
		return true
	}
	if math.IsNaN(y.value) || v.Min >= v.Max {
		return true // the figure or the range could not be read, which has been said
	}
	said := number(y.value)
	if y.param != "" {
		said = y.param + " (" + said + ")"
	}
	switch {
	case (y.value < v.Min || y.value > v.Max) && !near(y.value, v.Min) && !near(y.value, v.Max):
		r.report(r.at(y.expr), codeRange, said+" is outside "+v.Name+", which runs from "+number(v.Min)+" to "+number(v.Max), "")
		r.blame(y.param)
	case !y.exact && !v.grid.has(y.value):
		r.report(r.at(y.expr), codeGrid, said+" is between the steps of "+v.Name+", which are "+number(v.Step)+" apart",
			"the nearest are "+v.grid.nearest(y.value))
		r.blame(y.param)
	default:
		return true
	}
	return false
}
