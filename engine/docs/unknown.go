package docs

import (
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
)

// unknowns says for each finding what becomes of the advice when it is not
// known. The patient it is said of is the plainest for whom it matters: with
// everything else settled, and as little as possible present.
func (r *reader) unknowns(pg *Page) {
	c := r.compiled
	if c == nil {
		pg.NotProved = "Not worked out: this pathway is too large to be gone through for every patient."
		return
	}
	u := &unknowns{r: r, c: c, advice: adviceOf(c), care: c.Care}
	u.withoutDerived()
	u.findPlain()
	for _, id := range r.p.Findings() {
		f, ok := r.lib.Finding(id)
		if !ok || f.FromPatient != "" || f.Derive != "" {
			continue
		}
		pg.Unknowns = append(pg.Unknowns, u.of(f))
	}
}

// unknowns walks one pathway's diagram.
type unknowns struct {
	r *reader
	c *engine.Compiled
	// advice leads every patient to an end, those of one outcome made one.
	advice diagram.Ref
	// care is true of the patients that can be.
	care diagram.Ref
	// plain are the cells of the plainest patient; nil where there is none.
	plain []diagram.Set
}

// withoutDerived takes out what is worked out from other answers: it is never
// asked, so it is never what is not known.
func (u *unknowns) withoutDerived() {
	s := u.c.Space
	drop, some := make([]bool, s.Levels()), false
	for i, l := range u.c.Levels {
		if f, ok := u.r.lib.Finding(l.Finding); ok && f.Derive != "" && !l.Missing {
			drop[i], some = true, true
		}
	}
	if !some {
		return
	}
	advice := diagram.Terminal(0)
	for _, end := range s.Terminals(u.advice) {
		here := s.MapTerminals(u.advice, func(t int) int {
			if t == end {
				return 1
			}
			return 0
		})
		advice = s.Ite(s.Exists(s.And(u.care, here), drop), diagram.Terminal(end), advice)
	}
	u.advice, u.care = advice, s.Exists(u.care, drop)
}

// findPlain finds the patient against whom others are described: who gets
// what the last row advises, with as little as possible.
func (u *unknowns) findPlain() {
	s := u.c.Space
	rows := u.r.p.Rows()
	last := rows[len(rows)-1].Outcome
	left := s.MapTerminals(u.advice, func(t int) int {
		if e := u.c.Ends[t]; e.Row != "" && e.Outcome != nil && e.Outcome.ID == last {
			return 1
		}
		return 0
	})
	u.plain, _ = s.Cheapest(s.And(u.care, left), 1, u.cost)
}

// adviceOf makes rows of the same outcome one: which of them fires is nothing
// that a GP or patient would notice.
func adviceOf(c *engine.Compiled) diagram.Ref {
	first := map[string]int{}
	to := make([]int, len(c.Ends))
	for i, e := range c.Ends {
		to[i] = i
		if e.Row == "" || e.Outcome == nil {
			continue
		}
		if j, ok := first[e.Outcome.ID]; ok {
			to[i] = j
		} else {
			first[e.Outcome.ID] = i
		}
	}
	return c.Space.MapTerminals(c.RowOf, func(t int) int { return to[t] })
}

func (u *unknowns) of(f *engine.Finding) Unknown {
	out := Unknown{Finding: f.Short}
	if t, ok := u.r.lib.Test(f.ObtainedBy); ok {
		out.Settles = t.Name
	}
	missing, own := -1, []int{}
	for i, l := range u.c.Levels {
		switch {
		case l.Finding != f.ID:
		case l.Missing:
			missing = i
		default:
			own = append(own, i)
		}
	}
	advice, care := u.advice, u.care
	if missing >= 0 {
		advice, care = u.at(advice, missing, yesCell(u.c, missing)), u.at(care, missing, yesCell(u.c, missing))
	}
	path, ok := u.c.Space.Cheapest(u.matters(advice, care, own), 1, u.cost)
	switch {
	case !ok && missing >= 0:
		out.Says = "It never holds the advice up: it counts only when it is known."
		if out.Outcomes = u.rowsFor(f.ID); len(out.Outcomes) > 0 {
			out.Says = "It never holds the advice up: rows say what to do when it is not known:"
		}
	case !ok:
		out.Says = "It never holds the advice up. It matters only to " + u.onlyFor(f.ID) + "."
	default:
		out.Says = "The advice stays open between:"
		if missing >= 0 {
			out.Says = "Some rows say what to do when it is not known. For other patients the advice stays open between:"
		}
		out.For = u.describe(path, own)
		out.Open = true
		ends, at := u.settle(advice, care, path, own)
		out.Outcomes, out.settled = u.outcomes(ends), at
	}
	return out
}

// at is a diagram for the patients with one cell of a level.
func (u *unknowns) at(r diagram.Ref, level, cell int) diagram.Ref {
	in := make([]bool, u.c.Space.Cells(level))
	in[cell] = true
	return u.c.Space.Constrain(r, u.c.Space.Literal(level, in))
}

// matters is true of the patients whom two values of a finding lead to
// different advice, both of which can be.
func (u *unknowns) matters(advice, care diagram.Ref, own []int) diagram.Ref {
	s := u.c.Space
	any := diagram.False
	for _, level := range own {
		for a := range s.Cells(level) {
			for b := range a {
				differ := s.Pair(u.at(advice, level, a), u.at(advice, level, b), func(x, y int) int {
					if x != y {
						return 1
					}
					return 0
				})
				any = s.Or(any, s.And(u.at(care, level, a), u.at(care, level, b), differ))
			}
		}
	}
	return any
}

// cost makes a patient plainer who has less: what is present or not known
// counts most, then a number or option that the plainest patient has not.
func (u *unknowns) cost(level, cell int) int {
	l := u.c.Levels[level]
	f, _ := u.r.lib.Finding(l.Finding)
	present := u.c.Cells[level][cell].Sample.Bool
	switch {
	case l.Missing && present:
		return 5
	case (f == nil || f.FromPatient == "") && present:
		return 3
	case u.plain != nil && !u.plain[level].Has(cell):
		return 1
	}
	return 0
}

func yesCell(c *engine.Compiled, level int) int {
	for i, cell := range c.Cells[level] {
		if cell.Sample.Bool {
			return i
		}
	}
	return 0
}

// settle gives the ends that stay possible for the patient of a path, and the
// cell that each level but the finding's own is settled at.
func (u *unknowns) settle(advice, care diagram.Ref, path []diagram.Set, own []int) (ends []int, at map[int]int) {
	at = map[int]int{}
	for level, set := range path {
		if isIn(own, level) {
			continue
		}
		at[level] = u.plainest(level, set, care)
		advice, care = u.at(advice, level, at[level]), u.at(care, level, at[level])
	}
	return u.c.Space.Terminals(u.c.Space.Constrain(advice, care)), at
}

// plainest is the cheapest cell of a level that leaves somebody possible.
func (u *unknowns) plainest(level int, set diagram.Set, care diagram.Ref) int {
	best, least := set.First(), -1
	for cell := range set.All() {
		cost := u.cost(level, cell)
		if u.at(care, level, cell) != diagram.False && (least < 0 || cost < least) {
			best, least = cell, cost
		}
	}
	return best
}
