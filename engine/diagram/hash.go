package diagram

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
)

// Hash identifies the function r, whatever else the Space holds and in
// whatever order it was built. The names make it independent of numbering:
// level names a level with its cells, cell a cell, terminal a terminal. Cells
// that r never tells apart may share a name; they count once.
func (s *Space) Hash(r Ref, level func(int) string, cell func(level, cell int) string, terminal func(int) string) [32]byte {
	h := hasher{s: s, level: level, cell: cell, terminal: terminal, done: make(map[Ref][32]byte)}
	return h.of(r)
}

type hasher struct {
	s        *Space
	level    func(int) string
	cell     func(level, cell int) string
	terminal func(int) string
	done     map[Ref][32]byte
}

func (h *hasher) of(r Ref) [32]byte {
	if sum, ok := h.done[r]; ok {
		return sum
	}
	d := sha256.New()
	if r >= 0 {
		writeName(d, "terminal")
		writeName(d, h.terminal(r.Value()))
	} else {
		h.node(d, r)
	}
	var sum [32]byte
	d.Sum(sum[:0])
	h.done[r] = sum
	return sum
}

func (h *hasher) node(d hash.Hash, r Ref) {
	level := h.s.level(r)
	writeName(d, "node")
	writeName(d, h.level(level))
	type edge struct {
		name string
		kid  Ref
	}
	written := make(map[edge]bool)
	for cell, kid := range h.s.kids(r) {
		e := edge{h.cell(level, cell), kid}
		if written[e] {
			continue
		}
		written[e] = true
		sum := h.of(kid)
		writeName(d, e.name)
		_, _ = d.Write(sum[:]) // a hash never fails
	}
}

// writeName writes the length first, so that no two lists of names read alike.
func writeName(d hash.Hash, name string) {
	var n [8]byte
	binary.BigEndian.PutUint64(n[:], uint64(len(name)))
	_, _ = d.Write(n[:])
	_, _ = d.Write([]byte(name))
}
