package engine

import (
	mathbits "math/bits"
)

// step is the state of one frame's flat form: what is known of each atom, and
// what earlier steps found out. Knowledge only grows between Forgets, so what
// cannot matter stays so, and a pair of patients that shows that a level
// matters serves until an answer rules one of them out.
type flatStep struct {
	f *flat
	// yes and no are the atoms known to be true and false.
	yes, no bits
	// cells are those still possible of each level.
	cells []uint64
	// dead are the levels that the diagram proved cannot matter any more.
	dead []bool
	// shown are pairs of patients for each level that differ only there and
	// end in different advice; the latest found stand first. met are patients
	// for each advice. They are facts of the pathway, whoever is asked about.
	shown [][witnesses][2]bits
	met   [][witnesses]bits
	// base is the patient of whom little is present, as far as is known.
	base  bits
	based bool
	// gone are the advices that the diagram proved impossible.
	gone uint64

	live    []liveTerm
	advice  []int
	matters []int
}

// liveTerm is a term that may still be the first, with what it leaves open.
type liveTerm struct {
	at      int
	yes, no bits
}

// witnesses are how many examples of each thing are kept.
const witnesses = 8

func newFlatStep(f *flat, ends int) *flatStep {
	s := &flatStep{
		f: f, cells: make([]uint64, len(f.atoms)), dead: make([]bool, len(f.atoms)), shown: make([][witnesses][2]bits, len(f.atoms)),
		met: make([][witnesses]bits, ends),
	}
	for l := range s.cells {
		s.fix(l, ^uint64(0)>>(64-len(f.cells[l])))
	}
	return s
}

// fix makes some cells of a level all that is possible.
func (s *flatStep) fix(level int, cells uint64) {
	s.cells[level], s.based = cells, false
	atoms := s.f.atoms[level]
	yes, may := atoms, bits{}
	for c := cells; c != 0; c &= c - 1 {
		b := s.f.cells[level][mathbits.TrailingZeros64(c)]
		yes, may = yes.and(b), may.or(b)
	}
	s.yes = s.yes.not(atoms).or(yes)
	s.no = s.no.not(atoms).or(atoms.not(may))
}

// forget drops what was found out under knowledge that no longer holds.
func (s *flatStep) forget() {
	clear(s.dead)
	s.gone = 0
}

// scan gathers the terms that may be the first, up to one that is certain, and
// gives the end of those whom none of them takes.
func (s *flatStep) scan() (final int) {
	s.live = s.live[:0]
	alive, certain := s.f.open(s.yes, s.no)
	first := s.f.first(certain)
	for w := range alive {
		for terms := alive[w]; terms != 0; terms &= terms - 1 {
			i := 64*w + mathbits.TrailingZeros64(terms)
			if i >= first {
				return s.f.endOf(certain)
			}
			t := &s.f.terms[i]
			open := liveTerm{at: i, yes: t.yes.not(s.yes), no: t.no.not(s.no)}
			if !s.covered(open) {
				s.live = append(s.live, open)
			}
		}
	}
	return s.f.last
}

// covered says whether an earlier term takes every patient of this one.
func (s *flatStep) covered(t liveTerm) bool {
	for i := range s.live {
		if s.live[i].yes.within(t.yes) && s.live[i].no.within(t.no) {
			return true
		}
	}
	return false
}

// look answers a step, or says that only the diagram can.
func (s *flatStep) look(advice []int) (proved bool) {
	final := advice[s.scan()]
	for n := len(s.live); n > 0 && advice[s.f.terms[s.live[n-1].at].end] == final; n-- {
		s.live = s.live[:n-1] // it leads where the rest lead anyway
	}
	s.advice, s.matters = s.advice[:0], s.matters[:0]
	var ends uint64
	var open bits
	for i := range s.live {
		ends |= 1 << advice[s.f.terms[s.live[i].at].end]
		open = open.or(s.live[i].yes).or(s.live[i].no)
	}
	ends |= 1 << final
	ends &^= s.gone
	for e := ends; e != 0; e &= e - 1 {
		s.advice = append(s.advice, mathbits.TrailingZeros64(e))
	}
	for l, atoms := range s.f.atoms {
		if open.and(atoms).none() || s.dead[l] {
			continue
		}
		if !s.isShown(l) && !s.show(l, advice) {
			return false
		}
		s.matters = append(s.matters, l)
	}
	for _, a := range s.advice {
		if !s.isMet(a, advice) && !s.meet(a, final, advice) {
			return false
		}
	}
	return true
}

// possible says whether a patient fits what is known.
func (s *flatStep) possible(is bits) bool {
	return is.and(s.no).none() && s.yes.within(is)
}

func (s *flatStep) holds(pair [2]bits) bool {
	return pair[0] != pair[1] && s.possible(pair[0]) && s.possible(pair[1])
}

// isShown says whether some pair fits what is known, and puts it first.
func (s *flatStep) isShown(level int) bool {
	pairs := &s.shown[level]
	for i := range pairs {
		if s.holds(pairs[i]) {
			pairs[0], pairs[i] = pairs[i], pairs[0]
			return true
		}
	}
	return false
}

// isMet says whether some patient with the advice fits what is known.
func (s *flatStep) isMet(want int, advice []int) bool {
	met := &s.met[want]
	for i := range met {
		if s.possible(met[i]) && advice[s.f.end(met[i])] == want {
			met[0], met[i] = met[i], met[0]
			return true
		}
	}
	return false
}

