package engine

import (
	"strings"
	"sync"
	"sync/atomic"

	"signpost.health/signpost/engine/expr"
)

// lawTables remembers whether laws about numbers can hold in each combination of
// cells. A law is tried value by value through cel-go, which is slow, and the
// same cells come back whenever a pathway is compiled again for a proof, a
// difference or a mutant. It is safe for concurrent use.
type lawTables struct {
	mu     sync.Mutex
	known  map[string][]bool
	truths map[string]*lawTruth
}

// truthOf gives what is known of a law over so many combinations of values.
func (t *lawTables) truthOf(law string, levels []expr.Level, size int) *lawTruth {
	if size > mostPlaces {
		return &lawTruth{}
	}
	key := law
	for _, l := range levels {
		key += "\x00" + l.String()
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	got, ok := t.truths[key]
	if !ok {
		if t.truths == nil {
			t.truths = map[string]*lawTruth{}
		}
		got = &lawTruth{words: make([]atomic.Uint64, (size+31)/32)}
		t.truths[key] = got
	}
	return got
}

// of gives the table of a law over the cells of some levels, and works it out
// the first time.
func (t *lawTables) of(law string, levels []expr.Level, cells [][]expr.Cell, work func() []bool) []bool {
	var b strings.Builder
	b.WriteString(law)
	for i, l := range levels {
		b.WriteString("\x00" + l.String())
		for _, c := range cells[i] {
			b.WriteByte(1)
			b.WriteString(strings.Join(c.Options, " "))
			for _, r := range c.Regions {
				b.WriteString(regionKey(r))
			}
		}
	}
	key := b.String()
	t.mu.Lock()
	got, ok := t.known[key]
	t.mu.Unlock()
	if ok {
		return got
	}
	got = work()
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.known == nil {
		t.known = map[string][]bool{}
	}
	t.known[key] = got
	return got
}

func regionKey(r expr.Region) string {
	open, shut := "[", "]"
	if r.LoOpen {
		open = "("
	}
	if r.HiOpen {
		shut = ")"
	}
	return open + celNumber(r.Lo) + " " + celNumber(r.Hi) + shut
}
