package diagram

// Residual is what is left of a diagram under what is known and feasible. It
// is good until its Scratch is asked something else.
type Residual struct {
	q     *Scratch
	asked uint32
	// diagram and care are scratch nodes, before one restricts the other.
	diagram, care      Ref
	terminals, support []int
}

// Reach is every terminal that r can still give under k, and the levels that
// what is left of r depends on, both in order.
func (q *Scratch) Reach(r Ref, k *Known) (terminals, support []int) {
	left := q.Residual(r, True, k)
	return left.terminals, left.support
}

// Residual is r under k, where only the assignments that care allows count.
func (q *Scratch) Residual(r, care Ref, k *Known) Residual {
	q.begin(k)
	left := Residual{q: q, asked: q.asked}
	if k.impossible > 0 {
		return left
	}
	left.care = q.reduce(care)
	if left.care == False {
		return left
	}
	left.diagram = q.reduce(r)
	left.terminals, left.support = q.collect(q.restrict(left.diagram, left.care))
	return left
}

// Infeasible reports whether nothing that is feasible fits what is known.
func (left Residual) Infeasible() bool { return left.care == False }

// Terminals is every value that is still possible, in order.
func (left Residual) Terminals() []int { return left.terminals }

// Support is the levels that can still matter, in order.
func (left Residual) Support() []int { return left.support }

// IsDecided gives the only value that is still possible, if there is only one.
func (left Residual) IsDecided() (value int, ok bool) {
	if len(left.terminals) != 1 {
		return 0, false
	}
	return left.terminals[0], true
}

// marks says what a pass over scratch nodes has met; older epochs do not count.
type marks struct {
	nodes, levels, values []uint32
	epoch                 uint32
	// size is that of the Space's table when the marks were made.
	size int
}

func (m *marks) reset(nodes int) {
	if len(m.nodes) < nodes {
		m.nodes = append(m.nodes, make([]uint32, 2*nodes-len(m.nodes))...)
	}
	advance(&m.epoch, m.nodes, m.levels, m.values)
}

// collect lists the terminals and levels of a scratch diagram.
func (q *Scratch) collect(r Ref) (terminals, support []int) {
	if r >= 0 {
		q.ints = append(q.ints, r.Value())
		n := len(q.ints)
		return q.ints[n-1 : n : n], nil
	}
	q.marks.reset(len(q.nodes.data))
	q.mark(r)
	start := len(q.ints)
	for rank, epoch := range q.marks.values {
		if epoch == q.marks.epoch {
			q.ints = append(q.ints, q.values[rank])
		}
	}
	middle := len(q.ints)
	for level, epoch := range q.marks.levels {
		if epoch == q.marks.epoch {
			q.ints = append(q.ints, level)
		}
	}
	return q.ints[start:middle:middle], q.ints[middle:len(q.ints):len(q.ints)]
}

func (q *Scratch) mark(r Ref) {
	if r >= 0 {
		q.marks.values[q.rank(r.Value())] = q.marks.epoch
		return
	}
	if q.marks.nodes[^r] == q.marks.epoch {
		return
	}
	q.marks.nodes[^r] = q.marks.epoch
	level := q.nodes.data[^r]
	q.marks.levels[level] = q.marks.epoch
	off := int(^r) + 1
	for _, kid := range q.nodes.data[off : off+int(q.width[level])] {
		q.mark(kid)
	}
}
