package engine

import "signpost.health/signpost/engine/expr"

// flatten makes the flat form, or nil where there is none.
func (p *Pathway) flatten() *flat {
	u := p.unit
	b := &flatBuilder{u: u, bit: map[string]int{}, f: &flat{}}
	if len(p.ends) > flatEnds || !b.cells() {
		return nil
	}
	ok := b.add(p.spec.applies, true, 0)
	for i, n := range p.spec.notFor {
		ok = ok && b.add(n.When, false, 1+i)
	}
	for i, r := range p.spec.decide {
		at := 1 + len(p.spec.notFor) + i
		if r.Otherwise {
			b.f.terms = append(b.f.terms, term{end: at})
			continue
		}
		ok = ok && b.add(r.When, false, at)
	}
	if !ok || len(b.f.terms) > flatTerms {
		return nil
	}
	b.finish(p.advice)
	for _, l := range u.space.Support(p.decide) {
		b.f.matter.set(l)
	}
	for _, a := range u.space.Terminals(p.decide) {
		b.f.can |= 1 << a
	}
	return b.f
}

type flatBuilder struct {
	u   *unit
	bit map[string]int
	f   *flat
}

// cells makes room for the bits of every cell, if there are few enough.
func (b *flatBuilder) cells() bool {
	for i := range b.u.levels {
		if len(b.u.part.Cells[i]) > flatCells {
			return false
		}
		b.f.cells = append(b.f.cells, make([]bits, len(b.u.part.Cells[i])))
	}
	b.f.atoms = make([]bits, len(b.u.levels))
	return len(b.u.levels) <= flatLevels
}

// atom gives an atom its bit the first time that a term reads it. An atom that
// reads two levels has none.
func (b *flatBuilder) atom(text string) (bit int, ok bool) {
	if i, ok := b.bit[text]; ok {
		return i, true
	}
	t, i := b.u.tables[text], len(b.bit)
	if len(t.levels) != 1 || i == flatAtoms {
		return 0, false
	}
	b.bit[text] = i
	level := t.levels[0]
	b.f.atoms[level].set(i)
	for c, yes := range t.truth {
		if yes {
			b.f.cells[level][c].set(i)
		}
	}
	return i, true
}

// add writes a condition, or its negation, as terms that lead to an end.
func (b *flatBuilder) add(c *Condition, negate bool, end int) bool {
	if c == nil || c.cond == nil {
		return true
	}
	terms, ok := b.products(c.cond.Root(), negate)
	for _, t := range terms {
		t.end = end
		b.f.terms = append(b.f.terms, t)
	}
	return ok
}

// products gives a condition as a sum of products.
func (b *flatBuilder) products(n *expr.Node, negate bool) ([]term, bool) {
	switch n.Op {
	case expr.OpConst:
		if n.Value == negate {
			return nil, true
		}
		return []term{{}}, true
	case expr.OpAtom:
		i, ok := b.atom(n.Atom.Text)
		if !ok {
			return nil, false
		}
		var t term
		if negate {
			t.no.set(i)
		} else {
			t.yes.set(i)
		}
		return []term{t}, true
	case expr.OpNamed:
		c := b.u.named[n.Name]
		if c == nil || c.cond == nil {
			return nil, false
		}
		return b.products(c.cond.Root(), negate)
	case expr.OpNot:
		return b.products(n.Kids[0], !negate)
	case expr.OpAnd:
		return b.join(n.Kids, negate, len(n.Kids))
	case expr.OpOr:
		return b.join(n.Kids, negate, 1)
	case expr.OpAtLeast:
		return b.join(n.Kids, negate, n.N)
	case expr.OpIf:
		return nil, false
	}
	return nil, false
}

// join is at least n of the conditions; negated, at least so many of their
// negations that n cannot be.
func (b *flatBuilder) join(kids []*expr.Node, negate bool, n int) ([]term, bool) {
	if negate {
		n = len(kids) - n + 1
	}
	// have[j] holds the products of j of the conditions so far.
	have := make([][]term, n+1)
	have[0] = []term{{}}
	for _, k := range kids {
		ts, ok := b.products(k, negate)
		if !ok {
			return nil, false
		}
		for j := min(n, len(kids)) - 1; j >= 0; j-- {
			for _, x := range have[j] {
				for _, y := range ts {
					t := term{yes: x.yes.or(y.yes), no: x.no.or(y.no)}
					if t.yes.and(t.no).none() {
						have[j+1] = append(have[j+1], t)
					}
				}
			}
			if len(have[j+1]) > termsEach {
				return nil, false
			}
		}
	}
	return have[n], true
}

// finish works out what each term reads and drops terms that no cell satisfies.
func (b *flatBuilder) finish(advice []int) {
	f := b.f
	kept := f.terms[:0]
	for _, t := range f.terms {
		if b.read(&t) {
			kept = append(kept, t)
		}
	}
	f.terms, f.alike = kept, make([]bits, len(advice))
	for at, t := range kept {
		f.ends, f.gives = append(f.ends, t.end), append(f.gives, advice[t.end])
		f.alike[advice[t.end]].set(at)
	}
	f.reads, f.readers = make([]bits, len(kept)), make([]bits, len(f.cells))
	for l, cells := range f.cells {
		against := make([]bits, len(cells))
		for at, t := range kept {
			wanted, reads := t.at(l)
			if !reads {
				continue
			}
			f.reads[at].set(l)
			f.readers[l].set(at)
			f.read.set(l)
			for c := range against {
				if wanted>>c&1 == 0 {
					against[c].set(at)
				}
			}
		}
		f.against, f.neutral = append(f.against, against), append(f.neutral, loosest(against))
	}
	b.tabulate()
}

// read notes what a term reads; it says false where no cell satisfies it.
func (b *flatBuilder) read(t *term) bool {
	possible := true
	for l, atoms := range b.f.atoms {
		r, all := reading{level: l}, uint64(0)
		for c, is := range b.f.cells[l] {
			all |= 1 << c
			if t.yes.and(atoms).within(is) && t.no.and(is).none() {
				r.cells |= 1 << c
			}
		}
		possible = possible && r.cells != 0
		if r.cells != all {
			t.reads = append(t.reads, r)
		} else {
			t.yes, t.no = t.yes.not(atoms), t.no.not(atoms) // every cell satisfies it
		}
	}
	return possible
}

// loosest is the first of the cells that rule out the most terms.
func loosest(against []bits) int {
	best := 0
	for c := range against {
		if against[c].count() > against[best].count() {
			best = c
		}
	}
	return best
}

// tabulate makes the tables that answer complete patients.
func (b *flatBuilder) tabulate() {
	f := b.f
	f.kills = make([][16]bits, (len(b.bit)+3)/4)
	for at, t := range f.terms {
		for atom := range len(b.bit) {
			for v := range 16 {
				if is := v>>(atom%4)&1 == 1; t.yes.has(atom) && !is || t.no.has(atom) && is {
					f.kills[atom/4][v].set(at)
				}
			}
		}
	}
	if len(f.terms) > 64 {
		return
	}
	for i := 0; i < len(f.kills); i += 2 {
		var t [256]uint64
		for v := range t {
			t[v] = f.kills[i][v&15].low
			if i+1 < len(f.kills) {
				t[v] |= f.kills[i+1][v>>4].low
			}
		}
		f.bytes = append(f.bytes, t)
	}
}
