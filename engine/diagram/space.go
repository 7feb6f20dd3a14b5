package diagram

import (
	"errors"
	"fmt"
	"math"
)

// ErrBudget says that a Space outgrew its budget of nodes. What was built then
// proves nothing.
var ErrBudget = errors.New("too many diagram nodes")

// defaultBudget is far above what a pathway written by people needs.
const defaultBudget = 200_000

// Space is one order of levels, the number of cells of each, and the nodes
// that all its diagrams share.
type Space struct {
	cells  []int
	budget int
	nodes  int
	err    error
	frozen bool

	// data holds every node as its level followed by one Ref for each cell.
	data []Ref
	// slots finds a node by its content: open addressing, 0 is empty.
	slots []Ref
	// tmp is a stack of children under construction.
	tmp   []Ref
	cache cache
	memos []*memo
}

// NewSpace makes an empty Space whose level i has cells[i] cells. Building
// more than budget nodes is an error; 0 is the default of 200,000.
func NewSpace(cells []int, budget int) *Space {
	if budget <= 0 {
		budget = defaultBudget
	}
	for level, n := range cells {
		if n < 1 || n > math.MaxUint16+1 {
			panic(fmt.Sprintf("diagram: level %d has %d cells", level, n))
		}
	}
	return &Space{cells: append([]int(nil), cells...), budget: budget, slots: make([]Ref, 64)}
}

// Levels is the number of levels.
func (s *Space) Levels() int { return len(s.cells) }

// Cells is the number of cells of a level.
func (s *Space) Cells(level int) int { return s.cells[level] }

// Nodes is how many nodes were built, whether or not anything still uses them.
func (s *Space) Nodes() int { return s.nodes }

// Err says whether the Space ran out of budget. Once it has, every Ref built
// since means nothing.
func (s *Space) Err() error { return s.err }

// Freeze ends building: the Space never changes again and may be read by many
// goroutines at once.
func (s *Space) Freeze() {
	s.frozen = true
	s.cache = cache{}
	s.tmp, s.memos = nil, nil
}

// Clone is a copy that can be built on, frozen or not. Refs of s are Refs of
// the clone too.
func (s *Space) Clone() *Space {
	return &Space{
		cells: s.cells, budget: s.budget, nodes: s.nodes, err: s.err,
		data: append([]Ref(nil), s.data...), slots: append([]Ref(nil), s.slots...),
	}
}

// building reports whether results still mean something. Building in a frozen
// Space would race with its readers, so that mistake ends the program.
func (s *Space) building() bool {
	if s.frozen {
		panic("diagram: the space is frozen")
	}
	return s.err == nil
}

// Make is the node that tests level and goes to kids[cell]. The kids must test
// later levels only.
func (s *Space) Make(level int, kids []Ref) Ref {
	if !s.building() {
		return False
	}
	if len(kids) != s.cells[level] {
		panic(fmt.Sprintf("diagram: level %d takes %d kids, not %d", level, s.cells[level], len(kids)))
	}
	for _, kid := range kids {
		if s.level(kid) <= level {
			panic(fmt.Sprintf("diagram: a kid of level %d tests level %d", level, s.level(kid)))
		}
	}
	base := len(s.tmp)
	s.tmp = append(s.tmp, kids...)
	return s.pop(level, base)
}

// level is the level that r tests; a terminal is below every level.
func (s *Space) level(r Ref) int {
	if r >= 0 {
		return len(s.cells)
	}
	return int(s.data[^r])
}

// kids are the children of a node. They are the Space's own memory: good until
// the next node is made.
func (s *Space) kids(r Ref) []Ref {
	off := int(^r) + 1
	return s.data[off : off+s.cells[s.data[off-1]]]
}

// kid is the child of r for a cell of level; r itself where it does not test
// that level.
func (s *Space) kid(r Ref, level, cell int) Ref {
	if r >= 0 || int(s.data[^r]) != level {
		return r
	}
	return s.data[int(^r)+1+cell]
}
