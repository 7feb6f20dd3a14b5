package diagram

import "math/bits"

// product is a scratch diagram and the feasible assignments walked down
// together: every node of it lies on a feasible way, and every feasible way
// runs through it.
type product struct {
	found pairMemo
	nodes []productNode
	kids  []int32 // places in nodes; none is a cell that is not feasible
	tmp   []int32
	// reach holds, for each node, the set of terminals below it.
	reach []uint64
	words int
	ready bool
}

type productNode struct {
	level int
	// above is the first level from which an edge leads here: the levels
	// between are free on some feasible way.
	above int
	first int // its place in kids
}

const none = -1

// multiply walks r and care down together.
func (q *Scratch) multiply(r, care Ref) {
	p := &q.product
	p.found.reset()
	p.nodes, p.kids, p.tmp, p.reach = p.nodes[:0], p.kids[:0], p.tmp[:0], p.reach[:0]
	p.words = (len(q.values) + 63) / 64
	root := q.pairUp(r, care)
	p.nodes[root].above = -1
	p.ready = true
}

func (q *Scratch) pairUp(r, care Ref) int32 {
	p := &q.product
	if done, ok := p.found.get(r, care); ok {
		return int32(done)
	}
	level, base := min(q.level(r), q.level(care)), len(p.tmp)
	if level < len(q.ways) {
		for at := range int(q.width[level]) {
			kid := int32(none)
			if feasible := q.kid(care, level, at); feasible != False {
				kid = q.pairUp(q.kid(r, level, at), feasible)
				p.nodes[kid].above = min(p.nodes[kid].above, level)
			}
			p.tmp = append(p.tmp, kid)
		}
	}
	return q.addPair(r, care, level, base)
}

// addPair makes the node whose children stand on the stack above base.
func (q *Scratch) addPair(r, care Ref, level, base int) int32 {
	p := &q.product
	index := int32(len(p.nodes))
	p.nodes = append(p.nodes, productNode{level: level, above: len(q.ways), first: len(p.kids)})
	p.kids = append(p.kids, p.tmp[base:]...)
	start := len(p.reach)
	for range p.words {
		p.reach = append(p.reach, 0)
	}
	reach := p.reach[start:]
	if level == len(q.ways) {
		rank := q.rank(r.Value())
		reach[rank/64] |= 1 << (rank % 64)
	}
	for _, kid := range p.tmp[base:] {
		p.addReach(reach, kid)
	}
	p.tmp = p.tmp[:base]
	p.found.put(r, care, Ref(index))
	return index
}

func (p *product) addReach(into []uint64, node int32) {
	if node == none {
		return
	}
	for i := range into {
		into[i] |= p.reach[int(node)*p.words+i]
	}
}

// After is every value that is still possible when level takes cell, in order;
// nil where that is not feasible.
func (left Residual) After(level, cell int) []int {
	q := left.q
	if left.asked != q.asked {
		panic("diagram: the residual's scratch was used again")
	}
	at := q.place(level, cell)
	if left.Infeasible() || at < 0 {
		return nil
	}
	if !q.product.ready {
		q.multiply(left.diagram, left.care)
	}
	p := &q.product
	start := len(p.reach)
	for range p.words {
		p.reach = append(p.reach, 0)
	}
	reach := p.reach[start:]
	for i, node := range p.nodes {
		switch {
		case node.level == level:
			p.addReach(reach, p.kids[node.first+at])
		case node.above < level && level < node.level:
			p.addReach(reach, int32(i))
		}
	}
	after := q.list(reach)
	p.reach = p.reach[:start]
	return after
}

// place is which of the possible cells of level a cell is, -1 if it is none.
func (q *Scratch) place(level, cell int) int {
	switch way := q.ways[level]; way {
	case wayAny:
		if cell < q.s.cells[level] {
			return cell
		}
	case waySome:
		if q.sets[level].Has(cell) {
			at := 0
			for c := range cell {
				if q.sets[level].Has(c) {
					at++
				}
			}
			return at
		}
	default:
		if cell == int(way) {
			return 0
		}
	}
	return none
}

// list writes a set of terminals out; nil where it is empty.
func (q *Scratch) list(reach []uint64) []int {
	start := len(q.ints)
	for i, w := range reach {
		for ; w != 0; w &= w - 1 {
			q.ints = append(q.ints, q.values[64*i+bits.TrailingZeros64(w)])
		}
	}
	if len(q.ints) == start {
		return nil
	}
	return q.ints[start:len(q.ints):len(q.ints)]
}
