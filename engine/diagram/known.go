package diagram

// Ways in which a level is known; a way that is not negative is its one cell.
const (
	wayAny  = -1
	waySome = -2
)

// Known is what is known of each level: the cells that are still possible.
// A level that nothing is known of may take any cell.
type Known struct {
	cells []int
	sets  []Set
	ways  []int32
	// impossible counts the levels without a possible cell.
	impossible int
	// version counts the changes, so that a Scratch can tell what it laid out.
	version uint64
}

// NewKnown knows nothing yet of the levels of s.
func NewKnown(s *Space) *Known {
	k := &Known{cells: s.cells, sets: make([]Set, len(s.cells)), ways: make([]int32, len(s.cells))}
	k.clear()
	return k
}

func (k *Known) clear() {
	clear(k.sets)
	for level := range k.ways {
		k.ways[level] = wayAny
	}
	k.impossible = 0
	k.version++
}

// Fix makes set all that is possible at level, whatever was known before. With
// an empty set nothing is feasible.
func (k *Known) Fix(level int, set Set) {
	k.Forget(level)
	n := set.Len()
	if n == k.cells[level] {
		return
	}
	k.sets[level] = set
	k.ways[level] = waySome
	switch n {
	case 0:
		k.impossible++
	case 1:
		k.ways[level] = int32(set.First())
	}
}

// FixCell is Fix of one cell.
func (k *Known) FixCell(level, cell int) {
	k.Forget(level)
	if k.cells[level] > 1 {
		k.sets[level], k.ways[level] = One(cell), int32(cell)
	}
}

// Forget makes every cell of level possible again.
func (k *Known) Forget(level int) {
	if k.ways[level] == waySome && k.sets[level].IsEmpty() {
		k.impossible--
	}
	k.sets[level], k.ways[level] = Set{}, wayAny
	k.version++
}

// At is the cells that are possible at level.
func (k *Known) At(level int) Set {
	if k.ways[level] == wayAny {
		return Full(k.cells[level])
	}
	return k.sets[level]
}

// IsFixed reports whether anything is known of level.
func (k *Known) IsFixed(level int) bool { return k.ways[level] != wayAny }

// Cell is the one cell that is possible at level; it says false where that is
// not just one.
func (k *Known) Cell(level int) (cell int, ok bool) {
	way := k.ways[level]
	if way == wayAny {
		return 0, k.cells[level] == 1
	}
	return int(way), way >= 0
}

// Has reports whether a cell of level is possible.
func (k *Known) Has(level, cell int) bool {
	switch way := k.ways[level]; way {
	case wayAny:
		return cell >= 0 && cell < k.cells[level]
	case waySome:
		return k.sets[level].Has(cell)
	default:
		return cell == int(way)
	}
}
