package prove_test

import (
	"slices"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
)

// found is what trying every patient finds, as "code about".
func (b *brute) found() []string {
	var out []string
	add := func(is bool, code, about string) {
		if is {
			out = append(out, code+" "+about)
		}
	}
	if !b.any(b.left) {
		return []string{"P501 drawn"}
	}
	b.rowsAgain(add)
	b.questionsAgain(add)
	b.routesAgain(add)
	b.orderAgain(add)
	b.urgencyAgain(add)
	b.otherwiseAgain(add)
	add(!b.every(func(p *person) bool { return p.holds["applies"] }, func(p *person) bool { return p.holds["states"] }), "P530", "states")
	slices.Sort(out)
	return slices.Compact(out)
}

type adder func(is bool, code, about string)

func (b *brute) rowsAgain(add adder) {
	applies := func(p *person) bool { return p.holds["applies"] }
	for _, id := range append(append(slices.Clone(b.notFor), b.rows...), b.also...) {
		fits := func(p *person) bool { return p.holds[id] && p.holds["applies"] }
		first := b.any(func(p *person) bool { return p.row == id || (slices.Contains(b.also, id) && b.left(p) && p.holds[id]) })
		never, shadowed := "P502", "P503"
		if r := b.rowOf(id); r != nil && r.RedFlag {
			never, shadowed = "P505", "P505"
		}
		switch {
		case id == "otherwise":
			add(!first, "P503", id)
		case !b.any(fits):
			add(true, never, id)
		case !first:
			add(true, shadowed, id)
		case b.every(applies, fits):
			add(true, "P504", id)
		}
	}
	all := func(*person) bool { return true }
	met := func(p *person) bool { return p.holds["c0"] }
	add(!b.any(met), "P506", "c0")
	add(b.every(all, met), "P507", "c0")
}

