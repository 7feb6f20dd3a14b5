package diagram

// Keep copies what the roots need into a Space of its own, each node close to
// its first child, and gives the roots there. Building leaves many nodes that
// nothing uses; a served Space need not hold them.
func (s *Space) Keep(roots ...Ref) (*Space, []Ref) {
	small := NewSpace(s.cells, s.budget)
	small.err = s.err
	moved := make(map[Ref]Ref)
	var layout func(Ref)
	layout = func(r Ref) {
		if _, ok := moved[r]; ok || r >= 0 {
			return
		}
		kids := s.kids(r)
		moved[r] = ^Ref(len(small.data))
		small.data = append(small.data, Ref(s.level(r)))
		small.data = append(small.data, kids...)
		small.nodes++
		for _, kid := range kids {
			layout(kid)
		}
	}
	for _, root := range roots {
		layout(root)
	}
	small.repoint(moved)
	kept := make([]Ref, len(roots))
	for i, root := range roots {
		kept[i] = lookup(moved, root)
	}
	return small, kept
}

// repoint turns the children of copied nodes into places of the copy.
func (s *Space) repoint(moved map[Ref]Ref) {
	for off := 0; off < len(s.data); {
		kids := s.kids(^Ref(off))
		for i, kid := range kids {
			kids[i] = lookup(moved, kid)
		}
		off += 1 + len(kids)
	}
	for len(s.slots) < 2*s.nodes {
		s.slots = make([]Ref, 2*len(s.slots))
	}
	s.fill()
}

func lookup(moved map[Ref]Ref, r Ref) Ref {
	if r >= 0 {
		return r
	}
	return moved[r]
}
