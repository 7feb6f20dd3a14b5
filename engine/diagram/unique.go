package diagram

import (
	"fmt"
	"math"
	"slices"
)

// pop takes the children above base off the stack and gives their node: the
// only child where they are all the same, else the one node of that content.
func (s *Space) pop(level, base int) Ref {
	kids := s.tmp[base:]
	s.tmp = s.tmp[:base]
	if s.err != nil {
		return False
	}
	if allEqual(kids) {
		return kids[0]
	}
	mask := len(s.slots) - 1
	at := int(hashNode(level, kids)) & mask
	for s.slots[at] != 0 {
		if r := s.slots[at]; int(s.data[^r]) == level && slices.Equal(s.kids(r), kids) {
			return r
		}
		at = (at + 1) & mask
	}
	return s.add(level, kids, at)
}

func (s *Space) add(level int, kids []Ref, slot int) Ref {
	if s.nodes >= s.budget || len(s.data)+len(kids) >= math.MaxInt32 {
		s.err = fmt.Errorf("%w: more than %d", ErrBudget, s.budget)
		return False
	}
	r := ^Ref(len(s.data))
	s.data = append(s.data, Ref(level))
	s.data = append(s.data, kids...)
	s.slots[slot] = r
	s.nodes++
	if 2*s.nodes > len(s.slots) {
		s.rehash()
	}
	return r
}

func (s *Space) rehash() {
	s.slots = make([]Ref, 2*len(s.slots))
	s.fill()
}

// fill enters every node into an empty table.
func (s *Space) fill() {
	for off := 0; off < len(s.data); {
		r := ^Ref(off)
		s.place(r)
		off += 1 + len(s.kids(r))
	}
}

// place enters a node that is known to be new.
func (s *Space) place(r Ref) {
	mask := len(s.slots) - 1
	at := int(hashNode(s.level(r), s.kids(r))) & mask
	for s.slots[at] != 0 {
		at = (at + 1) & mask
	}
	s.slots[at] = r
}

func allEqual(kids []Ref) bool {
	for _, kid := range kids[1:] {
		if kid != kids[0] {
			return false
		}
	}
	return true
}

func hashNode(level int, kids []Ref) uint32 {
	h := uint64(level) + 1
	for _, kid := range kids {
		h = (h ^ uint64(uint32(kid))) * 0x9E3779B97F4A7C15
		h ^= h >> 32
	}
	return uint32(h)
}
