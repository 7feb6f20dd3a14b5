package engine

import (
	"slices"

	"signpost.health/signpost/engine/expr"
)

// because gives the rows that surely fit and lead to what was decided, each
// with what made it fit. It is empty where only the rows together are sure.
func (v *view) because(d *Decision) []Reason {
	var out []Reason
	add := func(row string, redFlag bool, when *Condition, evidence []Citation) {
		if when == nil || when.cond == nil || v.kleene(when) != triTrue {
			return
		}
		g := grounds{v: v, r: Reason{Row: row, RedFlag: redFlag, Evidence: evidence, Findings: []string{}}}
		g.gather(when.cond.Root(), triTrue)
		out = append(out, g.r)
	}
	for _, p := range d.Possible {
		for _, id := range p.Rows {
			for _, t := range v.ends {
				switch e := v.p.ends[t]; {
				case e.row >= 0 && v.p.spec.decide[e.row].ID == id:
					r := v.p.spec.decide[e.row]
					add(id, r.RedFlag, r.When, r.Evidence)
				case e.notFor >= 0 && v.p.spec.notFor[e.notFor].ID == id:
					n := v.p.spec.notFor[e.notFor]
					add(id, false, n.When, n.Evidence)
				}
			}
		}
	}
	return out
}

// grounds walks a condition down to the findings that make it what it is.
type grounds struct {
	v *view
	r Reason
}

// gather follows what makes a part true, or false: all parts of an "and" that
// holds, but of an "or" only those that hold.
func (g *grounds) gather(n *expr.Node, want tri) {
	switch n.Op {
	case expr.OpAnd, expr.OpOr, expr.OpAtLeast:
		for _, k := range n.Kids {
			if g.v.kleeneNode(k) == want {
				g.gather(k, want)
			}
		}
	case expr.OpNot:
		g.gather(n.Kids[0], not(want))
	case expr.OpIf:
		branch := n.Kids[1]
		if g.v.kleeneNode(n.Kids[0]) == triFalse {
			branch = n.Kids[2]
		}
		g.gather(n.Kids[0], g.v.kleeneNode(n.Kids[0]))
		g.gather(branch, want)
	case expr.OpNamed:
		g.named(n.Name, want)
	case expr.OpAtom:
		for _, level := range g.v.u.tables[n.Atom.Text].levels {
			if f := g.v.u.levels[level].Finding; !has(g.r.Findings, f) {
				g.r.Findings = append(g.r.Findings, f)
			}
		}
	case expr.OpConst:
	}
}

func (g *grounds) named(name string, want tri) {
	own := slices.ContainsFunc(g.v.p.spec.criteria, func(c *Criterion) bool { return c.ID == name })
	if own && want == triTrue && !has(g.r.Criteria, name) {
		g.r.Criteria = append(g.r.Criteria, name)
	}
	if c := g.v.u.named[name]; c != nil && c.cond != nil {
		g.gather(c.cond.Root(), want)
	}
}
