package diagram

// or joins two scratch conditions.
func (q *Scratch) or(a, b Ref) Ref {
	switch {
	case a == True || b == True:
		return True
	case a == b || b >= 0:
		return a
	case a >= 0:
		return b
	}
	if a > b {
		a, b = b, a
	}
	if done, ok := q.joined.get(a, b); ok {
		return done
	}
	level := min(q.level(a), q.level(b))
	base := len(q.nodes.tmp)
	for at := range int(q.width[level]) {
		kid := q.or(q.kid(a, level, at), q.kid(b, level, at))
		q.nodes.tmp = append(q.nodes.tmp, kid)
	}
	result := q.nodes.pop(level, base)
	q.joined.put(a, b, result)
	return result
}

// restrict is Space.Constrain over the possible cells only.
func (q *Scratch) restrict(r, care Ref) Ref {
	if r >= 0 || care >= 0 {
		return r
	}
	if done, ok := q.restricted.get(r, care); ok {
		return done
	}
	var result Ref
	if level := q.level(r); q.level(care) < level {
		result = q.restrict(r, q.orKids(care))
	} else {
		base := len(q.nodes.tmp)
		q.pushFeasible(r, care, level)
		result = q.nodes.pop(level, base)
	}
	q.restricted.put(r, care, result)
	return result
}

// orKids is what is left of care when its first level may be anything.
func (q *Scratch) orKids(care Ref) Ref {
	off, any := int(^care)+1, False
	for at := range int(q.width[q.level(care)]) {
		any = q.or(any, q.nodes.data[off+at])
	}
	return any
}

// pushFeasible pushes the restricted children of r; an infeasible one repeats
// a neighbour.
func (q *Scratch) pushFeasible(r, care Ref, level int) {
	base, first := len(q.nodes.tmp), -1
	for at := range int(q.width[level]) {
		kid := False
		if feasible := q.kid(care, level, at); feasible != False {
			kid = q.restrict(q.kid(r, level, at), feasible)
			if first < 0 {
				first = at
				for i := base; i < len(q.nodes.tmp); i++ {
					q.nodes.tmp[i] = kid
				}
			}
		} else if first >= 0 {
			kid = q.nodes.tmp[base+first]
		}
		q.nodes.tmp = append(q.nodes.tmp, kid)
	}
}
