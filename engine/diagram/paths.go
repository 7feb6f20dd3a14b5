package diagram

import "slices"

// Witness is the first assignment, cell by cell in level order, for which r
// gives value; -1 is a level that does not matter on the way. It is not ok
// where there is none.
func (s *Space) Witness(r Ref, value int) (cells []int, ok bool) {
	cells = make([]int, len(s.cells))
	for i := range cells {
		cells[i] = -1
	}
	dead := make(map[Ref]bool)
	var find func(Ref) bool
	find = func(r Ref) bool {
		if r >= 0 || dead[r] {
			return r.Value() == value
		}
		level := s.level(r)
		for cell, kid := range s.kids(r) {
			if find(kid) {
				cells[level] = cell
				return true
			}
		}
		dead[r] = true
		return false
	}
	if !find(r) {
		return nil, false
	}
	return cells, true
}

// Paths calls yield for each way down r until it returns false. The ways
// share no assignment and together are all of them; edges from a node to the
// same child are one way. A level's set is full where the way does not test
// it. The path is good until yield returns.
func (s *Space) Paths(r Ref, yield func(path []Set, terminal int) bool) {
	path := make([]Set, len(s.cells))
	for level, n := range s.cells {
		path[level] = Full(n)
	}
	var walk func(Ref) bool
	walk = func(r Ref) bool {
		if r >= 0 {
			return yield(path, r.Value())
		}
		level, kids := s.level(r), s.kids(r)
		any := path[level]
		defer func() { path[level] = any }()
		for cell, kid := range kids {
			if slices.Index(kids, kid) < cell {
				continue
			}
			var set Set
			for other := cell; other < len(kids); other++ {
				if kids[other] == kid {
					set.Add(other)
				}
			}
			path[level] = set
			if !walk(kid) {
				return false
			}
		}
		return true
	}
	walk(r)
}
