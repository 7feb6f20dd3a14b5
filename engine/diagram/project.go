package diagram

// Project is the cells of level that some assignment has which care allows and
// k does not rule out.
func (q *Scratch) Project(care Ref, k *Known, level int) Set {
	return q.ProjectAll(care, k)[level]
}

// ProjectAll is Project for every level at once.
func (q *Scratch) ProjectAll(care Ref, k *Known) []Set {
	q.begin(k)
	clear(q.cells)
	if k.impossible > 0 {
		return q.cells
	}
	feasible := q.reduce(care)
	if feasible == False {
		return q.cells
	}
	q.multiply(True, feasible)
	for i := range q.product.nodes {
		node := &q.product.nodes[i]
		for level := node.above + 1; level < node.level; level++ {
			q.cells[level] = q.possible(level)
		}
		if node.level < len(q.ways) {
			q.addTested(node)
		}
	}
	return q.cells
}

// possible is every cell of level that is not ruled out by what is known.
func (q *Scratch) possible(level int) Set {
	if q.ways[level] == wayAny {
		return Full(q.s.cells[level])
	}
	return q.sets[level]
}

// addTested adds the cells from which a feasible way leads on.
func (q *Scratch) addTested(node *productNode) {
	at := 0
	for cell := range q.s.cells[node.level] {
		if q.ways[node.level] == waySome && !q.sets[node.level].Has(cell) {
			continue
		}
		if q.product.kids[node.first+at] != none {
			q.cells[node.level].Add(cell)
		}
		at++
	}
}
