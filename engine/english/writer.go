package english

import (
	"slices"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
)

// Writer writes the conditions of one pathway.
type Writer struct {
	p   *engine.Pathway
	lib *engine.Library
}

// For gives the writer of a pathway.
func For(p *engine.Pathway) *Writer { return &Writer{p: p, lib: p.Library()} }

// Phrase puts a condition into words. No condition at all is always met.
func (w *Writer) Phrase(c *engine.Condition) Phrase {
	root := c.Root()
	if root == nil {
		return w.leaf(fact{subject: aConstant, yes: true})
	}
	return w.read(root, true)
}

// Sentence writes a condition on one line, with a capital and without a full
// stop.
func (w *Writer) Sentence(c *engine.Condition) string { return w.Phrase(c).Sentence() }

// Says is the plain English of a criterion or band that a condition names.
func (w *Writer) Says(name string) string {
	for _, c := range w.p.Criteria() {
		if c.ID == name {
			return c.Says
		}
	}
	if c, ok := w.lib.Criterion(name); ok {
		return c.Says
	}
	if b, ok := w.lib.Band(name); ok {
		return b.Says
	}
	return name
}

// Parameters gives the values in a condition that an area may change.
func (w *Writer) Parameters(c *engine.Condition) []*engine.Parameter {
	if c == nil {
		return nil
	}
	words := names(c.Text)
	var out []*engine.Parameter
	for _, p := range w.p.Parameters() {
		if slices.Contains(words, p.ID) {
			out = append(out, p)
		}
	}
	return out
}

// read puts a part of a condition into words, or what is so when it is not.
// Negations move inwards to the facts, where they can be said plainly.
func (w *Writer) read(n *expr.Node, yes bool) Phrase {
	switch n.Op {
	case expr.OpConst:
		return w.from(n, yes, fact{subject: aConstant, yes: n.Value == yes})
	case expr.OpAnd, expr.OpOr:
		kind := All
		if (n.Op == expr.OpOr) == yes {
			kind = Any
		}
		return w.group(kind, w.reads(n.Kids, yes))
	case expr.OpNot:
		return w.read(n.Kids[0], !yes)
	case expr.OpIf:
		return Phrase{Kind: If, Parts: append(w.reads(n.Kids[:1], true), w.reads(n.Kids[1:], yes)...)}
	case expr.OpAtLeast:
		kind := AtLeast
		if !yes {
			kind = Fewer
		}
		return Phrase{Kind: kind, N: n.N, Parts: w.reads(n.Kids, true)}
	case expr.OpNamed:
		return w.from(n, yes, fact{subject: aName, name: n.Name, text: w.Says(n.Name), yes: yes})
	case expr.OpAtom:
		return w.from(n, yes, w.atom(n.Atom, yes))
	}
	panic("english: a condition with an unknown operator")
}

// from is the leaf of a part of the condition.
func (w *Writer) from(n *expr.Node, yes bool, f fact) Phrase {
	p := w.leaf(f)
	p.made = made{node: n, yes: yes}
	return p
}

func (w *Writer) reads(kids []*expr.Node, yes bool) []Phrase {
	out := make([]Phrase, len(kids))
	for i, k := range kids {
		out[i] = w.read(k, yes)
	}
	return out
}

// atom says what an atom accepts, or refuses.
func (w *Writer) atom(a *expr.Atom, yes bool) fact {
	if id, op, v, ok := a.Threshold(); ok {
		r, except := spanOf(op, v, yes)
		return fact{subject: aNumber, finding: w.finding(id), span: r, except: except}
	}
	level := a.Levels[0]
	f := w.finding(level.Finding)
	switch {
	case len(a.Levels) == 1 && level.Missing:
		return fact{subject: aState, finding: f, yes: !yes}
	case len(a.Levels) == 1 && level.Option != "":
		return fact{subject: aSet, finding: f, options: []string{level.Option}, yes: yes}
	case len(a.Levels) == 1 && f.Kind == engine.KindYesNo:
		return fact{subject: aFlag, finding: f, yes: yes}
	case len(a.Levels) == 1 && f.Kind == engine.KindOption:
		return w.choice(a, f, yes)
	}
	return fact{subject: aFormula, text: w.formula(a.Text), yes: yes}
}

func (w *Writer) finding(id string) *engine.Finding {
	f, ok := w.lib.Finding(id)
	if !ok {
		panic("english: condition on a finding that the library does not have: " + id)
	}
	return f
}

// choice asks the atom itself which options it accepts.
func (w *Writer) choice(a *expr.Atom, f *engine.Finding, yes bool) fact {
	out := fact{subject: aChoice, finding: f}
	for _, o := range f.Options {
		holds, err := a.Eval(func(expr.Level) expr.Value { return expr.Value{Text: o.ID} })
		if err == nil && holds == yes {
			out.options = append(out.options, o.ID)
		}
	}
	switch len(out.options) {
	case 0:
		return fact{subject: aConstant}
	case len(f.Options):
		return out
	}
	// "is not x" stays so, however many options that leaves.
	out.but = strings.Contains(a.Text, "!=") == yes
	return out
}
