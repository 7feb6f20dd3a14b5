package prove

import (
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// conditions: no operand of && or || and no named part could be left out
// without a change. What counts is whom the condition is true of, not only whom
// its row takes first: screening reads rows without their order.
func (pr *prover) conditions() {
	pr.condition("applies_to", pr.p.AppliesTo(), pr.c.Care)
	for i := range pr.entries {
		e := &pr.entries[i]
		if fits := pr.s.And(pr.applies, e.ref); e.kind != catchAll && fits != diagram.False && fits != pr.applies {
			pr.condition(e.id, e.when, pr.applies)
		}
	}
	for i, k := range pr.p.Criteria() {
		if met := pr.s.And(pr.c.Care, pr.c.Criteria[i]); met != diagram.False && met != pr.c.Care {
			pr.condition(k.ID, k.When, pr.c.Care)
		}
	}
}

func (pr *prover) condition(owner string, c *engine.Condition, among diagram.Ref) {
	if root := c.Root(); root != nil {
		r := redundancy{pr: pr, owner: owner, cond: c}
		r.part(root, among)
	}
}

// redundancy walks one condition. among, below, are the patients for whom the
// truth of a part is the truth of the whole, one way round or the other.
type redundancy struct {
	pr    *prover
	owner string
	cond  *engine.Condition
}

// operand is one of the parts that && or || joins, as its author wrote it:
// any(x) is one operand though it has many parts.
type operand struct {
	node *expr.Node
	ref  diagram.Ref
	// whole is false of what its author wrote as one word.
	whole bool
}

func (r *redundancy) part(n *expr.Node, among diagram.Ref) {
	s := r.pr.s
	switch n.Op {
	case expr.OpAnd:
		r.joined(n, among, s.And, func(among, others diagram.Ref) diagram.Ref { return s.And(among, others) }, false)
	case expr.OpOr:
		r.joined(n, among, s.Or, func(among, others diagram.Ref) diagram.Ref { return r.pr.outside(among, others) }, true)
	case expr.OpNot:
		r.part(n.Kids[0], among)
	case expr.OpIf:
		r.choice(n, among)
	case expr.OpAtLeast:
		r.counted(n, among)
	case expr.OpAtom, expr.OpNamed, expr.OpConst:
	}
}

// joined looks at the operands of && or ||, the last first, so that of two that
// say the same the second is named.
func (r *redundancy) joined(
	n *expr.Node, among diagram.Ref, join func(...diagram.Ref) diagram.Ref, matters func(among, others diagram.Ref) diagram.Ref, or bool,
) {
	kept := r.operands(n)
	for i := len(kept) - 1; i >= 0 && len(kept) > 1; i-- {
		where := matters(among, join(others(kept, i)...))
		ref := kept[i].ref
		if !or {
			ref = r.pr.s.Not(ref)
		}
		if r.pr.s.And(where, ref) == diagram.False {
			r.claim(kept[i].node)
			kept = append(kept[:i:i], kept[i+1:]...)
		}
	}
	for i, k := range kept {
		if k.whole && !sameSpan(k.node, n) {
			r.part(k.node, matters(among, join(others(kept, i)...)))
		}
	}
}

func (r *redundancy) operands(n *expr.Node) []operand {
	var out []operand
	for _, k := range n.Kids {
		if last := len(out) - 1; last >= 0 && sameSpan(out[last].node, k) {
			if n.Op == expr.OpOr {
				out[last].ref = r.pr.s.Or(out[last].ref, r.pr.c.Part(k))
			} else {
				out[last].ref = r.pr.s.And(out[last].ref, r.pr.c.Part(k))
			}
			out[last].whole = false
			continue
		}
		out = append(out, operand{node: k, ref: r.pr.c.Part(k), whole: true})
	}
	return out
}

func others(all []operand, not int) []diagram.Ref {
	var out []diagram.Ref
	for i, k := range all {
		if i != not {
			out = append(out, k.ref)
		}
	}
	return out
}

// counted looks at the operands of at_least: one that is never among the
// counted could be left out.
func (r *redundancy) counted(n *expr.Node, among diagram.Ref) {
	s := r.pr.s
	all := make([]operand, len(n.Kids))
	for i, k := range n.Kids {
		all[i] = operand{node: k, ref: r.pr.c.Part(k)}
	}
	for i, k := range all {
		rest := others(all, i)
		where := s.And(among, s.AtLeast(n.N-1, rest), s.Not(s.AtLeast(n.N, rest)))
		if s.And(where, k.ref) == diagram.False {
			r.claim(k.node)
			continue
		}
		r.part(k.node, where)
	}
}

// choice looks into c ? a : b, unless the text only implies it.
func (r *redundancy) choice(n *expr.Node, among diagram.Ref) {
	s := r.pr.s
	for i, k := range n.Kids {
		if sameSpan(k, n) || sameSpan(k, n.Kids[(i+1)%3]) {
			return
		}
	}
	c, a, b := r.pr.c.Part(n.Kids[0]), r.pr.c.Part(n.Kids[1]), r.pr.c.Part(n.Kids[2])
	differ := s.Ite(a, s.Not(b), b)
	r.part(n.Kids[0], s.And(among, differ))
	r.part(n.Kids[1], s.And(among, c))
	r.part(n.Kids[2], r.pr.outside(among, c))
}

func sameSpan(a, b *expr.Node) bool { return a.Start == b.Start && a.End == b.End }

func (r *redundancy) claim(n *expr.Node) {
	at := *n
	at.Start, at.End = balanced(r.cond.Text, n.Start, n.End)
	text := r.cond.Text[at.Start:at.End]
	r.pr.claim(claim{
		code: "P509", about: r.owner + ": " + text, at: r.cond.PartSpan(&at),
		message: quote(text) + " changes nothing in " + quote(r.owner) + ": it is true of the same patients without it",
		help:    "remove it, or correct it if it should have told somebody apart",
	})
}

// balanced widens a part by the brackets that it opens or closes outside.
func balanced(text string, start, end int) (int, int) {
	open := 0
	for i := start; i < end; i++ {
		switch text[i] {
		case '(':
			open++
		case ')':
			if open--; open < 0 && start > 0 && text[start-1] == '(' {
				start--
				open++
			}
		}
	}
	for ; open > 0 && end < len(text) && text[end] == ')'; open-- {
		end++
	}
	return start, end
}
