package engine

import (
	"slices"

	"signpost.health/signpost/engine/diagram"
)

// ruling is one round of rules: what was known when it began, laid over the
// rules' circuit and, where that does not settle a rule, over their diagrams.
type ruling struct {
	*reasoner
	book *rulebook
	// odd is set where some answer leaves nothing possible: only diagrams have
	// a word for that.
	odd bool
	k   *diagram.Known
	q   *diagram.Scratch
}

// ruled is what the rules of one finding say; isOpen where there are none.
type ruled struct{ onlyIf, derive truth }

// begin reads off what every rule says.
func (g *ruling) begin() {
	g.odd = !g.rules.lay(g.lib, g.facts) || g.byDiagram
	if g.book.vague {
		g.diagrams()
	}
	g.says = slices.Grow(g.says[:0], len(g.book.rules))
	for i := range g.book.rules {
		r := &g.book.rules[i]
		g.says = append(g.says, ruled{g.decided(r.onlyIf), g.decided(r.derive)})
	}
}

func (g *ruling) diagrams() {
	if g.k == nil {
		g.k = g.over(g.lib.rules)
		g.q = g.lib.rules.pool.Get().(*diagram.Scratch)
	}
}

func (g *ruling) end() {
	if g.q != nil {
		g.lib.rules.pool.Put(g.q)
	}
}

// decided gives what is certain of a rule.
func (g *ruling) decided(c *ruleCondition) truth {
	if c == nil {
		return isOpen
	}
	if !g.odd {
		if t := g.rules.at(c.wire); t != isOpen || g.rules.isExact(c.wire) {
			return t
		}
	}
	g.diagrams()
	left := g.q.Residual(c.diagram, diagram.True, g.k)
	if t, ok := left.IsDecided(); ok {
		return truthOf(t == diagram.True.Value())
	}
	return isOpen
}

// law concludes from a constraint: where only one answer to a yes/no finding
// keeps it, that is the answer.
func (g *ruling) law(w *law, fresh []int32) []int32 {
	if !slices.ContainsFunc(w.reads, func(place int32) bool { return g.facts[place].state == Known }) {
		return fresh
	}
	for _, s := range w.settles {
		if g.facts[s.place].state == Known {
			continue
		}
		can := g.keeps(w, s)
		if can != isOpen && can != 0 && g.yesNo(s.place, can == isTrue, s.because) {
			fresh = append(fresh, s.place)
		}
	}
	return fresh
}

// keeps says which answers keep a law: isTrue where only yes does, isFalse
// where only no does, isOpen where both do, nothing where none does.
func (g *ruling) keeps(w *law, s lawLevel) truth {
	var can truth
	if w.plain && !g.odd {
		for c := range g.rules.cells[s.onCircuit] {
			if g.rules.trial(s.onCircuit, c, w.wire) != isFalse {
				can |= g.yesOrNo(s, c)
			}
		}
		return can
	}
	g.diagrams()
	for c := range g.q.Project(w.diagram, g.k, s.level).All() {
		can |= truthOf(g.lib.rules.part.Cells[s.level][c].Sample.Bool)
	}
	return can
}

func (g *ruling) yesOrNo(s lawLevel, cell int) truth {
	return truthOf(g.rules.part.Cells[s.onCircuit][cell].Sample.Bool)
}

// trial gives the truth of a wire as it would be with a level in a cell.
func (s *state) trial(level, cell int, w wire) truth {
	to := s.truths[s.first[level]:]
	n := len(s.any[level])
	kept := append([]truth(nil), to[:n]...)
	copy(to, s.cells[level][cell])
	s.forget()
	t := s.at(w)
	copy(to, kept)
	s.forget()
	return t
}
