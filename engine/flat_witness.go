package engine

import mathbits "math/bits"

// witness is two complete patients who differ only at one level and end in
// different advice, or twice one patient who ends in some advice. It shows the
// same of whom more is known if what is known, put into it, leads to the same.
type witness struct {
	is, other bits
	// by are the terms that take them.
	by bits
	// gives are their advices; none where it shows nothing.
	gives uint64
}

// witnesses are those kept of one thing, the ones that served most lately first.
// Who takes them stands apart, as most are passed over for that.
type witnesses struct {
	by    []bits
	pairs [][2]bits
}

// mostWitnesses are how many examples of each thing are kept.
const mostWitnesses = 32

// fits says whether what showed something last is one of the patients that what
// is known leaves.
func (s *flatStep) fits(w *witness) bool {
	return w.is.xor(s.is).and(s.fixed).none() && w.gives != 0 && s.vague.none()
}

// recall looks for a witness that shows it under what is known now: what showed
// it last, changed to fit, or else one of those kept.
func (s *flatStep) recall(q int) bool {
	last := &s.shows[q]
	if last.gives != 0 && last.by.within(s.reach) && (s.isUntouched(q, last) || s.holds(q, last.is, last.other)) {
		return true
	}
	list := &s.witnesses[q]
	for i, by := range list.by {
		if by.within(s.reach) && s.holds(q, list.pairs[i][0], list.pairs[i][1]) {
			if i > 0 {
				list.by[i-1], list.by[i] = by, list.by[i-1]
				list.pairs[i-1], list.pairs[i] = list.pairs[i], list.pairs[i-1]
			}
			return true
		}
	}
	last.gives = 0
	return false
}

// isUntouched says whether what showed a level at the last look still does once
// it is changed to fit, and changes it: no term that reads what was learned
// since comes before those that take its patients. Of these two the one that
// reads the level cannot take both.
func (s *flatStep) isUntouched(q int, w *witness) bool {
	if q >= len(s.cells) || !s.vague.none() || !s.news.and(s.reach).not(w.by).before(w.by.last()).none() {
		return false
	}
	w.is, w.other = s.put(w.is), s.put(w.other)
	return true
}

// holds says whether two patients still show it with what is known put into
// them, and keeps what then shows it.
func (s *flatStep) holds(q int, is, other bits) bool {
	is, other = s.put(is), s.put(other)
	by, otherBy := s.f.bothTake(is, other)
	gives, otherGives := s.f.gives[by], s.f.gives[otherBy]
	if gives == otherGives && q != len(s.cells)+gives {
		return false
	}
	s.shows[q] = witness{is, other, one(by).or(one(otherBy)), 1<<gives | 1<<otherGives}
	return true
}

// put puts what is known into a patient.
func (s *flatStep) put(is bits) bits {
	is = is.not(s.fixed).or(s.is)
	if s.vague.none() {
		return is
	}
	return s.putVague(is)
}

// putVague gives a patient cells that are possible at the levels of which
// something is known that is not one cell.
func (s *flatStep) putVague(is bits) bits {
	for v := s.vague; !v.none(); v = v.rest() {
		l := v.first()
		atoms := s.f.atoms[l]
		if !s.allows(l, is.and(atoms)) {
			is = is.not(atoms).or(s.f.cells[l][mathbits.TrailingZeros64(s.cells[l])])
		}
	}
	return is
}

// allows says whether a level may have the cell of these atoms.
func (s *flatStep) allows(level int, is bits) bool {
	for c := s.cells[level]; c != 0; c &= c - 1 {
		if s.f.cells[level][mathbits.TrailingZeros64(c)] == is {
			return true
		}
	}
	return false
}

// keep adds what shows it in front of the others, in the place of the one that
// served least lately.
func (s *flatStep) keep(q int) {
	list, w := &s.witnesses[q], &s.shows[q]
	if len(list.by) < mostWitnesses {
		list.by, list.pairs = append(list.by, bits{}), append(list.pairs, [2]bits{})
	}
	copy(list.by[1:], list.by)
	copy(list.pairs[1:], list.pairs)
	list.by[0], list.pairs[0] = w.by, [2]bits{w.is, w.other}
}
