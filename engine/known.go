package engine

import (
	"math"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// known lays answers over a unit's levels. A finding that was not asked may
// take every cell; so may one that is not known, but then it is missing.
func (l *Library) known(u *unit, a Answers) *diagram.Known {
	k := diagram.NewKnown(u.space)
	for i, level := range u.levels {
		if ans, ok := a[level.Finding]; ok {
			k.Fix(i, l.cells(u, i, level, ans))
		}
	}
	return k
}

func (l *Library) cells(u *unit, i int, level expr.Level, a Answer) diagram.Set {
	all := diagram.Full(len(u.part.Cells[i]))
	if level.Missing {
		return u.cellWith(i, expr.Value{Bool: a.State == NotKnown})
	}
	if a.State == NotKnown {
		return all
	}
	f := l.findings[level.Finding]
	switch f.Kind {
	case KindYesNo:
		return u.cellWith(i, expr.Value{Bool: a.YesNo})
	case KindOptions:
		return u.cellWith(i, expr.Value{Bool: has(a.Options, level.Option)})
	case KindOption:
		var set diagram.Set
		for _, o := range a.Options {
			if c, ok := u.part.CellOf(i, expr.Value{Text: o}); ok {
				set.Add(c)
			}
		}
		return set
	case KindNumber:
		return u.numberCells(i, f, a.Number)
	case KindDate, KindText, KindFile:
	}
	return all
}

func (u *unit) cellWith(i int, v expr.Value) diagram.Set {
	if c, ok := u.part.CellOf(i, v); ok {
		return diagram.One(c)
	}
	return diagram.Full(len(u.part.Cells[i]))
}

func (u *unit) numberCells(i int, f *findingSpec, n *Interval) diagram.Set {
	if n == nil {
		return diagram.Full(len(u.part.Cells[i]))
	}
	if n.Min == n.Max {
		if c, ok := u.part.CellOf(i, expr.Value{Number: n.Min}); ok {
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
	for _, c := range u.part.CellsOf(i, lo, hi, loOpen, hiOpen) {
		set.Add(c)
	}
	if set.IsEmpty() {
		return diagram.Full(len(u.part.Cells[i]))
	}
	return set
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