func (b *brute) rowOf(id string) *engine.Row {
	for _, r := range b.d.p.Rows() {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// told is everything that could depend on an answer.
func (b *brute) told(p *person) string {
	s := p.row
	if slices.Contains(b.rows, p.row) {
		s = b.outcomes[p.row].ID
	}
	for _, id := range b.also {
		if b.left(p) && p.holds[id] {
			s += " " + id
		}
	}
	if p.holds["c0"] {
		s += " c0"
	}
	return s
}

func (b *brute) questionsAgain(add adder) {
	for _, f := range []string{"b0", "b1", "b2", "n0", "o0", "s0"} {
		if !b.isRead(f) {
			continue
		}
		changes := follows(f)
		matters := false
		for _, g := range b.groups(func(l expr.Level) bool { return changes(l.Finding) }) {
			for _, p := range g {
				matters = matters || b.told(p) != b.told(g[0])
			}
		}
		add(!matters, "P508", f)
	}
}

// isRead says whether the pathway's own conditions read a finding or what is
// derived from it.
func (b *brute) isRead(f string) bool {
	changes := follows(f)
	reads := func(c *engine.Condition) bool { return c != nil && slices.ContainsFunc(b.d.p.Reads(c), changes) }
	is := reads(b.d.p.AppliesTo())
	for _, n := range b.d.p.NotFor() {
		is = is || reads(n.When)
	}
	for _, r := range append(b.d.p.Rows(), b.d.p.AlsoRows()...) {
		is = is || reads(r.When)
	}
	for _, c := range b.d.p.Criteria() {
		is = is || reads(c.When)
	}
	return is
}

// gets says whether a patient is given an outcome.
func (b *brute) gets(p *person, outcome string) bool {
	if o := b.outcomes[p.row]; o != nil && o.ID == outcome {
		return true
	}
	return slices.ContainsFunc(b.also, func(id string) bool { return b.left(p) && p.holds[id] && b.outcomes[id].ID == outcome })
}

func (b *brute) routesAgain(add adder) {
	open := func(p *person) bool { return p.holds["three"] }
	shut := func(p *person) bool { return p.holds["one"] || p.holds["two"] }
	next := func(p *person) bool { return p.holds["next"] }
	for _, o := range b.d.p.Outcomes() {
		who := func(p *person) bool { return b.gets(p, o.ID) }
		some := func(is func(*person) bool) bool { return b.any(func(p *person) bool { return who(p) && is(p) }) }
		switch {
		case o.Route.Clinic != "":
			add(some(func(p *person) bool { return !open(p) && shut(p) }), "P512", o.ID)
			add(some(func(p *person) bool { return !open(p) && !shut(p) }), "P511", o.ID)
		case o.Route.Pathway != "":
			add(some(func(p *person) bool { return !next(p) }), "P513", o.ID)
		}
		if o.Alternative == "out4" {
			add(some(func(p *person) bool { return !next(p) }), "P516", o.ID)
		}
		used := slices.ContainsFunc(b.d.p.Outcomes(), func(x *engine.Outcome) bool { return x.Alternative == o.ID })
		for _, x := range b.outcomes {
			used = used || x.ID == o.ID
		}
		add(!used, "P510", o.ID)
	}
}

func (b *brute) orderAgain(add adder) {
	ordered := append(slices.Clone(b.notFor), b.rows...)
	for i, id := range ordered {
		for _, later := range ordered[i+1:] {
			e, r := b.rowOf(id), b.rowOf(later)
			if r == nil || r.Otherwise || r.Because != "" || (e != nil && e.Because != "") || rank(b.outcomes[later]) >= rank(b.outcomes[id]) {
				continue
			}
			code := "P515"
			if e == nil {
				code = "P524"
			}
			add(b.any(func(p *person) bool { return p.row == id && p.holds[later] }), code, id+" before "+later)
		}
	}
}

func (b *brute) urgencyAgain(add adder) {
	missing := expr.Level{Finding: "n0", Missing: true}
	for _, l := range b.levels {
		if l.Missing || !slices.Contains([]string{"b0", "b1", "s0"}, l.Finding) {
			continue
		}
		about := l.Finding
		if l.Option != "" {
			about += "." + l.Option
		}
		changes := follows(l.Finding)
		lowers := false
		for _, g := range b.groups(func(o expr.Level) bool { return o == l || (o.Finding != l.Finding && changes(o.Finding)) }) {
			for _, no := range g {
				for _, yes := range g {
					lowers = lowers || (!no.value[l].Bool && yes.value[l].Bool && b.adviceRank(yes) > b.adviceRank(no))
				}
			}
		}
		add(lowers, "P520", about)
	}
	if !slices.Contains(b.levels, missing) {
		return
	}
	changes := follows("n0")
	for _, g := range b.groups(func(l expr.Level) bool { return changes(l.Finding) }) {
		known, unknown := 99, 99
		for _, p := range g {
			if r := rank(b.outcomes[p.row]); p.value[missing].Bool {
				unknown = min(unknown, r)
			} else {
				known = min(known, r)
			}
		}
		add(unknown < 99 && unknown > known, "P522", "n0")
	}
}

// otherwiseAgain finds who reaches otherwise with an answer that is declared to
// raise urgency, and of which no further advice speaks.
func (b *brute) otherwiseAgain(add adder) {
	for _, f := range []string{"b0", "b1", "s0"} {
		bad := b.any(func(p *person) bool {
			if p.row != "otherwise" || !b.yes(p, f) {
				return false
			}
			for _, r := range b.d.p.AlsoRows() {
				if p.holds[r.ID] && slices.Contains(b.d.p.Reads(r.When), f) {
					return false
				}
			}
			return true
		})
		add(bad && b.isRead(f), "P523", f)
	}
}

// yes says whether a finding is present, or any of its options.
func (b *brute) yes(p *person, f string) bool {
	for _, l := range b.levels {
		if l.Finding == f && !l.Missing && p.value[l].Bool {
			return true
		}
	}
	return false
}
