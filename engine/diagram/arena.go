package diagram

import "slices"

// arena holds the nodes of one question, hash-consed like those of a Space.
// The number of children of a level is the same throughout a question.
type arena struct {
	data []Ref
	tmp  []Ref
	// slots are an epoch and a place in data; those of an older epoch are empty.
	slots []uint64
	epoch uint32
	count int
}

func (a *arena) reset() {
	a.data, a.tmp, a.count = a.data[:0], a.tmp[:0], 0
	advance(&a.epoch, a.slots)
}

// pop takes the children above base off the stack and gives their node.
func (a *arena) pop(level, base int) Ref {
	kids := a.tmp[base:]
	a.tmp = a.tmp[:base]
	if allEqual(kids) {
		return kids[0]
	}
	mask := len(a.slots) - 1
	at := int(hashNode(level, kids)) & mask
	for uint32(a.slots[at]>>32) == a.epoch {
		off := int(uint32(a.slots[at]))
		if int(a.data[off]) == level && slices.Equal(a.data[off+1:off+1+len(kids)], kids) {
			return ^Ref(off)
		}
		at = (at + 1) & mask
	}
	off := len(a.data)
	a.data = append(a.data, Ref(level))
	a.data = append(a.data, kids...)
	a.slots[at] = uint64(a.epoch)<<32 | uint64(off)
	a.count++
	if 2*a.count > len(a.slots) {
		a.grow(len(kids))
	}
	return ^Ref(off)
}

// grow doubles the table. Its entries are found again by their content, whose
// length the next entry's place gives; last is that of the newest.
func (a *arena) grow(last int) {
	places := make([]int, 0, a.count+1)
	for _, slot := range a.slots {
		if uint32(slot>>32) == a.epoch {
			places = append(places, int(uint32(slot)))
		}
	}
	slices.Sort(places)
	places = append(places, places[len(places)-1]+1+last)
	a.slots = make([]uint64, 2*len(a.slots))
	mask := len(a.slots) - 1
	for i, off := range places[:len(places)-1] {
		at := int(hashNode(int(a.data[off]), a.data[off+1:places[i+1]])) & mask
		for a.slots[at] != 0 {
			at = (at + 1) & mask
		}
		a.slots[at] = uint64(a.epoch)<<32 | uint64(off)
	}
}

// pairMemo remembers a result for pairs of Refs during one question.
type pairMemo struct {
	entries []pairEntry
	epoch   uint32
	count   int
}

type pairEntry struct {
	a, b, value Ref
	epoch       uint32
}

func (m *pairMemo) reset() {
	m.count = 0
	advance(&m.epoch, m.entries)
}

func (m *pairMemo) get(a, b Ref) (Ref, bool) {
	if len(m.entries) == 0 {
		return 0, false
	}
	e := m.find(a, b)
	return e.value, e.epoch == m.epoch
}

// find is the entry of the pair, or the free one where it would stand.
func (m *pairMemo) find(a, b Ref) *pairEntry {
	h := (uint64(uint32(a))<<32 | uint64(uint32(b))) * 0x9E3779B97F4A7C15
	mask := len(m.entries) - 1
	for at := int(h>>40) & mask; ; at = (at + 1) & mask {
		e := &m.entries[at]
		if e.epoch != m.epoch || e.a == a && e.b == b {
			return e
		}
	}
}

// put remembers a result of a pair that has none yet.
func (m *pairMemo) put(a, b, value Ref) {
	if 2*(m.count+1) > len(m.entries) {
		old := m.entries
		m.entries = make([]pairEntry, max(64, 2*len(old)))
		for _, e := range old {
			if e.epoch == m.epoch {
				*m.find(e.a, e.b) = e
			}
		}
	}
	m.count++
	*m.find(a, b) = pairEntry{a, b, value, m.epoch}
}
