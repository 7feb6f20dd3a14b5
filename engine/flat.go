package engine

import (
	mathbits "math/bits"

	"signpost.health/signpost/engine/expr"
)

// A flat form stands beside the diagrams of a pathway whose conditions are
// small: each atom is a bit, each condition a few products of literals. It
// answers a complete patient in one pass over the products, and most partial
// ones too; what it cannot prove it leaves to the diagram.

// bits is a set of atoms.
type bits [2]uint64

func (b *bits) set(i int)      { b[i/64] |= 1 << (i % 64) }
func (b bits) has(i int) bool  { return b[i/64]>>(i%64)&1 == 1 }
func (b bits) or(o bits) bits  { return bits{b[0] | o[0], b[1] | o[1]} }
func (b bits) and(o bits) bits { return bits{b[0] & o[0], b[1] & o[1]} }
func (b bits) not(o bits) bits { return bits{b[0] &^ o[0], b[1] &^ o[1]} }
func (b bits) none() bool      { return b[0]|b[1] == 0 }
func (b bits) within(o bits) bool {
	return b[0]&^o[0]|b[1]&^o[1] == 0
}

// The bounds of a flat form: beyond them the diagram is the better way.
const (
	flatAtoms = 128
	flatTerms = 128
	flatCells = 64
	flatEnds  = 64
	termsEach = 48
)

// term is a product of literals that leads to an end.
type term struct {
	yes, no bits
	end     int
	// reads are the levels of its literals, with the cells that satisfy them.
	reads []reading
}

type reading struct {
	level int
	cells uint64
}

// flat is the flat form of a pathway's decide.
type flat struct {
	terms []term
	// ends are those of the terms; last is the end of those whom none takes.
	ends []int
	last int
	// atoms are the bits of each level; cells the bits true in each cell.
	atoms []bits
	cells [][]bits
	// neutral is a cell of each level that satisfies few literals.
	neutral []int
	// kills say which terms four atoms rule out, for each of their values.
	kills []kill
	// bytes are the same for eight atoms that are all known, where the terms
	// fit one word.
	bytes [][256]uint64
}

// kill is what four neighbouring atoms rule out: the terms that want one of
// the atoms given, and the terms that want one of them gone.
type kill struct {
	absent, present [16]bits
	// whole is both, for atoms that are all known.
	whole [16]bits
}

// flatten makes the flat form, or nil where there is none.
func (p *Pathway) flatten() *flat {
	u := p.unit
	b := &flatBuilder{u: u, bit: map[string]int{}, f: &flat{}}
	if !b.atoms() || len(p.ends) > flatEnds {
		return nil
	}
	ok := b.add(p.spec.applies, true, 0)
	for i, n := range p.spec.notFor {
		ok = ok && b.add(n.When, false, 1+i)
	}
	for i, r := range p.spec.decide {
		at := 1 + len(p.spec.notFor) + i
		if r.Otherwise {
			b.f.last = at
			continue
		}
		ok = ok && b.add(r.When, false, at)
	}
	if !ok || len(b.f.terms) > flatTerms {
		return nil
	}
	b.finish()
	return b.f
}

type flatBuilder struct {
	u   *unit
	bit map[string]int
	f   *flat
}

