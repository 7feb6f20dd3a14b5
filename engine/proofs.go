package engine

import (
	"fmt"
	"slices"
	"strings"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
	"signpost.health/signpost/engine/source"
)

// What a proof needs to see of a pathway beyond what a decision does.

// Root is the condition split into its parts; nil where there is none.
func (c *Condition) Root() *expr.Node {
	if c == nil || c.cond == nil {
		return nil
	}
	return c.cond.Root()
}

// PartSpan is where a part of the condition stands.
func (c *Condition) PartSpan(n *expr.Node) source.Span {
	if c.node == nil || n.End <= n.Start {
		return c.Span()
	}
	return c.node.At(n.Start, n.End)
}

// Part builds the diagram of a part of one of the pathway's own conditions.
func (c *Compiled) Part(n *expr.Node) diagram.Ref { return c.u.node(n) }

// Named is the criterion, shared or the pathway's own, or the band of a name
// that a condition uses.
func (p *Pathway) Named(name string) (*Condition, bool) {
	c, ok := p.unit.named[name]
	return c, ok
}

// Reads gives the findings that a condition of the pathway reads, through its
// criteria too, in order of appearance.
func (p *Pathway) Reads(c *Condition) []string { return p.lib.reads(c, p.unit.named) }

// Issues says what would be wrong with a condition over the pathway's names.
func (p *Pathway) Issues(text string) []expr.Issue {
	_, issues := p.unit.env.Compile(text)
	return issues
}

// Parse reads a further condition over the pathway's names.
func (p *Pathway) Parse(text string) (*Condition, error) { return p.condition(text) }

// Holds evaluates a condition for a complete patient by cel-go alone: the
// meaning that proofs are held against.
func (p *Pathway) Holds(c *Condition, value Values) (bool, error) { return p.unit.eval(c, value) }

// Plain writes a condition in the vocabulary's words alone, so that it means
// the same in any other pathway: criteria are spelt out, parameters are numbers.
func (p *Pathway) Plain(c *Condition) string {
	if c == nil || c.cond == nil {
		return "true"
	}
	return p.plain(c.cond.Root())
}

func (p *Pathway) plain(n *expr.Node) string {
	kids := make([]string, len(n.Kids))
	for i, k := range n.Kids {
		kids[i] = p.plain(k)
	}
	switch n.Op {
	case expr.OpAnd:
		return "(" + strings.Join(kids, " && ") + ")"
	case expr.OpOr:
		return "(" + strings.Join(kids, " || ") + ")"
	case expr.OpNot:
		return "!(" + kids[0] + ")"
	case expr.OpIf:
		return "(" + kids[0] + " ? " + kids[1] + " : " + kids[2] + ")"
	case expr.OpAtLeast:
		return fmt.Sprintf("at_least(%d, %s)", n.N, strings.Join(kids, ", "))
	case expr.OpNamed:
		if _, shared := p.lib.named[n.Name]; shared {
			return n.Name
		}
		return p.Plain(p.unit.named[n.Name])
	case expr.OpConst:
		return fmt.Sprint(n.Value)
	case expr.OpAtom:
	}
	return "(" + n.Atom.Text + ")"
}

// OutcomeSpan is where an outcome's name stands.
func (p *Pathway) OutcomeSpan(id string) source.Span {
	if o, ok := p.outcomes[id]; ok {
		return spanOf(o.node)
	}
	return source.Span{}
}

// RouteSpan is where an outcome's route stands.
func (p *Pathway) RouteSpan(id string) source.Span {
	if o, ok := p.outcomes[id]; ok && o.routeNode != nil {
		return o.routeNode.Span
	}
	return p.OutcomeSpan(id)
}

// FindingSpan is where a finding's name stands in the vocabulary.
func (l *Library) FindingSpan(id string) source.Span {
	if f, ok := l.findings[id]; ok {
		return spanOf(f.key)
	}
	return source.Span{}
}

// Follows gives the derived findings that are worked out from a finding,
// however far, in order of their names.
func (l *Library) Follows(finding string) []string {
	from := map[string]bool{finding: true}
	for again := true; again; {
		again = false
		for _, id := range l.findingIDs {
			f := l.findings[id]
			if from[id] || !slices.ContainsFunc(f.derivedFindings, func(part string) bool { return from[part] }) {
				continue
			}
			from[id], again = true, true
		}
	}
	delete(from, finding)
	return keys(from)
}

// Lawful says whether one complete patient obeys the vocabulary's laws about
// numbers. Levels know such a law only by their cells; a patient has values.
func (c *Compiled) Lawful(value Values) bool {
	keeps := func(law *Condition) bool {
		ok, err := law.cond.Eval(value, nil)
		return ok && err == nil
	}
	for _, law := range c.lib.constraints {
		if law.When != nil && law.When.cond != nil && c.covers(law.When) && !keeps(law.When) {
			return false
		}
	}
	for _, id := range c.u.findings() {
		f := c.lib.findings[id]
		if f != nil && f.Kind == KindNumber && f.derive != nil && f.derive.cond != nil && c.covers(f.derive) && !keeps(f.derive) {
			return false
		}
	}
	return true
}

// covers says whether every level that a law reads is compiled.
func (c *Compiled) covers(law *Condition) bool {
	for _, l := range law.cond.Levels() {
		if _, ok := c.u.index[l]; !ok {
			return false
		}
	}
	return len(law.cond.Names()) == 0
}
