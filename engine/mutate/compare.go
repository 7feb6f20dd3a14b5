package mutate

import (
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
)

// gap is where a mutant advises otherwise, among the patients that can be.
type gap struct {
	// ends leads those patients to the number of a pair of ends, and the
	// others to 0.
	ends diagram.Ref
	// also are those for whom a row of also fits in one of both only.
	also []diagram.Ref
}

func (g gap) isEmpty() bool { return g.ends == diagram.False && len(g.also) == 0 }

// compare finds where two variants in one space advise differently.
func compare(base, v *engine.Tried) gap {
	a, b := base.Diagrams, v.Diagrams
	s := a.Space
	keys := map[string]int{}
	number := func(c *engine.Compiled) func(int) int {
		return func(t int) int {
			k := endKey(c.Ends[t])
			if _, ok := keys[k]; !ok {
				keys[k] = len(keys)
			}
			return keys[k]
		}
	}
	before, after := s.MapTerminals(a.RowOf, number(a)), s.MapTerminals(b.RowOf, number(b))
	g := gap{ends: diagram.False}
	if before != after {
		n := len(keys)
		pairs := s.Pair(before, after, func(x, y int) int {
			if x == y {
				return 0
			}
			return 1 + x*n + y
		})
		g.ends = s.Ite(a.Care, pairs, diagram.Terminal(0))
	}
	inA, inB := alsoOf(base), alsoOf(v)
	for _, r := range base.AlsoRows() {
		old, now := inA[r.ID], inB[r.ID]
		if differ := s.And(a.Care, s.Ite(old, s.Not(now), now)); differ != diagram.False {
			g.also = append(g.also, differ)
		}
	}
	return g
}

// endKey names what a patient is advised at an end. Rows of one outcome are the
// same advice; not being for the pathway is not.
func endKey(e engine.End) string {
	k := "does not apply"
	if e.Outcome != nil {
		k = e.Outcome.ID
	}
	if e.NotFor != "" {
		k = "not for: " + k
	}
	return k
}

// alsoOf gives where each row of also is advised: among the patients that some
// row of decide takes.
func alsoOf(v *engine.Tried) map[string]diagram.Ref {
	c := v.Diagrams
	on := c.Space.MapTerminals(c.RowOf, func(t int) int {
		if c.Ends[t].Row != "" {
			return diagram.True.Value()
		}
		return diagram.False.Value()
	})
	out := map[string]diagram.Ref{}
	for i, r := range v.AlsoRows() {
		out[r.ID] = c.Space.And(on, c.Also[i])
	}
	return out
}

// touches is where any entry's own condition differs. Elsewhere the two decide
// alike in every respect, the order of questions included; where rows stand
// otherwise that is nowhere.
func touches(base, v *engine.Tried) diagram.Ref {
	a, b := base.Diagrams, v.Diagrams
	s := a.Space
	if len(a.Rows) != len(b.Rows) || len(a.Also) != len(b.Also) || len(a.NotFor) != len(b.NotFor) {
		return diagram.True
	}
	for i, r := range v.Rows() {
		if old := base.Rows()[i]; old.ID != r.ID || old.Outcome != r.Outcome {
			return diagram.True
		}
	}
	all := []diagram.Ref{xor(s, a.Applies, b.Applies)}
	for _, lists := range [][2][]diagram.Ref{{a.NotFor, b.NotFor}, {a.Rows, b.Rows}, {a.Also, b.Also}} {
		for i := range lists[0] {
			all = append(all, xor(s, lists[0][i], lists[1][i]))
		}
	}
	return s.Or(all...)
}

func xor(s *diagram.Space, a, b diagram.Ref) diagram.Ref {
	if a == b {
		return diagram.False
	}
	return s.Ite(a, s.Not(b), b)
}
