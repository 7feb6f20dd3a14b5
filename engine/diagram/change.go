package diagram

// MapTerminals is r with each terminal v replaced by f(v).
func (s *Space) MapTerminals(r Ref, f func(int) int) Ref {
	if !s.building() {
		return False
	}
	done := s.takeMemo()
	defer s.giveMemo(done)
	var walk func(Ref) Ref
	walk = func(r Ref) Ref {
		if r >= 0 {
			return Terminal(f(r.Value()))
		}
		if got, ok := done.get(r); ok || s.err != nil {
			return got
		}
		level, base := s.level(r), len(s.tmp)
		for cell := range s.cells[level] {
			s.tmp = append(s.tmp, walk(s.kid(r, level, cell)))
		}
		result := s.pop(level, base)
		done.put(r, result)
		return result
	}
	return s.result(walk(r))
}

// Exists is True where the condition r holds for some cells of the levels that
// drop marks; the result does not test those.
func (s *Space) Exists(r Ref, drop []bool) Ref {
	if !s.building() {
		return False
	}
	done := s.takeMemo()
	defer s.giveMemo(done)
	var walk func(Ref) Ref
	walk = func(r Ref) Ref {
		if r >= 0 {
			return r
		}
		if got, ok := done.get(r); ok || s.err != nil {
			return got
		}
		level, base := s.level(r), len(s.tmp)
		for cell := range s.cells[level] {
			s.tmp = append(s.tmp, walk(s.kid(r, level, cell)))
		}
		var result Ref
		if level < len(drop) && drop[level] {
			result = s.popOr(base)
		} else {
			result = s.pop(level, base)
		}
		done.put(r, result)
		return result
	}
	return s.result(walk(r))
}

// popOr takes the children above base off the stack and joins them by Or.
func (s *Space) popOr(base int) Ref {
	any := False
	for i := base; i < len(s.tmp); i++ {
		any = s.join(any, s.tmp[i], True, markOr)
	}
	s.tmp = s.tmp[:base]
	return any
}

// Pair is f of both diagrams' terminals, at every assignment.
func (s *Space) Pair(a, b Ref, f func(x, y int) int) Ref {
	if !s.building() {
		return False
	}
	done := make(map[[2]Ref]Ref)
	var walk func(a, b Ref) Ref
	walk = func(a, b Ref) Ref {
		if a >= 0 && b >= 0 {
			return Terminal(f(a.Value(), b.Value()))
		}
		key := [2]Ref{a, b}
		if got, ok := done[key]; ok || s.err != nil {
			return got
		}
		level, base := min(s.level(a), s.level(b)), len(s.tmp)
		for cell := range s.cells[level] {
			s.tmp = append(s.tmp, walk(s.kid(a, level, cell), s.kid(b, level, cell)))
		}
		result := s.pop(level, base)
		done[key] = result
		return result
	}
	return s.result(walk(a, b))
}
