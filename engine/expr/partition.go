package expr

import (
	"fmt"
	"slices"
	"strings"
)

// Cell is a set of values of a level that no atom of a partition can tell
// apart.
type Cell struct {
	// Sample is a value of the cell, on the grid if the cell holds any grid
	// value.
	Sample Value
	// Regions are the numbers of the cell, sorted and disjoint.
	Regions []Region
	// Options are the options of the cell, of an option finding.
	Options []string
	// OnGrid is false when the cell holds no grid value: only numbers between
	// two steps are in it.
	OnGrid bool
}

// Partition splits the domain of each level into cells.
type Partition struct {
	Levels []Level
	// Cells holds the cells of each level. A level that is yes or no has
	// always two: no, then yes.
	Cells [][]Cell

	finders []finder
}

// PartitionError says which atoms cannot be split into cells.
type PartitionError struct {
	Issues []AtomIssue
}

func (e *PartitionError) Error() string {
	said := make([]string, len(e.Issues))
	for i, is := range e.Issues {
		said[i] = is.Message
	}
	return strings.Join(said, "; ")
}

// Partition splits the domains of levels by what these atoms can tell apart.
// truths[i] is the truth of atom i over the cells of its own Levels, row-major
// with the last level fastest. The error is a *PartitionError.
func (e *Env) Partition(levels []Level, atoms []*Atom) (p *Partition, truths [][]bool, err error) {
	b := partitioner{axes: make([][]axis, len(levels)), classes: make([][][]int, len(levels))}
	index := make(map[Level]int, len(levels))
	for i, l := range levels {
		index[l] = i
		if e.vars[l.Finding] == nil && (!l.Missing || !e.others[l.Finding]) {
			return nil, nil, &PartitionError{Issues: []AtomIssue{{Atom: -1, Code: codeName, Message: l.Finding + " is not a finding"}}}
		}
	}
	for i, a := range atoms {
		if is := b.add(a, index); is != nil {
			b.issues = append(b.issues, AtomIssue{Atom: i, Code: is.Code, Message: is.Message, Help: is.Help})
		}
	}
	if len(b.issues) > 0 {
		return nil, nil, &PartitionError{Issues: b.issues}
	}
	p = &Partition{Levels: slices.Clone(levels), Cells: make([][]Cell, len(levels)), finders: make([]finder, len(levels))}
	for i, l := range levels {
		p.Cells[i], b.classes[i], p.finders[i] = split(l, e.vars[l.Finding], b.axes[i])
	}
	truths = make([][]bool, len(atoms))
	for i, a := range atoms {
		if truths[i] = b.spread(i); truths[i] == nil {
			b.issues = append(b.issues, AtomIssue{
				Atom: i, Code: codeLarge, Message: a.Text + " has too many cells with the other conditions",
				Help: "give one of its findings a coarser step",
			})
		}
	}
	if len(b.issues) > 0 {
		return nil, nil, &PartitionError{Issues: b.issues}
	}
	return p, truths, nil
}

// partitioner gathers the axes of each level.
type partitioner struct {
	places []place
	axes   [][]axis
	// classes holds, for each level and cell, the class on each axis.
	classes [][][]int
	issues  []AtomIssue
}

// place is an atom's table with where its axes stand among the levels.
type place struct {
	table  *table
	levels []int
	// columns are the atom's own among the axes of each of its levels.
	columns []int
}

func (b *partitioner) add(a *Atom, index map[Level]int) *AtomIssue {
	t, is := a.table()
	if is != nil {
		return is
	}
	at := place{table: t}
	for i, l := range a.Levels {
		level, ok := index[l]
		if !ok {
			return &AtomIssue{Code: codeName, Message: fmt.Sprintf("%s is not among the levels, and %s reads it", l, a.Text)}
		}
		at.levels, at.columns = append(at.levels, level), append(at.columns, len(b.axes[level]))
		b.axes[level] = append(b.axes[level], t.axes[i])
	}
	b.places = append(b.places, at)
	return nil
}

// spread writes an atom's table over the cells of its levels, or gives nil if
// they are too many.
func (b *partitioner) spread(atom int) []bool {
	at := b.places[atom]
	rows := []int{0}
	for j, l := range at.levels {
		if len(rows)*len(b.classes[l]) > maxCells {
			return nil
		}
		wider := make([]int, 0, len(rows)*len(b.classes[l]))
		for _, row := range rows {
			for _, cell := range b.classes[l] {
				wider = append(wider, row*at.table.axes[j].size+cell[at.columns[j]])
			}
		}
		rows = wider
	}
	out := make([]bool, len(rows))
	for i, row := range rows {
		out[i] = at.table.truth[row]
	}
	return out
}

// maxCells bounds the table of one atom over cells.
const maxCells = 4_000_000
