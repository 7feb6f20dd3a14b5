package diagram

// cache remembers results of operations for the life of the build. A newer
// entry overwrites an older one of the same slot: losing one costs time only.
type cache struct {
	entries []cacheEntry
}

type cacheEntry struct {
	c, t, e, result Ref
	used            bool
}

const (
	minCache = 1 << 10
	maxCache = 1 << 18
)

// slot is where the result of three operands is kept.
func (c *cache) slot(a, b, d Ref, nodes int) *cacheEntry {
	if len(c.entries) < maxCache && len(c.entries) < 2*nodes || len(c.entries) == 0 {
		c.grow(nodes)
	}
	h := (uint64(uint32(a))<<32 | uint64(uint32(b))) * 0x9E3779B97F4A7C15
	h = (h ^ h>>32 ^ uint64(uint32(d))) * 0xD6E8FEB86659FD93
	return &c.entries[(h>>32)&uint64(len(c.entries)-1)]
}

func (c *cache) grow(nodes int) {
	size := minCache
	for size < maxCache && size < 4*nodes {
		size *= 2
	}
	old := c.entries
	c.entries = make([]cacheEntry, size)
	for _, e := range old {
		if e.used {
			*c.slot(e.c, e.t, e.e, 0) = e
		}
	}
}

func (e *cacheEntry) holds(a, b, d Ref) bool {
	return e.used && e.c == a && e.t == b && e.e == d
}

// memo remembers one result for each node during one call.
type memo struct {
	stamp []uint32
	value []Ref
	epoch uint32
}

// takeMemo lends a memo with room for every node of now; giveMemo takes it back.
func (s *Space) takeMemo() *memo {
	m := &memo{}
	if n := len(s.memos); n > 0 {
		m, s.memos = s.memos[n-1], s.memos[:n-1]
	}
	m.reset(len(s.data))
	return m
}

func (s *Space) giveMemo(m *memo) { s.memos = append(s.memos, m) }

func (m *memo) reset(size int) {
	if len(m.stamp) < size {
		m.stamp, m.value, m.epoch = make([]uint32, 2*size), make([]Ref, 2*size), 0
	}
	advance(&m.epoch, m.stamp)
}

// advance starts a new epoch, so that marks of older ones no longer count. The
// marks are cleared only when the epochs have all been used.
func advance[E any](epoch *uint32, marks ...[]E) {
	*epoch++
	if *epoch == 0 {
		for _, m := range marks {
			clear(m)
		}
		*epoch = 1
	}
}

func (m *memo) get(r Ref) (Ref, bool) {
	return m.value[^r], m.stamp[^r] == m.epoch
}

func (m *memo) put(r, result Ref) {
	m.stamp[^r], m.value[^r] = m.epoch, result
}
