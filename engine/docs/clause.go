package docs

import (
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/english"
	"signpost.health/signpost/engine/expr"
)

// number gives each criterion and band that the pathway uses its number: its
// own in the file's order, then the shared ones as they are named.
func (r *reader) number() {
	r.numbers = map[string]int{}
	for _, c := range r.p.Criteria() {
		r.name(c.ID)
	}
	visit := func(c *engine.Condition) { r.named(c) }
	visit(r.p.AppliesTo())
	for _, n := range r.p.NotFor() {
		visit(n.When)
	}
	for _, c := range r.p.Criteria() {
		visit(c.When)
	}
	for _, row := range append(append([]*engine.Row(nil), r.p.Rows()...), r.p.AlsoRows()...) {
		visit(row.When)
	}
	for _, id := range r.p.Findings() {
		if c, ok := r.lib.Derivation(id); ok {
			visit(c)
		}
	}
}

func (r *reader) name(id string) bool {
	if r.numbers[id] > 0 {
		return false
	}
	r.names = append(r.names, id)
	r.numbers[id] = len(r.names)
	return true
}

func (r *reader) named(c *engine.Condition) {
	for _, id := range namesIn(c.Root()) {
		if !r.name(id) {
			continue
		}
		if inner, ok := r.p.Named(id); ok {
			r.named(inner)
		}
	}
}

// namesIn gives the criteria and bands that a part of a condition names.
func namesIn(n *expr.Node) []string {
	if n == nil {
		return nil
	}
	var out []string
	if n.Op == expr.OpNamed {
		out = append(out, n.Name)
	}
	for _, k := range n.Kids {
		out = append(out, namesIn(k)...)
	}
	return out
}

// clause sets a phrase out as a list that can be checked line by line.
func (r *reader) clause(p english.Phrase) Clause {
	switch p.Kind {
	case english.Leaf:
		c := Clause{Text: p.Sentence(), Detail: r.options(p)}
		if p.Criterion != "" {
			c.Criterion = r.numbers[p.Criterion]
		}
		return c
	case english.All:
		return Clause{Text: "All of these:", Items: r.clauses(p.Parts)}
	case english.Any:
		return Clause{Text: "Any of these:", Items: r.clauses(p.Parts)}
	case english.AtLeast:
		return Clause{Text: "At least " + count(p.N) + " of these:", Items: r.clauses(p.Parts)}
	case english.Fewer:
		return Clause{Text: "Fewer than " + count(p.N) + " of these:", Items: r.clauses(p.Parts)}
	case english.If:
		heads := []string{"If: ", "then: ", "otherwise: "}
		c := Clause{Text: "One of two ways:"}
		for i, part := range p.Parts {
			inner := r.clause(part)
			inner.Text = heads[i] + inner.Text
			c.Items = append(c.Items, inner)
		}
		return c
	}
	return Clause{Text: p.Sentence()}
}

func (r *reader) clauses(parts []english.Phrase) []Clause {
	out := make([]Clause, len(parts))
	for i, p := range parts {
		out[i] = r.clause(p)
	}
	return out
}

// options spells out the list that a phrase says one or more, or none, of.
func (r *reader) options(p english.Phrase) []string {
	f, ok := r.lib.Finding(p.Finding)
	whole := strings.HasSuffix(p.Cell, "one or more") || strings.HasSuffix(p.Cell, "none")
	if !ok || f.Kind != engine.KindOptions || !whole {
		return nil
	}
	var out []string
	for _, o := range f.Options {
		out = append(out, o.Says)
	}
	return out
}

// condition sets out a condition; nil is everybody.
func (r *reader) condition(c *engine.Condition) Clause { return r.clause(r.w.Phrase(c)) }
