package expr

import (
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// compare makes the leaf of a comparison without ?: inside. whole is the part
// of the text that it comes from.
func (s *splitter) compare(e, whole ast.Expr) *Node {
	fn, args := e.AsCall().FunctionName(), e.AsCall().Args()
	a, b := args[0], args[1]
	x, y := s.env.findingOf(a), s.env.findingOf(b)
	switch {
	case fn == operators.In && y != nil:
		return s.atom(whole, s.env.present(y.Name, string(a.AsLiteral().(types.String))))
	case fn == operators.In && x != nil && x.Kind == Number:
		n := Node{Op: OpOr}
		for _, item := range b.AsList().Elements() {
			n.Kids = append(n.Kids, s.numbers(operators.Equals, a, item, whole))
		}
		return s.node(whole, n)
	case fn == operators.In && x != nil && x.Kind == Option:
		return s.atom(whole, s.env.choice(x, e, b.AsList().Elements()))
	case x != nil && y == nil && b.Kind() == ast.LiteralKind && x.Kind == Option:
		return s.atom(whole, s.env.choice(x, e, []ast.Expr{b}))
	case y != nil && x == nil && a.Kind() == ast.LiteralKind && y.Kind == Option:
		return s.atom(whole, s.env.choice(y, s.fac.NewCall(e.ID(), fn, b, a), []ast.Expr{a}))
	}
	return s.numbers(fn, a, b, whole)
}

// numbers makes the leaf of a comparison of numbers, or of two options.
func (s *splitter) numbers(fn string, a, b, whole ast.Expr) *Node {
	x, y := s.env.findingOf(a), s.env.findingOf(b)
	u, uConst, errU := s.env.constant(a)
	v, vConst, errV := s.env.constant(b)
	switch {
	case errU != nil || errV != nil:
		s.refuse(whole, cannotCalculate())
		return s.node(whole, Node{Op: OpConst})
	case uConst && vConst:
		return s.node(whole, Node{Op: OpConst, Value: s.env.holds(symbol(fn), u, v)})
	case x != nil && vConst:
		return s.atom(whole, s.env.threshold(x, fn, v))
	case y != nil && uConst:
		return s.atom(whole, s.env.threshold(y, mirror(fn), u))
	}
	atom := &Atom{Text: canonical(s.fac.NewCall(whole.ID(), fn, a, b)), form: formGeneral, compare: fn}
	if x != nil && y != nil && x != y && x.Kind == Number {
		atom.form = formOrder
	}
	atom.Levels = levelsOf(levelsOf(nil, a), b)
	own := s.env.intern(atom)
	s.formulas = append(s.formulas, formula{whole, own})
	return s.atom(whole, own)
}

// threshold is the atom of a number finding against a constant.
func (f *family) threshold(v *variable, fn string, c float64) *Atom {
	return f.intern(&Atom{
		Text: v.Name + " " + symbol(fn) + " " + literal(c), Levels: []Level{{Finding: v.Name}},
		form: formThreshold, compare: symbol(fn), value: c,
	})
}

// choice is the atom of an option finding against options.
func (f *family) choice(v *variable, e ast.Expr, options []ast.Expr) *Atom {
	a := &Atom{Text: canonical(e), Levels: []Level{{Finding: v.Name}}, form: formChoice, compare: symbol(e.AsCall().FunctionName())}
	for _, o := range options {
		a.options = append(a.options, string(o.AsLiteral().(types.String)))
	}
	return f.intern(a)
}

// findingOf gives the finding that an expression just names, or nil.
func (f *family) findingOf(e ast.Expr) *variable {
	if e.Kind() != ast.IdentKind {
		return nil
	}
	return f.vars[e.AsIdent()]
}

func value(e ast.Expr) float64 { return float64(e.AsLiteral().(types.Double)) }

// levelsOf adds the findings that an expression reads.
func levelsOf(out []Level, e ast.Expr) []Level {
	if e.Kind() == ast.IdentKind {
		l := Level{Finding: e.AsIdent()}
		for _, known := range out {
			if known == l {
				return out
			}
		}
		return append(out, l)
	}
	for _, k := range kids(e) {
		out = levelsOf(out, k)
	}
	return out
}
