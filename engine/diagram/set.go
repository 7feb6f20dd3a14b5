package diagram

import (
	"iter"
	"math/bits"
	"slices"
)

// Set is a set of a level's cells. The zero Set is empty. Copies are
// independent of each other.
type Set struct {
	low  uint64
	high []uint64 // cells from 64 on; never shared after a change
}

// Full is the set of n cells.
func Full(n int) Set {
	if n <= 64 {
		return Set{low: ones(n)}
	}
	s := Set{low: ones(64), high: make([]uint64, (n-1)/64)}
	for i := range s.high {
		s.high[i] = ones(min(64, n-64*(i+1)))
	}
	return s
}

// ones is a word of n ones, up to 64.
func ones(n int) uint64 {
	return ^uint64(0) >> (64 - n)
}

// One is the set of one cell.
func One(cell int) Set {
	var s Set
	s.Add(cell)
	return s
}

// Add puts a cell into the set.
func (s *Set) Add(cell int) {
	if cell < 64 {
		s.low |= 1 << cell
		return
	}
	word := cell/64 - 1
	high := make([]uint64, max(len(s.high), word+1))
	copy(high, s.high)
	high[word] |= 1 << (cell % 64)
	s.high = high
}

// Has reports whether the cell is in the set.
func (s Set) Has(cell int) bool {
	if cell < 64 {
		return s.low>>cell&1 == 1
	}
	word := cell/64 - 1
	return word < len(s.high) && s.high[word]>>(cell%64)&1 == 1
}

// Len is the number of cells in the set.
func (s Set) Len() int {
	n := bits.OnesCount64(s.low)
	for _, w := range s.high {
		n += bits.OnesCount64(w)
	}
	return n
}

// IsEmpty reports whether no cell is in the set.
func (s Set) IsEmpty() bool { return s.Len() == 0 }

// IsFull reports whether all of n cells are in the set.
func (s Set) IsFull(n int) bool { return s.Len() == n }

// Equal reports whether both sets have the same cells.
func (s Set) Equal(o Set) bool {
	if s.low != o.low {
		return false
	}
	if len(s.high) < len(o.high) {
		s, o = o, s
	}
	for i, w := range s.high {
		if i < len(o.high) && o.high[i] != w || i >= len(o.high) && w != 0 {
			return false
		}
	}
	return true
}

// And is the cells in both sets.
func (s Set) And(o Set) Set {
	out := Set{low: s.low & o.low}
	if n := min(len(s.high), len(o.high)); n > 0 {
		out.high = make([]uint64, n)
		for i := range out.high {
			out.high[i] = s.high[i] & o.high[i]
		}
	}
	return out
}

// Or is the cells in either set.
func (s Set) Or(o Set) Set {
	if len(s.high) < len(o.high) {
		s, o = o, s
	}
	out := Set{low: s.low | o.low, high: slices.Clone(s.high)}
	for i, w := range o.high {
		out.high[i] |= w
	}
	return out
}

// All is the cells of the set in order.
func (s Set) All() iter.Seq[int] {
	return func(yield func(int) bool) {
		for word := -1; word < len(s.high); word++ {
			w := s.low
			if word >= 0 {
				w = s.high[word]
			}
			for ; w != 0; w &= w - 1 {
				if !yield(64*(word+1) + bits.TrailingZeros64(w)) {
					return
				}
			}
		}
	}
}

// First is the smallest cell of the set, -1 where it is empty.
func (s Set) First() int {
	for cell := range s.All() {
		return cell
	}
	return -1
}
