package diagram

import (
	"math/big"
	"slices"
)

// each calls visit for every node under r, a parent before its children.
func (s *Space) each(r Ref, visit func(Ref)) {
	seen := make(map[Ref]bool)
	var walk func(Ref)
	walk = func(r Ref) {
		if r >= 0 || seen[r] {
			return
		}
		seen[r] = true
		visit(r)
		for _, kid := range s.kids(r) {
			walk(kid)
		}
	}
	walk(r)
}

// Size is the number of nodes of r, terminals apart.
func (s *Space) Size(r Ref) int {
	n := 0
	s.each(r, func(Ref) { n++ })
	return n
}

// Support is the levels that r depends on, in order.
func (s *Space) Support(r Ref) []int {
	tested := make([]bool, len(s.cells))
	s.each(r, func(n Ref) { tested[s.level(n)] = true })
	var levels []int
	for level, is := range tested {
		if is {
			levels = append(levels, level)
		}
	}
	return levels
}

// Terminals is the values that r can give, in order.
func (s *Space) Terminals(r Ref) []int {
	if r >= 0 {
		return []int{r.Value()}
	}
	var values []int
	s.each(r, func(n Ref) {
		for _, kid := range s.kids(n) {
			if kid >= 0 {
				values = append(values, kid.Value())
			}
		}
	})
	slices.Sort(values)
	return slices.Compact(values)
}

// Count is the number of assignments of all levels for which r gives value.
func (s *Space) Count(r Ref, value int) *big.Int {
	// free[i] is the number of assignments of the levels before i.
	free := make([]*big.Int, len(s.cells)+1)
	free[0] = big.NewInt(1)
	for level, n := range s.cells {
		free[level+1] = new(big.Int).Mul(free[level], big.NewInt(int64(n)))
	}
	between := func(from, to int) *big.Int { return new(big.Int).Quo(free[to], free[from]) }
	done := make(map[Ref]*big.Int)
	// count is over the levels from that of r on.
	var count func(Ref) *big.Int
	count = func(r Ref) *big.Int {
		if r >= 0 {
			return big.NewInt(int64(truthRef(r.Value() == value)))
		}
		if n, ok := done[r]; ok {
			return n
		}
		sum, level := new(big.Int), s.level(r)
		for _, kid := range s.kids(r) {
			sum.Add(sum, new(big.Int).Mul(count(kid), between(level+1, s.level(kid))))
		}
		done[r] = sum
		return sum
	}
	return new(big.Int).Mul(count(r), free[s.level(r)])
}
