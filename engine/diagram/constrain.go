package diagram

// Constrain agrees with r wherever care is True and is free elsewhere, which
// it uses to test fewer levels: never one that r lacks, and none whose
// feasible children agree. This is Coudert and Madre's restrict. The condition
// care must not be False.
func (s *Space) Constrain(r, care Ref) Ref {
	if !s.building() {
		return False
	}
	if care == False {
		panic("diagram: nothing is feasible")
	}
	return s.result(s.constrain(r, care, make(map[[2]Ref]Ref)))
}

func (s *Space) constrain(r, care Ref, done map[[2]Ref]Ref) Ref {
	if r >= 0 || care >= 0 || s.err != nil {
		return r
	}
	key := [2]Ref{r, care}
	if got, ok := done[key]; ok {
		return got
	}
	var result Ref
	if level := s.level(r); s.level(care) < level {
		// r does not ask what care tests first: any of its cells will do.
		base := len(s.tmp)
		s.tmp = append(s.tmp, s.kids(care)...)
		result = s.constrain(r, s.popOr(base), done)
	} else {
		base := len(s.tmp)
		s.pushFeasible(r, care, level, done)
		result = s.pop(level, base)
	}
	done[key] = result
	return result
}

// pushFeasible pushes the constrained children of r. A cell that care rules
// out repeats a neighbour, so that it never keeps the level alive by itself.
func (s *Space) pushFeasible(r, care Ref, level int, done map[[2]Ref]Ref) {
	base, first := len(s.tmp), -1
	for cell := range s.cells[level] {
		kid := False
		if feasible := s.kid(care, level, cell); feasible != False {
			kid = s.constrain(s.kid(r, level, cell), feasible, done)
			if first < 0 {
				first = cell
				for i := base; i < len(s.tmp); i++ {
					s.tmp[i] = kid
				}
			}
		} else if first >= 0 {
			kid = s.tmp[base+first]
		}
		s.tmp = append(s.tmp, kid)
	}
}
