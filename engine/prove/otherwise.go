package prove

import (
	"fmt"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// otherwise: whoever reaches it with an abnormal answer was thought of. The
// classes are the abnormal answers: each is accepted by name, or a finding.
func (pr *prover) otherwise() {
	last := pr.lastRow()
	abnormal := pr.abnormal()
	for _, f := range pr.p.Findings() {
		is, ok := abnormal[f]
		if !ok {
			continue
		}
		bad := pr.s.And(last.first, is, pr.known(f), pr.s.Not(pr.furtherAdvice(f)))
		if bad == diagram.False {
			continue
		}
		c := claim{
			code: "P523", about: f, at: last.span, bad: bad,
			message: "patients with " + quote(pr.short(f)) + " can end in otherwise: " + quote(last.outcome.Summary),
			help:    "give them a row, or say why they need none",
		}
		if worst := pr.worst(bad, abnormal); len(worst) > 1 {
			c.help = fmt.Sprintf("at most with %d at once: %s\n", len(worst), list(worst)) + c.help
		}
		pr.claim(c)
	}
}

func (pr *prover) lastRow() *entry {
	for i := range pr.entries {
		if pr.entries[i].kind == catchAll {
			return &pr.entries[i]
		}
	}
	panic("prove: a pathway without otherwise")
}

// furtherAdvice are the patients for whom a row of also speaks of a finding.
func (pr *prover) furtherAdvice(f string) diagram.Ref {
	advised := diagram.False
	for i := range pr.entries {
		if e := &pr.entries[i]; e.kind == alsoRow && contains(pr.p.Reads(e.when), f) {
			advised = pr.s.Or(advised, e.first)
		}
	}
	return advised
}

// abnormal gives when the answer to each finding is one: a yes of what is
// declared to raise urgency, and what a red flag looks for, if it is ticked off
// as such or is a number. What else a red flag reads is its setting.
func (pr *prover) abnormal() map[string]diagram.Ref {
	out := map[string]diagram.Ref{}
	for level, l := range pr.c.Levels {
		if f, ok := pr.lib.Finding(l.Finding); ok && f.RaisesUrgency && pr.isYesNo(level) {
			out[l.Finding] = pr.s.Or(out[l.Finding], pr.literal(level))
		}
	}
	for i := range pr.entries {
		if e := &pr.entries[i]; e.redFlag && e.when.Root() != nil {
			pr.lookedFor(e.when.Root(), out)
		}
	}
	return out
}

// lookedFor adds the atoms that make a condition true by being true.
func (pr *prover) lookedFor(n *expr.Node, out map[string]diagram.Ref) {
	switch n.Op {
	case expr.OpAnd, expr.OpOr, expr.OpAtLeast:
		for _, k := range n.Kids {
			pr.lookedFor(k, out)
		}
	case expr.OpNamed:
		if c, ok := pr.p.Named(n.Name); ok && c.Root() != nil {
			pr.lookedFor(c.Root(), out)
		}
	case expr.OpAtom:
		l := n.Atom.Levels[0]
		f, ok := pr.lib.Finding(l.Finding)
		number := ok && f.Kind == engine.KindNumber && f.FromPatient == ""
		if ok && len(n.Atom.Levels) == 1 && !l.Missing && (f.Attest || number) {
			out[l.Finding] = pr.s.Or(out[l.Finding], pr.c.Part(n))
		}
	case expr.OpNot, expr.OpIf, expr.OpConst:
	}
}

// worst names the abnormal findings of the patient who has the most of them.
func (pr *prover) worst(bad diagram.Ref, abnormal map[string]diagram.Ref) []string {
	path, ok := pr.s.Cheapest(bad, 1, func(level, cell int) int { return -pr.isAbnormal(level, cell, abnormal) })
	if !ok {
		return nil
	}
	var out []string
	for level, set := range path {
		name := pr.short(pr.c.Levels[level].Finding)
		for cell := range set.All() {
			if pr.isAbnormal(level, cell, abnormal) > 0 && !contains(out, name) {
				out = append(out, name)
			}
		}
	}
	return out
}

// isAbnormal is 1 for a cell that makes its finding abnormal by itself.
func (pr *prover) isAbnormal(level, cell int, abnormal map[string]diagram.Ref) int {
	l := pr.c.Levels[level]
	is, ok := abnormal[l.Finding]
	if !ok || l.Missing {
		return 0
	}
	in := make([]bool, len(pr.c.Cells[level]))
	in[cell] = true
	return one(pr.outside(pr.s.Literal(level, in), is) == diagram.False)
}
