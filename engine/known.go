package engine

import (
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// known lays answers over a unit's levels. A finding that was not asked may
// take every cell; so may one that is not known, but then it is missing.
func (l *Library) known(u *unit, a Answers) *diagram.Known {
	k := diagram.NewKnown(u.space)
	for i, level := range u.levels {
		if ans, ok := a[level.Finding]; ok {
			is := factOf(&ans)
			k.Fix(i, l.cellsOf(u.part, i, u.specs[i], &is))
		}
	}
	return k
}

// over lays what is known over a unit's levels, in memory of its own.
func (k *knowledge) over(u *unit) *diagram.Known {
	return k.lay(u, diagram.NewKnown(u.space))
}

// lay lays what is known over a unit's levels.
func (k *knowledge) lay(u *unit, over *diagram.Known) *diagram.Known {
	for i, place := range u.places {
		is := &k.facts[place]
		switch {
		case is.state == "":
		case is.state == Known && u.specs[i].Kind == KindYesNo && !u.levels[i].Missing: // as most are
			if cell, ok := u.part.CellOf(i, expr.Value{Bool: is.yes}); ok {
				over.FixCell(i, cell)
			}
		default:
			over.Fix(i, k.lib.cellsOf(u.part, i, u.specs[i], is))
		}
	}
	return over
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
