package diagram

// Markers stand where Ite has a third operand, so that And and Or share its
// cache. No diagram of a pathway has a terminal of these values.
const (
	markAnd Ref = 1<<31 - 1
	markOr  Ref = 1<<31 - 2
)

// Not is True where the condition r is False.
func (s *Space) Not(r Ref) Ref { return s.Ite(r, False, True) }

// And is True where every condition is.
func (s *Space) And(conds ...Ref) Ref { return s.fold(conds, False, markAnd) }

// Or is True where any condition is.
func (s *Space) Or(conds ...Ref) Ref { return s.fold(conds, True, markOr) }

// Ite is then where the condition holds and otherwise where it does not. Both
// may have any terminals.
func (s *Space) Ite(cond, then, otherwise Ref) Ref {
	if !s.building() {
		return False
	}
	return s.result(s.ite(cond, then, otherwise))
}

func (s *Space) fold(conds []Ref, absorbing, mark Ref) Ref {
	if !s.building() {
		return False
	}
	all := True - absorbing
	for _, cond := range conds {
		all = s.join(all, cond, absorbing, mark)
	}
	return s.result(all)
}

// join is And or Or: absorbing is the terminal that decides alone.
func (s *Space) join(a, b, absorbing, mark Ref) Ref {
	switch {
	case s.err != nil:
		return False
	case a == absorbing || b == absorbing:
		return absorbing
	case a == b || b >= 0:
		return a
	case a >= 0:
		return b
	}
	if a > b {
		a, b = b, a
	}
	if e := s.cache.slot(a, b, mark, s.nodes); e.holds(a, b, mark) {
		return e.result
	}
	level := min(s.level(a), s.level(b))
	base := len(s.tmp)
	for cell := range s.cells[level] {
		kid := s.join(s.kid(a, level, cell), s.kid(b, level, cell), absorbing, mark)
		s.tmp = append(s.tmp, kid)
	}
	r := s.pop(level, base)
	*s.cache.slot(a, b, mark, s.nodes) = cacheEntry{a, b, mark, r, true}
	return r
}

func (s *Space) ite(c, t, e Ref) Ref {
	switch {
	case s.err != nil || c == False:
		return e
	case c >= 0 || t == e:
		return t
	case t == True && e == False:
		return c
	}
	if hit := s.cache.slot(c, t, e, s.nodes); hit.holds(c, t, e) {
		return hit.result
	}
	level := min(s.level(c), s.level(t), s.level(e))
	base := len(s.tmp)
	for cell := range s.cells[level] {
		kid := s.ite(s.kid(c, level, cell), s.kid(t, level, cell), s.kid(e, level, cell))
		s.tmp = append(s.tmp, kid)
	}
	r := s.pop(level, base)
	*s.cache.slot(c, t, e, s.nodes) = cacheEntry{c, t, e, r, true}
	return r
}
