package diagram

import "math"

// Age brings a Scratch to the end of its epochs, where a long-lived server
// gets after billions of questions.
func (q *Scratch) Age() {
	const last = math.MaxUint32 - 1
	q.nodes.epoch, q.reduced.epoch, q.joined.epoch = last, last, last
	q.restricted.epoch, q.product.found.epoch, q.marks.epoch, q.asked = last, last, last, last
}
