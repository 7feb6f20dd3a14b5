package diff

import (
	"slices"
	"sort"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/examples"
)

// region is a part of the compiled diagrams.
type region struct {
	ref diagram.Ref
	c   *engine.Compiled
}

// Includes says whether a whole patient is among those who move. Findings have
// their joint names.
func (m Move) Includes(value engine.Values) bool { return m.region.includes(value) }

// Includes says whether a whole patient is among those who gain or lose.
func (g Gain) Includes(value engine.Values) bool { return g.region.includes(value) }

func (r region) includes(value engine.Values) bool {
	got, ok := r.c.At(r.ref, value)
	return ok && got == diagram.True.Value()
}

// moves finds the groups of patients whose decision differs.
func (d *differ) moves() {
	a, b := d.p.a, d.p.b
	s := a.Space
	from, to := ends(a), ends(b)
	pairs := s.Pair(s.MapTerminals(a.RowOf, from.number), s.MapTerminals(b.RowOf, to.number), func(x, y int) int {
		if d.same(from.ends[x], to.ends[y]) {
			return 0
		}
		return 1 + x*len(to.ends) + y
	})
	pairs = s.Ite(b.Care, pairs, diagram.Terminal(0))
	for _, t := range s.Terminals(pairs) {
		if t == 0 || s.Err() != nil {
			continue
		}
		where := s.MapTerminals(pairs, func(v int) int { return truth(v == t) })
		m := Move{From: from.ends[(t-1)/len(to.ends)], To: to.ends[(t-1)%len(to.ends)], region: region{where, b}}
		m.Urgency = urgency(m.From, m.To)
		if who, ok := examples.Pick(d.joined.Library(), b, where); ok {
			m.Who, m.All, m.Example = who.Who, who.All, who.Example
		}
		m.Asks = d.asks(where)
		d.p.Moves = append(d.p.Moves, m)
	}
	sort.SliceStable(d.p.Moves, func(i, j int) bool { return riskier(d.p.Moves[i], d.p.Moves[j]) })
	moved := s.MapTerminals(pairs, func(v int) int { return truth(v != 0) })
	d.settle(moved, "patients end elsewhere", "a new question moves patients")
}

// endList numbers the different ends of a version.
type endList struct {
	ends   []End
	number func(int) int
}

func ends(c *engine.Compiled) endList {
	var l endList
	numbers := make([]int, len(c.Ends))
	for i, e := range c.Ends {
		end := End{NotFor: e.NotFor != ""}
		if e.Outcome != nil {
			end.Outcome, end.Summary, end.Within = e.Outcome.ID, e.Outcome.Summary, e.Outcome.Within
		}
		at := slices.Index(l.ends, end)
		if at < 0 {
			at = len(l.ends)
			l.ends = append(l.ends, end)
		}
		numbers[i] = at
	}
	l.number = func(t int) int { return numbers[t] }
	return l
}

// same says whether an end before is the same advice as one after.
func (d *differ) same(from, to End) bool {
	return d.outcome(from.Outcome) == to.Outcome && from.NotFor == to.NotFor
}

// outcome is what an outcome before is called now.
func (d *differ) outcome(id string) string {
	if now, ok := d.outcomes[id]; ok {
		return now
	}
	return id
}

func urgency(from, to End) string {
	switch {
	case to.rank() > from.rank():
		return "less"
	case to.rank() < from.rank():
		return "more"
	}
	return "same"
}

// riskier puts first what lowers urgency, and of those the most urgent before.
func riskier(a, b Move) bool {
	order := func(m Move) int { return slices.Index([]string{"less", "same", "more"}, m.Urgency) }
	if order(a) != order(b) {
		return order(a) < order(b)
	}
	if a.From.rank() != b.From.rank() {
		return a.From.rank() < b.From.rank()
	}
	return a.From.String()+" "+a.To.String() < b.From.String()+" "+b.To.String()
}

func truth(is bool) int {
	if is {
		return diagram.True.Value()
	}
	return diagram.False.Value()
}

// gains finds who gains or loses further advice, among the patients that both
// versions have on the pathway.
func (d *differ) gains() {
	a, b := d.p.a, d.p.b
	s := a.Space
	on := s.And(b.Care, onPathway(a), onPathway(b))
	was, is := alsoOf(d.p.before, a, d.outcome), alsoOf(d.p.after, b, func(id string) string { return id })
	ids := map[string]bool{}
	for id := range was {
		ids[id] = true
	}
	for id := range is {
		ids[id] = true
	}
	for _, id := range sorted(ids) {
		_, known := was[id]
		for _, lost := range []bool{true, false} {
			where := s.And(on, is[id], s.Not(was[id]))
			if lost {
				where = s.And(on, was[id], s.Not(is[id]))
			}
			if where == diagram.False || s.Err() != nil {
				continue
			}
			d.gain(id, where, lost)
			if known {
				d.settle(where, "further advice changes", "a new question changes further advice")
			} else {
				d.reasons.minor("further advice is added")
			}
		}
	}
}

func (d *differ) gain(id string, where diagram.Ref, lost bool) {
	g := Gain{Outcome: id, Lost: lost, region: region{where, d.p.b}, Asks: d.asks(where)}
	for _, p := range []*engine.Pathway{d.p.before, d.p.after} {
		if o, ok := p.Outcome(id); ok {
			g.Summary = o.Summary
		}
	}
	if who, ok := examples.Pick(d.joined.Library(), d.p.b, where); ok {
		g.Who, g.All, g.Example = who.Who, who.All, who.Example
	}
	d.p.Also = append(d.p.Also, g)
}

// onPathway are the patients that some row of decide takes.
func onPathway(c *engine.Compiled) diagram.Ref {
	return c.Space.MapTerminals(c.RowOf, func(t int) int { return truth(c.Ends[t].Row != "") })
}

// alsoOf gives for whom each outcome is further advised, whichever rows say so.
func alsoOf(p *engine.Pathway, c *engine.Compiled, name func(string) string) map[string]diagram.Ref {
	out := map[string]diagram.Ref{}
	for i, r := range p.AlsoRows() {
		id := name(r.Outcome)
		out[id] = c.Space.Or(out[id], c.Also[i])
	}
	return out
}

// settle says what step the patients of a region ask for. Where every answer to
// the new questions changes a patient's advice, an existing set of answers has
// another outcome now.
func (d *differ) settle(where diagram.Ref, always, sometimes string) {
	if where == diagram.False {
		return
	}
	s, drop := d.p.b.Space, d.newLevels()
	patients := s.Exists(d.p.b.Care, drop)
	stay := s.Exists(s.And(d.p.b.Care, s.Not(where)), drop)
	if s.And(patients, s.Not(stay)) != diagram.False {
		d.reasons.major(always)
		return
	}
	d.reasons.minor(sometimes)
}

// newLevels marks the levels of findings that only the version after reads.
func (d *differ) newLevels() []bool {
	read := map[string]bool{}
	for _, id := range d.p.before.Findings() {
		read[d.joined.Name(id)] = true
	}
	drop := make([]bool, len(d.p.b.Levels))
	for i, l := range d.p.b.Levels {
		drop[i] = !read[l.Finding]
	}
	return drop
}

// asks names the new questions that a region depends on.
func (d *differ) asks(where diagram.Ref) []string {
	s, drop := d.p.b.Space, d.newLevels()
	var out []string
	for _, level := range s.Support(s.Constrain(where, d.p.b.Care)) {
		if id := d.p.b.Levels[level].Finding; drop[level] && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}
