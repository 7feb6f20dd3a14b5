package examples

import (
	"regexp"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
	"signpost.health/signpost/engine/source"
)

// Why lays a failed case's patient over one row.
type Why struct {
	Row string `json:"row"`
	// Fired says whether the row gave the advice.
	Fired bool         `json:"fired"`
	Truth engine.Truth `json:"truth"`
	When  string       `json:"when,omitempty"`
	Parts []Part       `json:"parts,omitempty"`

	Span source.Span `json:"-"`
}

// Part is one condition of the row, with what is known of it and of the
// findings it reads.
type Part struct {
	Text  string       `json:"text"`
	Truth engine.Truth `json:"truth"`
	// Known writes each finding with its answer, and each parameter with its
	// value: "spo2_on_air 93%", "oxygen_spo2 is 92%".
	Known []string `json:"known"`
}

// why explains a failed case: the row that fired, or those that still may, and
// the rows that the case expects instead.
func why(p *engine.Pathway, k *Case, d engine.Decision, a engine.Answers) []Why {
	r := reader{p: p, r: p.Read(a)}
	var out []Why
	for _, row := range p.Rows() {
		wanted := row.ID == k.Expect.Row || k.Expect.Row == "" && row.Outcome == k.Expect.Outcome
		fired := row.ID == d.Row
		if fired || (wanted || mayFire(d, row.ID)) && !row.Otherwise {
			out = append(out, r.why(row.ID, row.When, row.Span(), fired))
		}
	}
	for _, n := range p.NotFor() {
		wanted := n.ID == k.Expect.Row || k.Expect.Row == "" && n.Outcome == k.Expect.Outcome
		fired := n.ID == d.Row
		if fired || wanted {
			out = append(out, r.why(n.ID, n.When, n.Span(), fired))
		}
	}
	if d.Status == engine.DoesNotApply && d.Row == "" {
		out = append(out, r.why("applies_to", p.AppliesTo(), p.AppliesTo().Span(), false))
	}
	if k.Expect.Also == nil {
		return out
	}
	for _, row := range p.AlsoRows() {
		wanted, met := contains(k.Expect.Also, row.ID), contains(alsoRows(d), row.ID)
		if wanted != met {
			out = append(out, r.why(row.ID, row.When, row.Span(), met))
		}
	}
	return out
}

// mayFire says whether a row is one of several that are still possible.
func mayFire(d engine.Decision, row string) bool {
	if d.Status != engine.Open && d.Status != engine.Undecided {
		return false
	}
	for _, p := range d.Possible {
		if contains(p.Rows, row) {
			return true
		}
	}
	return false
}

// reader lays one patient over conditions.
type reader struct {
	p *engine.Pathway
	r engine.Reading
}

func (r reader) why(id string, when *engine.Condition, at source.Span, fired bool) Why {
	w := Why{Row: id, Fired: fired, Truth: r.r.Holds(when), Span: at}
	if root := when.Root(); root != nil {
		w.When = when.Text
		r.parts(&w, when, root)
	}
	return w
}

// parts lists the conditions that a row is made of, those of its criteria
// among them, each once.
func (r reader) parts(w *Why, c *engine.Condition, n *expr.Node) {
	switch n.Op {
	case expr.OpAtom:
		part := Part{Text: n.Atom.Text, Truth: r.r.Truth(n), Known: []string{}}
		if n.End > n.Start && n.End <= len(c.Text) {
			part.Text = c.Text[n.Start:n.End]
		}
		for _, had := range w.Parts {
			if had.Text == part.Text {
				return
			}
		}
		for _, l := range n.Atom.Levels {
			if said := r.known(l.Finding); !contains(part.Known, said) {
				part.Known = append(part.Known, said)
			}
		}
		for _, param := range r.p.Parameters() {
			if regexp.MustCompile(`\b` + regexp.QuoteMeta(param.ID) + `\b`).MatchString(part.Text) {
				part.Known = append(part.Known, param.ID+" is "+param.Quantity())
			}
		}
		w.Parts = append(w.Parts, part)
	case expr.OpNamed:
		if inner, ok := r.p.Named(n.Name); ok && inner.Root() != nil {
			r.parts(w, inner, inner.Root())
		}
	case expr.OpAnd, expr.OpOr, expr.OpNot, expr.OpIf, expr.OpAtLeast, expr.OpConst:
		for _, kid := range n.Kids {
			r.parts(w, c, kid)
		}
	}
}

func (r reader) known(finding string) string {
	a, ok := r.r.Answer(finding)
	if !ok {
		return finding + " not asked"
	}
	said := finding + " " + r.p.Library().Show(finding, a)
	switch a.Source {
	case engine.Implied:
		said += " (implied)"
	case engine.Assumed:
		said += " (as others: absent says)"
	case engine.Asked, engine.FromRecord, engine.FromSex:
	}
	return said
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
