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

// put remembers a draft; what has ended is not written again. When the young generation is full it becomes
// the old one, and the old one is forgotten.
func (r *recent) put(c Consultation) {
	if c.State != Draft {
		return
	}
	// The writer's caller has the other copy. Only these are changed in place.
	c.Answers, c.Steps = maps.Clone(c.Answers), slices.Clip(c.Steps)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.young == nil || len(r.young) >= eachGeneration {
		r.old, r.young = r.young, make(map[ID]Consultation)
	}
	r.young[c.ID] = c
}

// take gives a remembered consultation to the caller alone, who may change
// it, and forgets it: a write that succeeds puts it back.
func (r *recent) take(id ID) (Consultation, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	c, ok := r.young[id]
	if !ok {
		c, ok = r.old[id]
	}
	delete(r.young, id)
	delete(r.old, id)
	return c, ok
}