// atoms gives each atom a bit and each cell its bits. An atom that reads two
// levels has no bit.
func (b *flatBuilder) atoms() bool {
	for i := range b.u.levels {
		if len(b.u.part.Cells[i]) > flatCells {
			return false
		}
		b.f.atoms = append(b.f.atoms, bits{})
		b.f.cells = append(b.f.cells, make([]bits, len(b.u.part.Cells[i])))
	}
	for _, text := range keys(b.u.tables) {
		t := b.u.tables[text]
		if len(t.levels) != 1 {
			continue
		}
		i := len(b.bit)
		if i == flatAtoms {
			return false
		}
		b.bit[text] = i
		level := t.levels[0]
		b.f.atoms[level].set(i)
		for c, yes := range t.truth {
			if yes {
				b.f.cells[level][c].set(i)
			}
		}
	}
	return true
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
		i, ok := b.bit[n.Atom.Text]
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

// finish works out what each term reads, drops terms that no cell satisfies,
// and chooses the neutral cells.
func (b *flatBuilder) finish() {
	f := b.f
	kept := f.terms[:0]
	uses := make([][]int, len(f.atoms))
	for l := range uses {
		uses[l] = make([]int, len(f.cells[l]))
	}
	for _, t := range f.terms {
		possible := true
		for l, atoms := range f.atoms {
			if t.yes.or(t.no).and(atoms).none() {
				continue
			}
			r := reading{level: l}
			for c, true_ := range f.cells[l] {
				if t.yes.and(atoms).within(true_) && t.no.and(true_).none() {
					r.cells |= 1 << c
					uses[l][c]++
				}
			}
			possible = possible && r.cells != 0
			t.reads = append(t.reads, r)
		}
		if possible {
			kept = append(kept, t)
		}
	}
	f.terms = kept
	for _, t := range kept {
		f.ends = append(f.ends, t.end)
	}
	f.kills = make([]kill, (len(b.bit)+3)/4)
	for at, t := range kept {
		for i := range len(b.bit) {
			f.kills[i/4].add(t, at, i)
		}
	}
	for i := range f.kills {
		k := &f.kills[i]
		for v := range k.whole {
			k.whole[v] = k.present[v].or(k.absent[15-v])
		}
	}
	f.eights()
	for l := range uses {
		best := 0
		for c := range uses[l] {
			if uses[l][c] < uses[l][best] {
				best = c
			}
		}
		f.neutral = append(f.neutral, best)
	}
}

// add notes a term that reads the atom.
func (k *kill) add(t term, at, atom int) {
	for v := range 16 {
		if v>>(atom%4)&1 == 0 {
			continue
		}
		if t.yes.has(atom) {
			k.absent[v].set(at)
		}
		if t.no.has(atom) {
			k.present[v].set(at)
		}
	}
}

// eights joins the tables of neighbouring fours.
func (f *flat) eights() {
	if len(f.terms) > 64 {
		return
	}
	for i := 0; i < len(f.kills); i += 2 {
		var t [256]uint64
		for v := range t {
			t[v] = f.kills[i].whole[v&15][0]
			if i+1 < len(f.kills) {
				t[v] |= f.kills[i+1].whole[v>>4][0]
			}
		}
		f.bytes = append(f.bytes, t)
	}
}

// nibble is four neighbouring atoms.
func (b bits) nibble(i int) uint64 { return b[i/16] >> (i % 16 * 4) & 15 }

// end gives the end of a complete patient, whose true atoms are given.
func (f *flat) end(is bits) int {
	if f.bytes != nil {
		var dead uint64
		w := is[0]
		for i := range f.bytes {
			if i == 8 {
				w = is[1]
			}
			dead |= f.bytes[i][byte(w)]
			w >>= 8
		}
		if i := mathbits.TrailingZeros64(^dead); i < len(f.ends) {
			return f.ends[i]
		}
		return f.last
	}
	var dead bits
	for i := range f.kills {
		dead = dead.or(f.kills[i].whole[is.nibble(i)])
	}
	return f.endOf(bits{^dead[0], ^dead[1]})
}

// first is the first of some terms, or how many there are.
func (f *flat) first(terms bits) int {
	i := mathbits.TrailingZeros64(terms[0])
	if i == 64 {
		i += mathbits.TrailingZeros64(terms[1])
	}
	return min(i, len(f.terms))
}

// endOf is the end of the first of some terms.
func (f *flat) endOf(terms bits) int {
	if i := f.first(terms); i < len(f.terms) {
		return f.ends[i]
	}
	return f.last
}

// open gives the terms that what is known does not rule out, and those that
// it makes certain.
func (f *flat) open(yes, no bits) (alive, certain bits) {
	var dead, unsure bits
	for i := range f.kills {
		k := &f.kills[i]
		y, n := yes.nibble(i), no.nibble(i)
		dead = dead.or(k.absent[n]).or(k.present[y])
		unsure = unsure.or(k.absent[15-y]).or(k.present[15-n])
	}
	return bits{^dead[0], ^dead[1]}, bits{^unsure[0], ^unsure[1]}
}
