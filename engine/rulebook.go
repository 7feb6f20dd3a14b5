package engine

import (
	"strconv"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// rulebook is what the vocabulary says of its findings, made for working out
// what follows from answers: only_if and derive by finding, then the laws that
// can settle a yes/no finding.
type rulebook struct {
	circuit *circuit
	rules   []rule
	laws    []law
	// vague is set where some law can only be settled by its diagram.
	vague bool
}

type rule struct {
	place int32
	// onlyIf and derive are nil where the finding has none.
	onlyIf, derive *ruleCondition
	// number marks a derived number of these parts: its value is tried.
	number bool
	parts  []int32
}

// ruleCondition is a condition as a circuit and as a diagram.
type ruleCondition struct {
	wire    wire
	diagram diagram.Ref
	// reads are the places of the findings that it reads; because is the first of
	// them, or -1.
	reads   []int32
	because int32
}

// law is plain where its circuit alone is exact: it reads no level twice.
type law struct {
	ruleCondition
	plain bool
	// settles are the yes/no levels that it can settle.
	settles []lawLevel
}

// lawLevel is a level of the rules' unit, with its level on the circuit and the
// place of its finding. A conclusion about it rests on because.
type lawLevel struct {
	level, onCircuit int
	place, because   int32
}

// writeRules makes the rulebook of a library whose rules are compiled.
func (l *Library) writeRules() error {
	u := l.rules
	if len(u.levels) == 0 || !u.proved {
		return nil
	}
	named := func(id string) *Condition { return l.named[id] }
	b := newCircuitBuilder()
	for _, f := range l.byPlace {
		b.atomsOf(f.onlyIf, named)
		if f.Kind == KindYesNo {
			b.atomsOf(f.derive, named)
		}
	}
	for _, i := range l.lawful {
		b.atomsOf(l.constraints[i].When, named)
	}
	if err := b.lay(l); err != nil {
		return err
	}
	book := &rulebook{circuit: b.c}
	compile := func(c *Condition, ref string) ruleCondition {
		out := ruleCondition{wire: b.condition(c, named), diagram: u.refs[ref], because: -1}
		for _, id := range l.reads(c, l.named) {
			out.reads = append(out.reads, l.place[id])
		}
		if len(out.reads) > 0 {
			out.because = out.reads[0]
		}
		return out
	}
	for place, f := range l.byPlace {
		r := rule{place: int32(place), number: f.derive != nil && f.Kind == KindNumber, parts: l.partsAt[place]}
		if f.onlyIf != nil && f.Kind == KindYesNo {
			c := compile(f.onlyIf, "only_if:"+f.ID)
			r.onlyIf = &c
		}
		if f.derive != nil && f.Kind == KindYesNo {
			c := compile(f.derive, "derive:"+f.ID)
			r.derive = &c
		}
		if r.onlyIf != nil || r.derive != nil || r.number {
			book.rules = append(book.rules, r)
		}
	}
	for _, i := range l.lawful {
		c := l.constraints[i].When
		w := law{ruleCondition: compile(c, "law:"+strconv.Itoa(i)), plain: isPlain(c, named)}
		l.settles(&w, c, b.c)
		book.laws = append(book.laws, w)
		book.vague = book.vague || !w.plain
	}
	l.rulebook = book
	return nil
}

// settles works out which yes/no levels a law can settle.
func (l *Library) settles(w *law, c *Condition, on *circuit) {
	reads := l.reads(c, l.named)
	for _, lv := range c.cond.Levels() {
		f := l.findings[lv.Finding]
		if lv.Missing || f == nil || f.Kind != KindYesNo {
			continue
		}
		s := lawLevel{level: l.rules.index[lv], place: l.place[lv.Finding], because: l.place[other(reads, lv.Finding)], onCircuit: -1}
		for i, x := range on.part.Levels {
			if x == lv {
				s.onCircuit = i
			}
		}
		w.plain = w.plain && s.onCircuit >= 0
		w.settles = append(w.settles, s)
	}
}

// isPlain says whether a condition reads each level once, and never two of them
// in one atom: then its parts are independent, and three values are exact.
func isPlain(c *Condition, named names) bool {
	seen := map[expr.Level]bool{}
	var walk func(n *expr.Node) bool
	walk = func(n *expr.Node) bool {
		switch n.Op {
		case expr.OpAtom:
			l := n.Atom.Levels[0]
			if len(n.Atom.Levels) > 1 || seen[l] {
				return false
			}
			seen[l] = true
		case expr.OpNamed:
			inner := named(n.Name)
			return inner != nil && inner.cond != nil && walk(inner.cond.Root())
		case expr.OpAnd, expr.OpOr, expr.OpNot, expr.OpIf, expr.OpAtLeast, expr.OpConst:
		}
		for _, k := range n.Kids {
			if !walk(k) {
				return false
			}
		}
		return true
	}
	return c == nil || c.cond == nil || walk(c.cond.Root())
}

// other is the first of the findings that is not the one concluded.
func other(ids []string, not string) string {
	for _, id := range ids {
		if id != not {
			return id
		}
	}
	return not
}
