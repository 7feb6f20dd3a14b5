package diagram

import "slices"

// Literal is True for the cells of level that in holds, else False.
func (s *Space) Literal(level int, in []bool) Ref {
	if !s.building() {
		return False
	}
	base := len(s.tmp)
	for cell := range s.cells[level] {
		s.tmp = append(s.tmp, truthRef(in[cell]))
	}
	return s.pop(level, base)
}

// Table is a condition over several levels at once, given by its truth for
// every combination of their cells, in the order of levels. Only the nodes of
// the result are kept, so a large product of few distinct rows stays small.
func (s *Space) Table(levels []int, truth func(cells []int) bool) Ref {
	if !s.building() {
		return False
	}
	sorted := slices.Clone(levels)
	slices.Sort(sorted)
	sorted = slices.Compact(sorted)
	return s.table(levels, sorted, make([]int, len(levels)), truth)
}

func (s *Space) table(levels, rest, cells []int, truth func([]int) bool) Ref {
	if s.err != nil {
		return False
	}
	if len(rest) == 0 {
		return truthRef(truth(cells))
	}
	base := len(s.tmp)
	for cell := range s.cells[rest[0]] {
		for i, level := range levels {
			if level == rest[0] {
				cells[i] = cell
			}
		}
		s.tmp = append(s.tmp, s.table(levels, rest[1:], cells, truth))
	}
	return s.pop(rest[0], base)
}

// AtLeast is True where n or more of the conditions are.
func (s *Space) AtLeast(n int, conds []Ref) Ref {
	if !s.building() {
		return False
	}
	if n <= 0 {
		return True
	}
	if n > len(conds) {
		return False
	}
	// more[k] is whether k of the conditions seen so far hold.
	more := make([]Ref, n+1)
	more[0] = True
	for _, cond := range slices.Backward(conds) {
		for k := n; k > 0; k-- {
			more[k] = s.ite(cond, more[k-1], more[k])
		}
	}
	return s.result(more[n])
}

func truthRef(b bool) Ref {
	if b {
		return True
	}
	return False
}

// result is False once the budget is gone: a half-built answer never escapes.
func (s *Space) result(r Ref) Ref {
	if s.err != nil {
		return False
	}
	return r
}
