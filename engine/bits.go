package engine

import mathbits "math/bits"

// bits is a set of up to 128 atoms, terms or levels. It is a struct and not an
// array, so that it stays in registers.
type bits struct{ low, high uint64 }

// one is the set of one: a shift by too much, as one below zero is, gives none.
func one(i int) bits { return bits{1 << uint(i), 1 << uint(i-64)} }

func (b *bits) set(i int)      { *b = b.or(one(i)) }
func (b bits) has(i int) bool  { return !b.and(one(i)).none() }
func (b bits) or(o bits) bits  { return bits{b.low | o.low, b.high | o.high} }
func (b bits) and(o bits) bits { return bits{b.low & o.low, b.high & o.high} }
func (b bits) not(o bits) bits { return bits{b.low &^ o.low, b.high &^ o.high} }
func (b bits) xor(o bits) bits { return bits{b.low ^ o.low, b.high ^ o.high} }
func (b bits) none() bool      { return b.low|b.high == 0 }

func (b bits) within(o bits) bool { return b.not(o).none() }

func (b bits) count() int {
	return mathbits.OnesCount64(b.low) + mathbits.OnesCount64(b.high)
}

// first is the smallest there is; 128 where there is none.
func (b bits) first() int {
	if b.low != 0 {
		return mathbits.TrailingZeros64(b.low)
	}
	return 64 + mathbits.TrailingZeros64(b.high)
}

// rest is all but the smallest.
func (b bits) rest() bits {
	if b.low != 0 {
		return bits{b.low & (b.low - 1), b.high}
	}
	return bits{high: b.high & (b.high - 1)}
}

// before is those smaller than i.
func (b bits) before(i int) bits {
	if i < 64 {
		return bits{low: b.low & (1<<i - 1)}
	}
	return bits{b.low, b.high & (1<<(i-64) - 1)}
}

// last is the largest there is, -1 where there is none.
func (b bits) last() int {
	if b.high != 0 {
		return 127 - mathbits.LeadingZeros64(b.high)
	}
	return 63 - mathbits.LeadingZeros64(b.low)
}

// nibble is four neighbours.
func (b bits) nibble(i int) uint64 {
	if i < 16 {
		return b.low >> (i * 4) & 15
	}
	return b.high >> (i*4 - 64) & 15
}

// any is 1 where there is one, else 0.
func (b bits) any() uint64 {
	x := b.low | b.high
	return (x | -x) >> 63
}

// times is the set of i where n is 1, none where it is 0.
func times(i int, n uint64) bits { return bits{n << uint(i), n << uint(i-64)} }
