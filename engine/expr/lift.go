package expr

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
)

// lift takes ?: out of a comparison: x < (c ? a : b) is c ? x < a : x < b.
func (s *splitter) lift(e ast.Expr) *Node {
	if choices(e) > maxChoices {
		return s.tooMany(e)
	}
	return s.lifted(e, e)
}

func (s *splitter) tooMany(e ast.Expr) *Node {
	if len(s.issues) == 0 {
		s.refuse(e, Issue{
			Code: codeDeep, Message: "there are too many ? : inside comparisons", Help: "give the parts names, as criteria",
		})
	}
	return s.node(e, Node{Op: OpConst})
}

// refuse adds an issue at a part of the text.
func (s *splitter) refuse(e ast.Expr, is Issue) {
	at := s.at(e)
	is.Start, is.End = at.start, at.end
	s.issues = append(s.issues, is)
}

func (s *splitter) lifted(e, whole ast.Expr) *Node {
	cond, yes, no, ok := s.branch(e)
	if !ok {
		return s.compare(e, whole)
	}
	return s.node(whole, Node{Op: OpIf, Kids: []*Node{s.split(cond), s.lifted(yes, whole), s.lifted(no, whole)}})
}

// choices counts the ?: in an expression, conditions apart.
func choices(e ast.Expr) int {
	n := 0
	args := kids(e)
	if isChoice(e) {
		n, args = 1, args[1:]
	}
	for _, k := range args {
		n += choices(k)
	}
	return n
}

func isChoice(e ast.Expr) bool {
	return e.Kind() == ast.CallKind && e.AsCall().FunctionName() == operators.Conditional
}

// branch finds the first ?: in an expression and gives its condition and the
// expression with either result in its place.
func (s *splitter) branch(e ast.Expr) (cond, yes, no ast.Expr, ok bool) {
	if isChoice(e) {
		a := e.AsCall().Args()
		return a[0], a[1], a[2], true
	}
	for i, k := range kids(e) {
		if cond, yes, no, ok = s.branch(k); ok {
			return cond, s.with(e, i, yes), s.with(e, i, no), true
		}
	}
	return nil, nil, nil, false
}

// with copies a call with one argument replaced.
func (s *splitter) with(e ast.Expr, i int, arg ast.Expr) ast.Expr {
	args := append([]ast.Expr(nil), e.AsCall().Args()...)
	args[i] = arg
	return s.fac.NewCall(e.ID(), e.AsCall().FunctionName(), args...)
}
