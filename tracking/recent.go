package tracking

import (
	"maps"
	"slices"
	"sync"
)

// eachGeneration is how many consultations a generation holds: with about
// 8 kB each, two generations take some 16 MB.
const eachGeneration = 1000

// recent remembers consultations as this service last wrote them, because the
// next answer most often goes to one of them, and reading it back is half the
// work of an answer. It may be out of date: a change made from it is refused
// by the store's version check, and made again from what is stored.
type recent struct {
	mu         sync.Mutex
	young, old map[ID]Consultation
}

// put remembers a consultation. When the young generation is full it becomes
// the old one, and the old one is forgotten.
func (r *recent) put(c Consultation) {
	c = c.clone()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.young == nil || len(r.young) >= eachGeneration {
		r.old, r.young = r.young, make(map[ID]Consultation)
	}
	r.young[c.ID] = c
}

// find gives a remembered consultation that the caller may change.
func (r *recent) find(id ID) (Consultation, bool) {
	r.mu.Lock()
	c, ok := r.young[id]
	if !ok {
		c, ok = r.old[id]
	}
	r.mu.Unlock()
	return c.clone(), ok
}

// forget drops a consultation that turned out to be out of date.
func (r *recent) forget(id ID) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.young, id)
	delete(r.old, id)
}

// clone copies what a change may touch. The rest is never changed in place.
func (c Consultation) clone() Consultation {
	c.Answers = maps.Clone(c.Answers)
	c.Steps = slices.Clip(c.Steps) // so that append copies
	return c
}
