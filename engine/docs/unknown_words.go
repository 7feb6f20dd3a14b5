package docs

import (
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/english"
	"signpost.health/signpost/engine/expr"
)

// describe writes what the patient of a path has.
func (u *unknowns) describe(path []diagram.Set, own []int) []string {
	var out []string
	for level, set := range path {
		l := u.c.Levels[level]
		f, ok := u.r.lib.Finding(l.Finding)
		if !ok || l.Missing || set.IsFull(u.c.Space.Cells(level)) || isIn(own, level) || u.isPlain(level, set) {
			continue
		}
		var cells []int
		for c := range set.All() {
			cells = append(cells, c)
		}
		if s := u.says(f, l, level, cells); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// isPlain says whether a path leaves a level as the plainest patient has it.
func (u *unknowns) isPlain(level int, set diagram.Set) bool {
	for cell := range set.All() {
		if u.cost(level, cell) == 0 {
			return true
		}
	}
	return false
}

func isIn(list []int, n int) bool {
	for _, x := range list {
		if x == n {
			return true
		}
	}
	return false
}

// says writes the cells of one level; what is absent goes without saying.
func (u *unknowns) says(f *engine.Finding, l expr.Level, level int, cells []int) string {
	present := u.c.Cells[level][cells[0]].Sample.Bool
	switch {
	case l.Option != "" && present:
		return f.Short + ": " + u.c.Words(level, cells)
	case l.Option != "" || (f.Kind == engine.KindYesNo && !present):
		return ""
	case f.Kind == engine.KindYesNo:
		return f.Short
	case f.FromPatient == "age":
		return "Aged " + strings.NewReplacer("\u00a0years", "", "\u00a0year", "").Replace(u.c.Words(level, cells))
	}
	return f.Short + ": " + u.c.Words(level, cells)
}

// outcomes names ends, most urgent first.
func (u *unknowns) outcomes(ends []int) []Link {
	var out []Link
	for rank := 0; rank <= engine.NoTime.Rank(); rank++ {
		for _, e := range ends {
			o := u.c.Ends[e].Outcome
			if o != nil && o.Within.Rank() == rank {
				out = append(out, Link{Text: withUrgency(o), Href: "#outcome-" + o.ID})
			}
		}
	}
	for _, e := range ends {
		if u.c.Ends[e].Outcome == nil {
			out = append(out, Link{Text: "The pathway does not apply"})
		}
	}
	return out
}

func withUrgency(o *engine.Outcome) string {
	if o.Within == engine.NoTime {
		return o.Summary
	}
	return o.Summary + " (" + strings.ToLower(english.Within(o.Within)) + ")"
}

// rowsFor gives the outcomes of the rows that ask whether a finding is known.
func (u *unknowns) rowsFor(finding string) []Link {
	var out []Link
	for _, row := range u.r.p.Rows() {
		if o, ok := u.r.p.Outcome(row.Outcome); ok && u.asksIfMissing(row.When, finding) {
			out = append(out, Link{Text: withUrgency(o), Href: "#outcome-" + o.ID})
		}
	}
	return out
}

func (u *unknowns) asksIfMissing(c *engine.Condition, finding string) bool {
	var asks func(n *expr.Node, yes bool) bool
	asks = func(n *expr.Node, yes bool) bool {
		switch {
		case n == nil:
			return false
		case n.Op == expr.OpAtom:
			return yes && n.Atom.Levels[0] == expr.Level{Finding: finding, Missing: true}
		case n.Op == expr.OpNamed:
			inner, ok := u.r.p.Named(n.Name)
			return ok && asks(inner.Root(), yes)
		}
		for _, k := range n.Kids {
			if asks(k, yes != (n.Op == expr.OpNot)) {
				return true
			}
		}
		return false
	}
	return asks(c.Root(), true)
}

// onlyFor says what a finding matters to that never changes the main advice.
func (u *unknowns) onlyFor(finding string) string {
	var out []string
	for i, row := range u.r.p.AlsoRows() {
		if contains(u.r.p.Reads(row.When), finding) {
			out = append(out, "further advice "+count(i+1))
		}
	}
	if len(out) == 0 {
		return "what is shown beside the advice"
	}
	return strings.Join(out, ", ")
}
