package engine

import mathbits "math/bits"

// flatSearch looks through the patients that what is known leaves, cell by
// cell, until it has found one or has shown that there is none. It turns back
// where all that is left leads to the same.
type flatSearch struct {
	s *flatStep
	f *flat
	// level is that at which two patients are to differ; -1 where one patient is
	// to have the advice want.
	level, want int
	// either are the terms that read the level, never those that no cell of it
	// leaves.
	either, never bits
	// target is a term that is to take one of them.
	target int
	// picked are the cells chosen so far; left is how many of the most steps it may
	// still take.
	picked     []int
	left, most int
}

// mostSearched is after how many steps of one look the diagram is the better
// way.
const mostSearched = 1 << 11

// pair looks for two patients who differ only at a level and in their advice.
// A term that reads the level takes one of them: else the same term takes both.
func (q *flatSearch) pair(level int) (found, sure bool) {
	q.level, q.either, q.never = level, q.f.readers[level], q.s.against(level)
	return q.over(q.s.live.and(q.either), q.s.open.not(one(level)))
}

// patient looks for one who has an advice.
func (q *flatSearch) patient(advice int) (found, sure bool) {
	q.level, q.want, q.either, q.never = -1, advice, bits{}, bits{}
	return q.over(q.s.reach.and(q.f.alike[advice]), q.s.open)
}

// over tries each term as the one that takes the patient.
func (q *flatSearch) over(targets, open bits) (found, sure bool) {
	for ; !targets.none(); targets = targets.rest() {
		q.target = targets.first()
		if q.isCovered(q.target) {
			continue
		}
		if q.visit(q.s.dead, open) {
			return true, true
		}
	}
	return false, q.left >= 0
}

// isCovered says whether a live term before takes every patient of a term.
func (q *flatSearch) isCovered(at int) bool {
	t := &q.f.terms[at]
	yes, no := t.yes.or(q.s.fixed), t.no.or(q.s.fixed)
	for l := q.s.live.before(at); !l.none(); l = l.rest() {
		if e := &q.f.terms[l.first()]; e.yes.within(yes) && e.no.within(no) {
			return true
		}
	}
	return false
}

// visit looks where some terms are dead and some levels open.
func (q *flatSearch) visit(dead, open bits) bool {
	if q.left--; q.left < 0 {
		return false
	}
	for _, r := range q.f.terms[q.target].reads {
		if open.has(r.level) {
			return q.branch(r, true, q.s.live, dead, open)
		}
	}
	sure, least := q.needs(dead, open)
	live, done := q.weigh(dead, sure, open)
	if done || live.none() {
		return done
	}
	return q.branch(least, false, live, dead, open)
}

// needs gives the terms that need nothing more, up to one that takes the rest,
// and what the term reads that needs least.
func (q *flatSearch) needs(dead, open bits) (sure bits, least reading) {
	best, fewest := 0, flatLevels+1
	alive := bits{^dead.low, ^dead.high}.not(q.never)
	for ; ; alive = alive.rest() {
		t := alive.first()
		switch n := q.f.reads[t].and(open).count(); {
		case n == 0 && !q.either.has(t):
			sure.set(t)
			for _, r := range q.f.terms[best].reads {
				if open.has(r.level) {
					return sure, r
				}
			}
			return sure, least
		case n == 0:
			sure.set(t)
		case n < fewest:
			best, fewest = t, n
		}
	}
}

// weigh gives the terms that may still make a difference, none where nothing
// can, and keeps the patients if they are found.
func (q *flatSearch) weigh(dead, sure, open bits) (live bits, done bool) {
	if q.level >= 0 {
		return q.weighPair(dead, sure, open)
	}
	live, _, final := q.f.lay(dead, sure)
	switch {
	case live.none() && final == q.want:
		q.keep(open, -1, -1)
		return live, true
	case final != q.want && live.and(q.f.alike[q.want]).none():
		return bits{}, false
	}
	return live, false
}

// weighPair holds what each cell of the level leads to against the others.
func (q *flatSearch) weighPair(dead, sure, open bits) (live bits, done bool) {
	type lead struct {
		live  bits
		final int
	}
	var first lead
	same, settled, settledCell := true, -1, 0
	for c := q.s.cells[q.level]; c != 0; c &= c - 1 {
		cell := mathbits.TrailingZeros64(c)
		var is lead
		is.live, _, is.final = q.f.lay(dead.or(q.f.against[q.level][cell]), sure)
		if c == q.s.cells[q.level] {
			first = is
		}
		same, live = same && is == first, live.or(is.live)
		switch {
		case !is.live.none():
		case settled < 0:
			settled, settledCell = is.final, cell
		case settled != is.final:
			q.keep(open, settledCell, cell)
			return live, true
		}
	}
	if same {
		return bits{}, false
	}
	return live, false
}

// branch tries the cells of a level: those that satisfy its term only, or
// those that do not first. Cells that rule out the same terms are one.
func (q *flatSearch) branch(at reading, only bool, live, dead, open bits) bool {
	level, open := at.level, open.not(one(at.level))
	cells := q.s.cells[level]
	against := q.f.against[level]
	order := [2]uint64{cells &^ at.cells, cells & at.cells}
	if only {
		order[0] = 0
	}
	var tried uint64
	for _, cells := range order {
		for c := cells; c != 0; c &= c - 1 {
			cell := mathbits.TrailingZeros64(c)
			if q.again(level, cell, tried, live) {
				continue
			}
			tried |= 1 << cell
			q.picked[level] = cell
			if q.visit(dead.or(against[cell]), open) {
				return true
			}
		}
	}
	return false
}

// again says whether a cell rules out the same live terms as one tried before.
func (q *flatSearch) again(level, cell int, tried uint64, live bits) bool {
	against := q.f.against[level]
	for c := tried; c != 0; c &= c - 1 {
		if against[mathbits.TrailingZeros64(c)].xor(against[cell]).and(live).none() {
			return true
		}
	}
	return false
}

// keep makes the patients of what was picked; what is open may be anything.
func (q *flatSearch) keep(open bits, cell, other int) {
	is := q.s.is
	for o := q.s.open; !o.none(); o = o.rest() {
		l := o.first()
		c := q.picked[l]
		if open.has(l) {
			c = q.f.neutral[l]
			if q.s.cells[l]>>c&1 == 0 {
				c = mathbits.TrailingZeros64(q.s.cells[l])
			}
		}
		if l == q.level {
			c = cell
		}
		is = is.or(q.f.cells[l][c])
	}
	at, others := len(q.s.cells)+q.want, is
	if q.level >= 0 {
		at, others = q.level, is.not(q.f.atoms[q.level]).or(q.f.cells[q.level][other])
	}
	q.s.holds(at, is, others) // it notes who takes them
	q.s.keep(at)
}
