package expr

import (
	"math"
	"strconv"
)

// grid is the values that a number finding is asked in. Values are fractions
// of whole numbers, so that the third of a grid in tenths is exactly 0.3 and
// the seventh of a grid in twelfths exactly months(7).
type grid struct {
	first, step, over float64
	count             int
}

// slack is how far from a grid point, in relative terms, a number still
// counts as that point: it absorbs the rounding of decimal fractions.
const slack = 1e-9

func newGrid(lo, hi, step float64) grid {
	g := grid{first: lo, step: step, over: 1}
	for _, over := range []float64{1, 10, 100, 1e3, 1e4, 1e5, 1e6, math.Round(1 / step)} {
		first, whole := math.Round(lo*over), math.Round(step*over)
		if whole >= 1 && near(lo*over, first) && near(step*over, whole) {
			g = grid{first: first, step: whole, over: over}
			break
		}
	}
	g.count = int(math.Floor((hi-lo)/step+slack)) + 1
	return g
}

// near says whether two numbers are equal but for rounding.
func near(a, b float64) bool {
	return math.Abs(a-b) <= slack*math.Max(1, math.Max(math.Abs(a), math.Abs(b)))
}

// at is the grid's value with index i.
func (g grid) at(i int) float64 {
	return (g.first + float64(i)*g.step) / g.over
}

// width is the distance between two neighbours.
func (g grid) width() float64 { return g.step / g.over }

// below is the index of the last grid value not above v, or -1. A value that
// is a grid point but for rounding counts as that point.
func (g grid) below(v float64) int {
	i := int(math.Floor((v*g.over - g.first) / g.step))
	i = max(-1, min(i, g.count-1))
	for i+1 < g.count && (g.at(i+1) <= v || g.is(i+1, v)) {
		i++
	}
	for i >= 0 && g.at(i) > v && !g.is(i, v) {
		i--
	}
	return i
}

// is says whether v is grid point i but for rounding.
func (g grid) is(i int, v float64) bool {
	return math.Abs(g.at(i)-v) <= slack*math.Max(g.width(), math.Abs(v))
}

// has says whether v is on the grid.
func (g grid) has(v float64) bool {
	i := g.below(v)
	return i >= 0 && g.is(i, v)
}

// within gives the first grid value in a region. A closed end that is a grid
// value but for rounding is that value.
func (g grid) within(r Region) (float64, bool) {
	if !r.LoOpen && g.has(r.Lo) {
		return r.Lo, true
	}
	if i := g.below(r.Lo) + 1; i < g.count && !g.is(i, r.Hi) && g.at(i) < r.Hi {
		return g.at(i), true
	}
	if !r.HiOpen && g.has(r.Hi) {
		return r.Hi, true
	}
	return 0, false
}

// nearest names the grid values on both sides of v, for a message.
func (g grid) nearest(v float64) string {
	i := g.below(v)
	if i < 0 {
		return number(g.at(0))
	}
	if i+1 >= g.count {
		return number(g.at(g.count - 1))
	}
	return number(g.at(i)) + " or " + number(g.at(i+1))
}

// number writes a number as an author would: 40, 0.5, 0.166667.
func number(v float64) string {
	if short := strconv.FormatFloat(v, 'g', 6, 64); len(strconv.FormatFloat(v, 'g', -1, 64)) > 12 {
		return short
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// literal writes a number as a CEL double.
func literal(v float64) string {
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if v == math.Trunc(v) && !math.IsInf(v, 0) {
		s += ".0"
	}
	return s
}
