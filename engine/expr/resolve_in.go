package expr

import "cel.dev/cel-go/common/ast"

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