// neutral is the patient of whom little is present, as far as is known.
func (s *flatStep) neutral() bits {
	if s.based {
		return s.base
	}
	var is bits
	for l := range s.f.atoms {
		is = is.or(s.f.cells[l][s.choose(l, ^uint64(0))])
	}
	s.base, s.based = is, true
	return is
}

// choose takes a possible cell of a level among those wanted, the neutral one
// if it is among them; -1 if there is none.
func (s *flatStep) choose(level int, wanted uint64) int {
	c := s.cells[level] & wanted
	if n := s.f.neutral[level]; c>>n&1 == 1 {
		return n
	}
	if c == 0 {
		return -1
	}
	return mathbits.TrailingZeros64(c)
}

// with puts one cell of a level into a patient.
func (s *flatStep) with(is bits, level, cell int) bits {
	return is.not(s.f.atoms[level]).or(s.f.cells[level][cell])
}

// fits makes the neutral patient satisfy a term, and then escape the terms
// before it where they lead elsewhere.
func (s *flatStep) fits(at int, is bits, advice []int) (bits, bool) {
	t := &s.f.terms[at]
	is, ok := s.satisfy(at, is)
	if !ok {
		return is, false
	}
	return s.lead(is, t, advice[t.end], advice)
}

// lead changes a patient until their advice is the one wanted, by escaping
// each term that takes them elsewhere; what keep reads stays satisfied.
func (s *flatStep) lead(is bits, keep *term, want int, advice []int) (bits, bool) {
	for range 8 {
		if advice[s.f.end(is)] == want {
			return is, true
		}
		escaped := false
		for i := range s.live {
			e := &s.f.terms[s.live[i].at]
			if !e.yes.within(is) || !e.no.and(is).none() {
				continue
			}
			is, escaped = s.escape(is, e, keep)
			break
		}
		if !escaped {
			return is, false
		}
	}
	return is, false
}

// escape changes a level that one term reads and the other does not, or reads
// more loosely, so that the first no longer takes the patient.
func (s *flatStep) escape(is bits, from, keep *term) (bits, bool) {
	for _, r := range from.reads {
		wanted := ^r.cells
		for _, k := range keep.reads {
			if k.level == r.level {
				wanted &= k.cells
			}
		}
		if c := s.choose(r.level, wanted); c >= 0 {
			return s.with(is, r.level, c), true
		}
	}
	return is, false
}

// show looks for two patients who differ only at a level and end in different
// advice: one whom a term that reads the level takes, and the same without
// what the level gave it. If both end alike, the second is led to another term.
func (s *flatStep) show(level int, advice []int) bool {
	base := s.neutral()
	for i := range s.live {
		at := s.live[i].at
		wanted, reads := s.f.terms[at].readsAt(level)
		if !reads {
			continue
		}
		if s.pair(level, wanted, at, base, advice) {
			return true
		}
		for j := range s.live {
			other := s.live[j].at
			if advice[s.f.terms[other].end] == advice[s.f.terms[at].end] {
				continue
			}
			if led, ok := s.satisfy(other, base); ok && s.pair(level, wanted, at, led, advice) {
				return true
			}
		}
	}
	return false
}

// pair keeps a term's patient and their neighbour if their advice differs.
func (s *flatStep) pair(level int, wanted uint64, at int, base bits, advice []int) bool {
	is, ok := s.fits(at, base, advice)
	if !ok {
		return false
	}
	here := advice[s.f.end(is)]
	for c := s.cells[level] &^ wanted; c != 0; c &= c - 1 {
		other := s.with(is, level, mathbits.TrailingZeros64(c))
		if advice[s.f.end(other)] != here {
			pairs := &s.shown[level]
			copy(pairs[1:], pairs[:])
			pairs[0] = [2]bits{is, other}
			return true
		}
	}
	return false
}

// readsAt gives the cells of a level that satisfy the term.
func (t *term) readsAt(level int) (uint64, bool) {
	for _, r := range t.reads {
		if r.level == level {
			return r.cells, true
		}
	}
	return 0, false
}

// satisfy puts what a term wants into a patient.
func (s *flatStep) satisfy(at int, is bits) (bits, bool) {
	for _, r := range s.f.terms[at].reads {
		c := s.choose(r.level, r.cells)
		if c < 0 {
			return is, false
		}
		is = s.with(is, r.level, c)
	}
	return is, true
}

// meet looks for a patient who ends in some advice.
func (s *flatStep) meet(want, final int, advice []int) bool {
	base := s.neutral()
	keep := func(is bits) bool {
		met := &s.met[want]
		copy(met[1:], met[:])
		met[0] = is
		return true
	}
	if want == final {
		if is, ok := s.lead(base, &term{}, want, advice); ok {
			return keep(is)
		}
	}
	for l := range s.shown {
		if s.holds(s.shown[l][0]) {
			for _, is := range s.shown[l][0] {
				if advice[s.f.end(is)] == want {
					return keep(is)
				}
			}
		}
	}
	for i := range s.live {
		if advice[s.f.terms[s.live[i].at].end] != want {
			continue
		}
		if is, ok := s.fits(s.live[i].at, base, advice); ok {
			return keep(is)
		}
	}
	return false
}
