package engine

import (
	"math"
	"slices"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// fact is the part of an answer that rules read.
type fact struct {
	// state is empty for a finding that nobody asked about.
	state   State
	yes     bool
	number  *Interval
	options []string
	// workedOut is set of a derived finding that followed from its parts, result
	// of what somebody said or recorded.
	workedOut, result bool
}

func factOf(a *Answer) fact {
	return fact{
		state: a.State, yes: a.YesNo, number: a.Number, options: a.Options,
		result: a.State == Known && a.Source != Assumed && a.Source != Implied,
	}
}

// same says whether two facts are known to be one.
func (is fact) same(o fact) bool {
	return is.state == o.state && is.yes == o.yes && is.number == o.number && is.options == nil && o.options == nil
}

// workedOut says whether an answer to a derived finding follows from its parts,
// which then need not stay open for its sake.
func (f *findingSpec) workedOut(a Answer) bool {
	return a.Source == Implied && slices.ContainsFunc(a.Because, func(part string) bool {
		return slices.Contains(f.derivedFindings, part)
	})
}

// cellsOf gives the cells that a fact leaves possible at a level of a
// partition. A finding that is not known may take any cell, but then it is
// missing.
func (l *Library) cellsOf(part *expr.Partition, i int, f *findingSpec, is *fact) diagram.Set {
	level, all := part.Levels[i], len(part.Cells[i])
	switch {
	case is.state == "":
		return diagram.Full(all)
	case level.Missing:
		return cellWith(part, i, expr.Value{Bool: is.state == NotKnown})
	case is.state == NotKnown:
		return diagram.Full(all)
	}
	switch f.Kind {
	case KindYesNo:
		return cellWith(part, i, expr.Value{Bool: is.yes})
	case KindOptions:
		return cellWith(part, i, expr.Value{Bool: has(is.options, level.Option)})
	case KindOption:
		var set diagram.Set
		for _, o := range is.options {
			if c, ok := part.CellOf(i, expr.Value{Text: o}); ok {
				set.Add(c)
			}
		}
		return set
	case KindNumber:
		return numberCells(part, i, f, is.number)
	case KindDate, KindText, KindFile:
	}
	return diagram.Full(all)
}

func cellWith(part *expr.Partition, i int, v expr.Value) diagram.Set {
	if c, ok := part.CellOf(i, v); ok {
		return diagram.One(c)
	}
	return diagram.Full(len(part.Cells[i]))
}

func numberCells(part *expr.Partition, i int, f *findingSpec, n *Interval) diagram.Set {
	if n == nil {
		return diagram.Full(len(part.Cells[i]))
	}
	if n.Min == n.Max {
		if c, ok := part.CellOf(i, expr.Value{Number: n.Min}); ok {
			return diagram.One(c)
		}
	}
	// What lies beyond the domain counts as its edge: a result reported as
	// ">400" is as high as the finding goes.
	lo, hi := n.Min, n.Max
	loOpen, hiOpen := n.MinOpen, n.MaxOpen
	if lo >= f.Max {
		lo, loOpen = f.Max, false
	}
	if hi >= f.Max || math.IsInf(hi, 1) {
		hi, hiOpen = f.Max, false
	}
	if lo < f.Min || math.IsInf(lo, -1) {
		lo, loOpen = f.Min, false
	}
	if hi <= f.Min {
		hi, hiOpen = f.Min, false
	}
	var set diagram.Set
	for _, c := range part.CellsOf(i, lo, hi, loOpen, hiOpen) {
		set.Add(c)
	}
	if set.IsEmpty() {
		return diagram.Full(len(part.Cells[i]))
	}
	return set
}
