package expr

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// The bounds of a tree. Each ?: inside a comparison doubles its leaves; a score
// of ten parts is still a condition.
const (
	maxChoices = 10
	maxTree    = 20_000
	// maxWork bounds the evaluations of all formulas of one condition.
	maxWork = 3_000_000
)

// splitter splits a checked condition into a tree over atoms. Every step is a
// law of CEL: a test holds the tree against the whole text.
type splitter struct {
	env    *Env
	spans  spans
	fac    ast.ExprFactory
	issues []Issue
	// made counts nodes.
	made     int
	formulas []formula
}

func (s *splitter) node(e ast.Expr, n Node) *Node {
	at := s.at(e)
	n.Start, n.End = at.start, at.end
	s.made++
	return &n
}

func (s *splitter) at(e ast.Expr) span {
	if e.ID() < int64(len(s.spans.whole)) {
		return s.spans.whole[e.ID()]
	}
	return span{}
}

func (s *splitter) split(e ast.Expr) *Node {
	if s.made > maxTree {
		return s.tooMany(e)
	}
	switch e.Kind() {
	case ast.LiteralKind:
		return s.node(e, Node{Op: OpConst, Value: e.AsLiteral() == types.True})
	case ast.IdentKind:
		return s.name(e)
	}
	args := e.AsCall().Args()
	switch e.AsCall().FunctionName() {
	case operators.LogicalAnd:
		return s.node(e, Node{Op: OpAnd, Kids: s.flat(e, OpAnd)})
	case operators.LogicalOr:
		return s.node(e, Node{Op: OpOr, Kids: s.flat(e, OpOr)})
	case operators.LogicalNot:
		return s.node(e, Node{Op: OpNot, Kids: s.all(args)})
	case operators.Conditional:
		return s.node(e, Node{Op: OpIf, Kids: s.all(args)})
	case fnAtLeast:
		return s.node(e, Node{
			Op: OpAtLeast, N: int(args[0].AsLiteral().(types.Int)), Kids: s.all(args[1].AsList().Elements()),
		})
	case fnAny:
		return s.anyOf(e, args[0].AsIdent())
	case operators.Equals, operators.NotEquals:
		if s.isTruth(args[0]) {
			return s.same(e, args)
		}
	}
	return s.lift(e)
}

func (s *splitter) all(es []ast.Expr) []*Node {
	out := make([]*Node, len(es))
	for i, e := range es {
		out[i] = s.split(e)
	}
	return out
}

// flat gathers the terms of a && b && c, which the parser nests.
func (s *splitter) flat(e ast.Expr, op Op) []*Node {
	var out []*Node
	for _, k := range s.all(e.AsCall().Args()) {
		if k.Op == op {
			out = append(out, k.Kids...)
		} else {
			out = append(out, k)
		}
	}
	return out
}

func (s *splitter) name(e ast.Expr) *Node {
	name := e.AsIdent()
	if s.env.conditions[name] {
		return s.node(e, Node{Op: OpNamed, Name: name})
	}
	return s.atom(e, s.env.flag(name))
}

func (s *splitter) atom(e ast.Expr, a *Atom) *Node {
	return s.node(e, Node{Op: OpAtom, Atom: a})
}

// anyOf is any(x): one of its options is present.
func (s *splitter) anyOf(e ast.Expr, finding string) *Node {
	n := Node{Op: OpOr}
	for _, o := range s.env.vars[finding].Options {
		n.Kids = append(n.Kids, s.atom(e, s.env.present(finding, o)))
	}
	return s.node(e, n)
}

// isTruth says whether a checked expression is a bool.
func (s *splitter) isTruth(e ast.Expr) bool {
	switch e.Kind() {
	case ast.LiteralKind:
		_, ok := e.AsLiteral().(types.Bool)
		return ok
	case ast.IdentKind:
		v := s.env.vars[e.AsIdent()]
		return v == nil || v.Kind == YesNo
	}
	switch e.AsCall().FunctionName() {
	case operators.Conditional:
		return s.isTruth(e.AsCall().Args()[1])
	case operators.Add, operators.Subtract, operators.Multiply, operators.Divide, operators.Negate:
		return false
	}
	return true
}

// same is p == q of two truths: p ? q : !q, where q is the smaller.
func (s *splitter) same(e ast.Expr, args []ast.Expr) *Node {
	p, q := s.split(args[0]), s.split(args[1])
	if p.size() < q.size() {
		p, q = q, p
	}
	not := &Node{Op: OpNot, Kids: []*Node{q}, Start: q.Start, End: q.End}
	if e.AsCall().FunctionName() == operators.NotEquals {
		q, not = not, q
	}
	return s.node(e, Node{Op: OpIf, Kids: []*Node{p, q, not}})
}
