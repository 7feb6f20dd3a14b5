package engine

import mathbits "math/bits"

// flatStep is what one frame knows of its patient on the flat form. Knowledge
// only grows until something is taken back, so that what cannot matter any more
// stays so: an answer costs work only where it spoils the witness that was last
// found for a level or an advice.
type flatStep struct {
	f *flat
	// cells are those still possible of each level; none are the levels without.
	cells []uint64
	none  bits
	// fixed are the atoms of levels known to be one cell, is those of them that
	// are true.
	fixed, is bits
	// open are the levels that may be several cells, vague those of them that may
	// not be every cell.
	open, vague bits
	// dead are the terms that what is known rules out.
	dead bits
	// stale is set where something was taken back; moved where something was
	// learned of a level that matters. An answer to any other changes nothing.
	stale, moved bool
	// news are the terms that read what was learned since the last look.
	news bits
	// matter and can are the levels that may matter and the advices that are
	// possible, as far as was found out.
	matter bits
	can    uint64
	// live are the terms that decide: those that may be the first, but for the
	// last of them that lead where the rest lead anyway; reach those and the rest
	// up to one that is certain, and final is the advice of that one.
	live, reach bits
	final       int

	// shows is what showed each level and advice last, witnesses all that are kept
	// of them: facts of the pathway, whoever is asked about.
	shows     []witness
	witnesses []witnesses
	search    flatSearch

	advice  []int
	matters []int
}

func newFlatStep(f *flat) *flatStep {
	s := &flatStep{
		f: f, cells: make([]uint64, len(f.cells)), stale: true,
		witnesses: make([]witnesses, len(f.cells)+len(f.alike)), shows: make([]witness, len(f.cells)+len(f.alike)),
	}
	s.search = flatSearch{s: s, f: f, most: mostSearched, picked: make([]int, len(f.cells))}
	for l := range s.cells {
		s.cells[l] = f.every(l)
	}
	return s
}

// every is all cells of a level.
func (f *flat) every(level int) uint64 { return ^uint64(0) >> (64 - len(f.cells[level])) }

// tell makes some cells of a level all that is possible.
func (s *flatStep) tell(level int, cells uint64) {
	s.stale = s.stale || cells&^s.cells[level] != 0
	s.cells[level] = cells
	if !s.stale {
		s.take(level)
	}
}

// take adds what is known of a level to what is known.
func (s *flatStep) take(level int) {
	cells, this := s.cells[level], one(level)
	s.moved = s.moved || !s.matter.and(this).none()
	s.news = s.news.or(s.f.readers[level])
	switch {
	case cells == 0:
		s.none = s.none.or(this)
	case cells&(cells-1) == 0:
		cell := mathbits.TrailingZeros64(cells)
		s.open, s.vague = s.open.not(this), s.vague.not(this)
		s.fixed, s.is = s.fixed.or(s.f.atoms[level]), s.is.or(s.f.cells[level][cell])
		s.dead = s.dead.or(s.f.against[level][cell])
	case cells != s.f.every(level):
		s.vague = s.vague.or(this)
		s.dead = s.dead.or(s.against(level))
	}
}

// against is the terms that every possible cell of a level rules out.
func (s *flatStep) against(level int) bits {
	out := s.f.readers[level]
	for c := s.cells[level]; c != 0; c &= c - 1 {
		out = out.and(s.f.against[level][mathbits.TrailingZeros64(c)])
	}
	return out
}

// refresh starts anew where something was taken back.
func (s *flatStep) refresh() {
	if !s.stale {
		return
	}
	s.stale, s.moved, s.matter, s.can = false, true, s.f.matter, s.f.can
	s.fixed, s.is, s.dead, s.vague, s.none = bits{}, bits{}, bits{}, bits{}, bits{}
	s.open, s.news = s.f.read, bits{}
	for l := range s.cells {
		s.take(l)
	}
}

// look answers a step, or says that only the diagram can.
func (s *flatStep) look() bool {
	s.refresh()
	if !s.none.none() {
		return false
	}
	if !s.moved {
		return true
	}
	s.search.left = s.search.most
	var unsure bits
	for o := s.open; !o.none(); o = o.rest() {
		unsure = unsure.or(s.f.readers[o.first()])
	}
	s.live, s.reach, s.final = s.f.lay(s.dead, bits{^unsure.low, ^unsure.high})
	if !s.findMatters() || !s.findAdvice() {
		return false
	}
	s.moved, s.news = false, bits{}
	return true
}

// findMatters leaves the levels that can still matter.
func (s *flatStep) findMatters() bool {
	s.matter = s.matter.and(s.open)
	for o := s.shaken(); !o.none(); o = o.rest() {
		l := o.first()
		switch found, sure := s.differs(l); {
		case !sure:
			return false
		case !found:
			s.matter = s.matter.not(one(l))
		}
	}
	s.matters = s.matters[:0]
	for o := s.matter; !o.none(); o = o.rest() {
		s.matters = append(s.matters, o.first())
	}
	return true
}

// shaken gives the levels whose witness does not fit what is known, or that no
// term that decides reads.
func (s *flatStep) shaken() bits {
	var out bits
	for o := s.matter; !o.none(); o = o.rest() {
		l := o.first()
		w := &s.shows[l]
		// Whether it fits can hardly be foretold: bits are quicker than branches.
		amiss := w.is.xor(s.is).and(s.fixed)
		reads := s.live.and(s.f.readers[l])
		out = out.or(times(l, amiss.or(s.vague).any()|(reads.any()^1)|(bits{low: w.gives}.any()^1)))
	}
	return out
}

// findAdvice leaves the advices that are still possible.
func (s *flatStep) findAdvice() bool {
	if s.live.none() {
		s.can = 1 << s.final
	}
	var shown uint64
	for _, l := range s.matters {
		shown |= s.shows[l].gives
	}
	for e := s.can &^ shown; e != 0; e &= e - 1 {
		a := mathbits.TrailingZeros64(e)
		switch found, sure := s.gives(a); {
		case !sure:
			return false
		case !found:
			s.can &^= 1 << a
		}
	}
	s.advice = s.advice[:0]
	for e := s.can; e != 0; e &= e - 1 {
		s.advice = append(s.advice, mathbits.TrailingZeros64(e))
	}
	return true
}

// lay gives the terms that decide where some are dead and those that are sure
// need nothing more.
func (f *flat) lay(dead, sure bits) (live, reach bits, final int) {
	alive := bits{^dead.low, ^dead.high}
	first := alive.and(sure).first()
	final = f.gives[first]
	reach = alive.before(first + 1)
	live = reach.before(reach.not(f.alike[final]).last() + 1)
	return live, reach, final
}

// differs says whether two patients differ only at a level and in their advice.
func (s *flatStep) differs(level int) (found, sure bool) {
	if s.live.and(s.f.readers[level]).none() {
		return false, true
	}
	if s.recall(level) {
		return true, true
	}
	return s.search.pair(level)
}

// gives says whether some patient has an advice.
func (s *flatStep) gives(advice int) (found, sure bool) {
	if s.live.none() {
		return advice == s.final, true
	}
	if advice != s.final && s.live.and(s.f.alike[advice]).none() {
		return false, true
	}
	if q := len(s.cells) + advice; s.fits(&s.shows[q]) || s.recall(q) {
		return true, true
	}
	return s.search.patient(advice)
}

// learn takes what the diagram found out.
func (s *flatStep) learn(advice, matters []int) {
	s.matter, s.can, s.moved = bits{}, 0, true
	for _, l := range matters {
		s.matter.set(l)
	}
	for _, a := range advice {
		s.can |= 1 << a
	}
}
