package diagram

// Cheapest is the way down r to value whose cells cost the least, the first of
// equals: for each level the cells that lead on the same way, all of them where
// the way does not test the level. It is not ok where there is no way.
func (s *Space) Cheapest(r Ref, value int, cost func(level, cell int) int) (path []Set, ok bool) {
	// free[i] is the least cost of the levels before i, when nothing tests them.
	free := make([]int, len(s.cells)+1)
	for level, n := range s.cells {
		least := cost(level, 0)
		for cell := 1; cell < n; cell++ {
			least = min(least, cost(level, cell))
		}
		free[level+1] = free[level] + least
	}
	c := &cheapest{s: s, value: value, cost: cost, free: free, done: make(map[Ref]choice)}
	if !c.best(r).ok {
		return nil, false
	}
	path = make([]Set, len(s.cells))
	for level, n := range s.cells {
		path[level] = Full(n)
	}
	for r < 0 {
		level, kids := s.level(r), s.kids(r)
		next := kids[c.best(r).cell]
		path[level] = Set{}
		for cell, kid := range kids {
			if kid == next {
				path[level].Add(cell)
			}
		}
		r = next
	}
	return path, true
}

type cheapest struct {
	s     *Space
	value int
	cost  func(level, cell int) int
	free  []int
	done  map[Ref]choice
}

// choice is the cell to take at a node and what the way costs from there on.
type choice struct {
	cell, cost int
	ok         bool
}

func (c *cheapest) best(r Ref) choice {
	if r >= 0 {
		return choice{ok: r.Value() == c.value}
	}
	if got, ok := c.done[r]; ok {
		return got
	}
	var out choice
	level := c.s.level(r)
	for cell, kid := range c.s.kids(r) {
		below := c.best(kid)
		if !below.ok {
			continue
		}
		total := c.cost(level, cell) + c.free[c.s.level(kid)] - c.free[level+1] + below.cost
		if !out.ok || total < out.cost {
			out = choice{cell: cell, cost: total, ok: true}
		}
	}
	c.done[r] = out
	return out
}
