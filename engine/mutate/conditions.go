package mutate

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
)

// condition makes the slips in one condition.
func (g *maker) condition(where string, c *engine.Condition) {
	if c.Root() == nil {
		return
	}
	root := group(c.Root())
	m := &conditionMaker{maker: g, where: where, c: c, root: root}
	m.walk(root)
}

// conditionMaker makes the mutants of one condition.
type conditionMaker struct {
	*maker
	where string
	c     *engine.Condition
	root  *expr.Node
}

// change adds the mutant whose part old became now.
func (m *conditionMaker) change(k Kind, old, now *expr.Node, says string) {
	text := write(replace(m.root, old, now))
	if says == "" {
		says = sourceOf(m.c, old) + " becomes " + write(now)
	}
	m.add(k, m.where, says, m.c.PartSpan(old), engine.Variant{Texts: map[*engine.Condition]string{m.c: text}})
}

func (m *conditionMaker) walk(n *expr.Node) {
	switch n.Op {
	case expr.OpAtom:
		m.atom(n)
		return
	case expr.OpNot:
		m.change(Not, n, n.Kids[0], "")
	case expr.OpAnd, expr.OpOr, expr.OpAtLeast, expr.OpIf, expr.OpNamed, expr.OpConst:
	}
	if implied(n) {
		return
	}
	switch n.Op {
	case expr.OpAnd, expr.OpOr:
		other := *n
		other.Op = expr.OpAnd + expr.OpOr - n.Op
		m.change(AndOr, n, &other, "")
		m.operands(n)
	case expr.OpAtLeast:
		for _, by := range []int{-1, 1} {
			if count := n.N + by; count >= 1 && count <= len(n.Kids) {
				other := *n
				other.N = count
				m.change(Count, n, &other, "at_least("+strconv.Itoa(n.N)+", ...) becomes at_least("+strconv.Itoa(count)+", ...)")
			}
		}
		if len(n.Kids) > n.N {
			m.operands(n)
		}
	case expr.OpNot, expr.OpIf, expr.OpAtom, expr.OpNamed, expr.OpConst:
	}
	if n.Op == expr.OpIf && comparesTruths(n) {
		return
	}
	for _, k := range n.Kids {
		m.walk(k)
	}
}

// operands forgets each part of a list in turn.
func (m *conditionMaker) operands(n *expr.Node) {
	for i, k := range n.Kids {
		m.change(Operand, n, without(n, i), sourceOf(m.c, k)+" is missing")
	}
}

// comparesTruths says whether a choice stands for p == q, whose q it names
// twice: one of them cannot change alone.
func comparesTruths(n *expr.Node) bool {
	a, b := n.Kids[1], n.Kids[2]
	return a.Start == b.Start && a.End == b.End
}

// atom makes the slips in a comparison.
func (m *conditionMaker) atom(n *expr.Node) {
	if finding, op, value, ok := n.Atom.Threshold(); ok {
		m.threshold(n, finding, op, value)
		return
	}
	l := n.Atom.Levels[0]
	f, ok := m.lib.Finding(l.Finding)
	switch {
	case !ok || l.Missing || len(n.Atom.Levels) > 1:
	case l.Option != "":
		other := neighbour(f, []string{l.Option}, l.Option)
		m.comparison(Option, n, strconv.Quote(other)+" in "+f.ID, other)
	case f.Kind == engine.KindOption:
		m.choice(n, f)
	}
}

func (m *conditionMaker) threshold(n *expr.Node, finding, op string, value float64) {
	f, ok := m.lib.Finding(finding)
	if !ok {
		return
	}
	if everybody(op, value, f) {
		return
	}
	if other, ok := overEdge(op); ok {
		m.comparison(Edge, n, finding+" "+other+" "+number(value), other)
	}
	for _, by := range []float64{-1, 1} {
		if v := tidy(value + by*step(f, value)); v >= f.Min && v <= f.Max {
			m.comparison(Step, n, finding+" "+op+" "+number(v), number(v))
		}
	}
}

// comparison adds a mutant that compares otherwise. The words that stay are not
// said twice.
func (m *conditionMaker) comparison(k Kind, n *expr.Node, text, now string) {
	if now == "" {
		return
	}
	whole := strings.Replace(write(replace(m.root, n, &expr.Node{Op: expr.OpNamed, Name: place})), place, text, 1)
	m.add(k, m.where, sourceOf(m.c, n)+" becomes "+text, m.c.PartSpan(n),
		engine.Variant{Texts: map[*engine.Condition]string{m.c: whole}})
}

// place stands for a comparison that is not compiled yet. No finding can have
// this name.
const place = "(?)"

// everybody says whether a comparison only spells out the finding's domain, as
// age >= 0 does: that is no rule, and no slip in it is likely.
func everybody(op string, value float64, f *engine.Finding) bool {
	return (op == ">=" && value <= f.Min) || (op == "<=" && value >= f.Max)
}

func overEdge(op string) (string, bool) {
	switch op {
	case "<":
		return "<=", true
	case "<=":
		return "<", true
	case ">":
		return ">=", true
	case ">=":
		return ">", true
	}
	return "", false
}

// step is how far a slip moves a threshold: one step of its grid, and a whole
// year of an age that is given in years.
func step(f *engine.Finding, value float64) float64 {
	if f.FromPatient == "age" && value == math.Trunc(value) && value >= 2 {
		return 1
	}
	return f.Step
}

// choice makes the slips in a choice among options: each option named is taken
// for its neighbour.
func (m *conditionMaker) choice(n *expr.Node, f *engine.Finding) {
	var in, out []string
	for _, o := range f.Options {
		ok, err := n.Atom.Eval(func(expr.Level) expr.Value { return expr.Value{Text: o.ID} })
		if err != nil {
			return
		}
		if ok {
			in = append(in, o.ID)
		} else {
			out = append(out, o.ID)
		}
	}
	not := len(in) > len(out)
	if not {
		in = out
	}
	for i, o := range in {
		other := neighbour(f, in, o)
		if other == "" {
			continue
		}
		changed := slices.Clone(in)
		changed[i] = other
		m.comparison(Option, n, oneOf(f.ID, changed, not), other)
	}
}

// neighbour is the next option after one that is not among those named.
func neighbour(f *engine.Finding, named []string, option string) string {
	at := slices.IndexFunc(f.Options, func(o engine.Option) bool { return o.ID == option })
	for i := range f.Options {
		if o := f.Options[(at+1+i)%len(f.Options)].ID; !slices.Contains(named, o) {
			return o
		}
	}
	return ""
}

func oneOf(finding string, options []string, not bool) string {
	if len(options) == 1 {
		op := " == "
		if not {
			op = " != "
		}
		return finding + op + strconv.Quote(options[0])
	}
	quoted := make([]string, len(options))
	for i, o := range options {
		quoted[i] = strconv.Quote(o)
	}
	text := finding + " in [" + strings.Join(quoted, ", ") + "]"
	if not {
		text = "!(" + text + ")"
	}
	return text
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// tidy takes off what binary fractions add.
func tidy(v float64) float64 { return math.Round(v*1e12) / 1e12 }
