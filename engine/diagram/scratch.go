package diagram

import "slices"

// Scratch answers questions about partly known levels. It holds the memory
// that one request needs and reuses it, so that a Scratch in use for a while
// allocates nothing. Many may read one frozen Space; each serves one goroutine.
//
// Everything that a method returns stays good until the next call of Reach,
// Residual, Project or ProjectAll on the same Scratch.
type Scratch struct {
	s *Space
	// own is the Known that Nothing gives.
	own *Known
	// ways and sets are what was known when the question was put.
	ways []int32
	sets []Set
	// width is the number of possible cells, which are the children that a
	// scratch node of the level has.
	width []int32
	// of and version are the Known that they are of, as it was.
	of      *Known
	version uint64
	// asked counts the questions, so that a stale Residual can tell.
	asked uint32

	nodes      arena
	reduced    memo
	joined     pairMemo
	restricted pairMemo
	product    product

	// values are the Space's terminals in order; the last place is free for
	// a root that is a terminal found in no node.
	values []int
	marks  marks
	ints   []int
	cells  []Set
}

// NewScratch makes a Scratch for questions about diagrams of s.
func NewScratch(s *Space) *Scratch {
	n := len(s.cells)
	q := &Scratch{
		s: s, ways: make([]int32, n), sets: make([]Set, n), width: make([]int32, n), cells: make([]Set, n),
	}
	q.nodes.slots = make([]uint64, 64)
	q.learn()
	return q
}

// Nothing is a Known of nothing yet. It is the Scratch's own: the next call of
// Nothing makes it so again.
func (q *Scratch) Nothing() *Known {
	if q.own == nil {
		q.own = NewKnown(q.s)
	}
	q.own.clear()
	return q.own
}

// learn lists the terminals of the Space, so that a set of them is a few words.
func (q *Scratch) learn() {
	s := q.s
	q.values = q.values[:0]
	for off := 0; off < len(s.data); {
		kids := s.kids(^Ref(off))
		for _, kid := range kids {
			if kid >= 0 {
				q.values = append(q.values, kid.Value())
			}
		}
		off += 1 + len(kids)
	}
	slices.Sort(q.values)
	q.values = append(slices.Compact(q.values), 0)
	q.marks.levels = make([]uint32, len(s.cells))
	q.marks.values = make([]uint32, len(q.values))
	q.marks.size = len(s.data)
}

// begin starts a question. What was worked out stays good while nobody learns
// more.
func (q *Scratch) begin(k *Known) {
	q.asked++
	q.product.ready = false
	q.ints = q.ints[:0]
	if q.of == k && q.version == k.version && q.marks.size == len(q.s.data) {
		return
	}
	q.of, q.version = k, k.version
	if q.marks.size != len(q.s.data) {
		q.learn()
	}
	copy(q.ways, k.ways)
	copy(q.sets, k.sets)
	for level, way := range q.ways {
		switch way {
		case wayAny:
			q.width[level] = int32(q.s.cells[level])
		case waySome:
			q.width[level] = int32(q.sets[level].Len())
		default:
			q.width[level] = 1
		}
	}
	q.reduced.reset(len(q.s.data))
	q.nodes.reset()
	q.joined.reset()
	q.restricted.reset()
}

// reduce is r where only the possible cells are left: a scratch node has one
// child for each of those. A level that is known for certain goes, and so does
// one whose remaining children are the same.
func (q *Scratch) reduce(r Ref) Ref {
	data := q.s.data
	for r < 0 {
		way := q.ways[data[^r]]
		if way < 0 {
			break
		}
		r = data[int(^r)+1+int(way)]
	}
	if r >= 0 {
		return r
	}
	if done, ok := q.reduced.get(r); ok {
		return done
	}
	level, base := int(data[^r]), len(q.nodes.tmp)
	some := q.ways[level] == waySome
	for cell, kid := range q.s.kids(r) {
		if some && !q.sets[level].Has(cell) {
			continue
		}
		child := q.reduce(kid)
		q.nodes.tmp = append(q.nodes.tmp, child)
	}
	result := q.nodes.pop(level, base)
	q.reduced.put(r, result)
	return result
}

// level is the level that a scratch node tests; a terminal is below them all.
func (q *Scratch) level(r Ref) int {
	if r >= 0 {
		return len(q.ways)
	}
	return int(q.nodes.data[^r])
}

// kid is the child of r for the possible cell number at of level; r itself
// where it does not test that level.
func (q *Scratch) kid(r Ref, level, at int) Ref {
	if r >= 0 || int(q.nodes.data[^r]) != level {
		return r
	}
	return q.nodes.data[int(^r)+1+at]
}

// rank is the place of a terminal in q.values.
func (q *Scratch) rank(value int) int {
	last := len(q.values) - 1
	if at, ok := slices.BinarySearch(q.values[:last], value); ok {
		return at
	}
	q.values[last] = value
	return last
}
