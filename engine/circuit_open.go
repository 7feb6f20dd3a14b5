package engine

import "signpost.health/signpost/engine/expr"

// isExact says whether an open wire is open for certain: some values make it
// true and some false. So it is where what is left of it reads no level twice,
// for then its parts are independent. Then the levels in s.read are all that
// can matter to it, and each of them can.
func (s *state) isExact(w wire) bool {
	s.read = s.read[:0]
	s.question++
	if s.question == 0 {
		clear(s.seen)
		s.question = 1
	}
	return s.follow(w)
}

func (s *state) follow(w wire) bool {
	if int(w) < s.atoms {
		if w < constants || s.seen[s.level[w]] == s.question {
			return false
		}
		s.seen[s.level[w]] = s.question
		s.read = append(s.read, s.level[w])
		return true
	}
	g := &s.gates[int(w)-s.atoms]
	kids := s.wires[g.from:g.to]
	if g.op == expr.OpIf {
		switch s.at(kids[0]) {
		case isTrue:
			kids = kids[1:2]
		case isFalse:
			kids = kids[2:3]
		case isOpen:
		}
	}
	for _, k := range kids {
		if s.at(k) == isOpen && !s.follow(k) {
			return false
		}
	}
	return true
}
