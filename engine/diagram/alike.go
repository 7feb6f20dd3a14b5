package diagram

// Alike gives each cell of a level the first cell that r never tells from it.
func (s *Space) Alike(r Ref, level int) []int {
	out := make([]int, s.cells[level])
	s.each(r, func(n Ref) {
		if n.IsTerminal() || s.level(n) != level {
			return
		}
		split(out, s.kids(n))
	})
	return out
}

// split parts the classes whose cells lead to different kids.
func split(classes []int, kids []Ref) {
	type key struct {
		class int
		kid   Ref
	}
	first := map[key]int{}
	for cell, class := range classes {
		k := key{class, kids[cell]}
		if _, ok := first[k]; !ok {
			first[k] = cell
		}
		classes[cell] = first[k]
	}
}
