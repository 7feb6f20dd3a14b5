package engine

import mathbits "math/bits"

// A flat form stands beside the diagrams of a pathway whose conditions are
// small: each atom is a bit, each condition a few products of literals. It
// answers a complete patient in one pass over the products, and searches them
// for partial ones.

// The bounds of a flat form: beyond them the diagram is the better way. The
// first three are what a set of bits holds.
const (
	flatAtoms  = 128
	flatTerms  = 128
	flatLevels = 128
	flatCells  = 64
	flatEnds   = 64
	termsEach  = 48
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

// at gives the cells of a level that satisfy the term.
func (t *term) at(level int) (cells uint64, reads bool) {
	for _, r := range t.reads {
		if r.level == level {
			return r.cells, true
		}
	}
	return 0, false
}

// flat is the flat form of a pathway's decide: terms in order, of which the
// first that is satisfied counts. The last has no literals and takes the rest.
type flat struct {
	terms []term
	// ends and gives are the end of each term and its advice; alike are the terms
	// that give an advice.
	ends, gives []int
	alike       []bits
	// atoms are the bits of each level; cells the bits true in each cell.
	atoms []bits
	cells [][]bits
	// reads are the levels that each term reads, readers the terms that read each
	// level; against those that each cell of it rules out.
	reads, readers []bits
	against        [][]bits
	// neutral is a cell of each level that satisfies few literals.
	neutral []int
	// matter and can are the levels that matter and the advices that are possible
	// when nothing is known, read the levels that some term reads.
	matter, read bits
	can          uint64
	// kills say which terms four neighbouring atoms rule out, for each of their
	// values; bytes the same for eight, where the terms fit one word.
	kills [][16]bits
	bytes [][256]uint64
}

// takes gives the term that takes a complete patient, whose true atoms are
// given.
func (f *flat) takes(is bits) int {
	if f.bytes != nil {
		var dead uint64
		w := is.low
		for i := range f.bytes {
			if i == 8 {
				w = is.high
			}
			dead |= f.bytes[i][byte(w)]
			w >>= 8
		}
		return mathbits.TrailingZeros64(^dead)
	}
	var dead bits
	for i := range f.kills {
		dead = dead.or(f.kills[i][is.nibble(i)])
	}
	return bits{^dead.low, ^dead.high}.first()
}

// bothTake is takes for two patients at once, which takes less time.
func (f *flat) bothTake(is, other bits) (term, otherTerm int) {
	if f.bytes == nil {
		return f.takes(is), f.takes(other)
	}
	var dead, otherDead uint64
	w, v := is.low, other.low
	for i := range f.bytes {
		if i == 8 {
			w, v = is.high, other.high
		}
		t := &f.bytes[i]
		dead, otherDead = dead|t[byte(w)], otherDead|t[byte(v)]
		w, v = w>>8, v>>8
	}
	return mathbits.TrailingZeros64(^dead), mathbits.TrailingZeros64(^otherDead)
}

// end gives the end of a complete patient.
func (f *flat) end(is bits) int { return f.ends[f.takes(is)] }
