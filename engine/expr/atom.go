package expr

import (
	"strings"
	"sync"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
)

// Atom is a part of a condition with no && || ! ?: or at_least inside. Atoms
// of one family of environments with equal Text are one and the same.
type Atom struct {
	// Text is the atom in canonical CEL, parameters and ages as numbers.
	Text string
	// Levels are what the atom reads, in order of appearance.
	Levels []Level

	form form
	// compare and value are set for a comparison of one number finding.
	compare string
	value   float64
	// options are those for which a choice among options holds.
	options []string

	program func() (*program, error)
	table   func() (*table, *AtomIssue)
}

// form says how an atom's table is found.
type form int

const (
	// formFlag is a level that is true or false by itself.
	formFlag form = iota
	// formChoice is an option finding held against options.
	formChoice
	// formThreshold is a number finding held against a constant.
	formThreshold
	// formOrder is a number finding held against another.
	formOrder
	// formGeneral is anything else.
	formGeneral
)

// Eval evaluates the atom by cel-go. f gives the value of every level of the
// atom.
func (a *Atom) Eval(f func(Level) Value) (bool, error) {
	p, err := a.program()
	if err != nil {
		return false, err
	}
	return p.eval(f, nil)
}

// Threshold gives the parts of a comparison of one number finding with a
// constant: finding, operator and constant. ok is false for other atoms.
func (a *Atom) Threshold() (finding, op string, value float64, ok bool) {
	if a.form != formThreshold {
		return "", "", 0, false
	}
	return a.Levels[0].Finding, a.compare, a.value, true
}

// intern gives the family's one atom of this text.
func (f *family) intern(a Atom) *Atom {
	f.mu.Lock()
	defer f.mu.Unlock()
	if known, ok := f.atoms[a.Text]; ok {
		return known
	}
	own := new(Atom)
	*own = a
	own.program = f.root.programOf(a.Text)
	own.table = sync.OnceValues(func() (*table, *AtomIssue) { return f.tabulate(own) })
	f.atoms[a.Text] = own
	return own
}

// flag is the atom of a yes/no finding or of missing(x), by variable name.
func (f *family) flag(name string) *Atom {
	l := Level{Finding: name}
	if inner, ok := strings.CutPrefix(name, "missing("); ok {
		l = Level{Finding: strings.TrimSuffix(inner, ")"), Missing: true}
	}
	return f.intern(Atom{Text: name, Levels: []Level{l}, form: formFlag})
}

// present is the atom of one option of a set.
func (f *family) present(finding, option string) *Atom {
	l := Level{Finding: finding, Option: option}
	return f.intern(Atom{Text: l.String(), Levels: []Level{l}, form: formFlag})
}

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
			n.Kids = append(n.Kids, s.atom(whole, s.env.threshold(x, operators.Equals, value(item))))
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
	atom := Atom{Text: canonical(s.fac.NewCall(whole.ID(), fn, a, b)), form: formGeneral, compare: fn}
	if x != nil && y != nil && x != y && x.Kind == Number {
		atom.form = formOrder
	}
	atom.Levels = levelsOf(levelsOf(nil, a), b)
	return s.general(whole, s.env.intern(atom))
}

// general checks an atom that may fail or be too large, while its place in
// the text is at hand.
func (s *splitter) general(whole ast.Expr, a *Atom) *Node {
	if _, is := a.table(); is != nil {
		s.refuse(whole, Issue{Code: is.Code, Message: is.Message, Help: is.Help})
	}
	return s.atom(whole, a)
}

// threshold is the atom of a number finding against a constant.
func (f *family) threshold(v *variable, fn string, c float64) *Atom {
	return f.intern(Atom{
		Text: v.Name + " " + symbol(fn) + " " + literal(c), Levels: []Level{{Finding: v.Name}},
		form: formThreshold, compare: symbol(fn), value: c,
	})
}

// choice is the atom of an option finding against options.
func (f *family) choice(v *variable, e ast.Expr, options []ast.Expr) *Atom {
	a := Atom{Text: canonical(e), Levels: []Level{{Finding: v.Name}}, form: formChoice, compare: symbol(e.AsCall().FunctionName())}
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
