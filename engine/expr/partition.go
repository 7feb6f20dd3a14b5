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
	tables := make([]*table, len(atoms))
	at := make([][]int, len(atoms))
	var issues []AtomIssue
	for i, a := range atoms {
		t, is := a.table()
		if is == nil {
			at[i], is = places(levels, a)
		}
		if is != nil {
			issues = append(issues, AtomIssue{Atom: i, Code: is.Code, Message: is.Message, Help: is.Help})
		}
		tables[i] = t
	}
	if len(issues) > 0 {
		return nil, nil, &PartitionError{Issues: issues}
	}
	p = &Partition{Levels: slices.Clone(levels), Cells: make([][]Cell, len(levels)), finders: make([]finder, len(levels))}
	classes := make([][][]int, len(levels))
	for l, level := range levels {
		var axes []axis
		for i := range atoms {
			for j, place := range at[i] {
				if place == l {
					axes = append(axes, tables[i].axes[j])
				}
			}
		}
		v := e.vars[level.Finding]
		if v == nil && !level.Missing {
			return nil, nil, &PartitionError{Issues: []AtomIssue{{Atom: -1, Code: codeName, Message: level.Finding + " is not a finding"}}}
		}
		p.Cells[l], classes[l], p.finders[l] = split(level, v, axes)
	}
	truths, issues = spread(levels, atoms, tables, at, classes)
	if len(issues) > 0 {
		return nil, nil, &PartitionError{Issues: issues}
	}
	return p, truths, nil
}

// places finds an atom's levels among those of the partition.
func places(levels []Level, a *Atom) ([]int, *AtomIssue) {
	out := make([]int, len(a.Levels))
	for i, l := range a.Levels {
		out[i] = -1
		for j, known := range levels {
			if known == l {
				out[i] = j
			}
		}
		if out[i] < 0 {
			return nil, &AtomIssue{Code: codeName, Message: fmt.Sprintf("%s is not among the levels, and %s reads it", l, a.Text)}
		}
	}
	return out, nil
}

// spread writes each atom's table over the cells of its levels. The classes
// of a cell follow the order of the axes given to split.
func spread(levels []Level, atoms []*Atom, tables []*table, at [][]int, classes [][][]int) ([][]bool, []AtomIssue) {
	next := make([]int, len(levels))
	truths := make([][]bool, len(atoms))
	var issues []AtomIssue
	for i, t := range tables {
		rows := []int{0}
		for j, l := range at[i] {
			column := next[l]
			next[l]++
			if len(rows)*len(classes[l]) > maxCells {
				issues = append(issues, AtomIssue{
					Atom: i, Code: codeLarge, Message: atoms[i].Text + " has too many cells with the other conditions",
					Help: "give one of its findings a coarser step",
				})
				break
			}
			wider := make([]int, 0, len(rows)*len(classes[l]))
			for _, row := range rows {
				for _, cell := range classes[l] {
					wider = append(wider, row*t.axes[j].size+cell[column])
				}
			}
			rows = wider
		}
		truths[i] = make([]bool, len(rows))
		for k, row := range rows {
			if row < len(t.truth) {
				truths[i][k] = t.truth[row]
			}
		}
	}
	return truths, issues
}

// maxCells bounds the table of one atom over cells.
const maxCells = 4_000_000
