package engine

import (
	"slices"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// changes says which single different answers would change a decided outcome.
func (v *view) changes() []Change {
	out := []Change{}
	if !v.u.proved || len(v.advice) != 1 {
		return out
	}
	now := v.advice[0]
	t := newChanges(v)
	defer t.done()
	seen := map[string]bool{}
	for level, lv := range v.u.levels {
		given, ok := v.given[lv.Finding]
		if !ok || lv.Missing || given.State != Known || len(out) >= 8 {
			continue
		}
		if !t.mayChange(lv.Finding, level) {
			continue
		}
		after := t.aside(level)
		if t.flat == nil || !v.lib.aloof[v.lib.place[lv.Finding]] {
			left := v.q.Residual(v.p.decide, v.care, t.without(lv, level))
			if left.Infeasible() || !slices.Contains(left.Support(), level) {
				continue
			}
			after = func(cell int) []int { return left.After(level, cell) }
		}
		for _, c := range t.changeCells(after, level, now) {
			if !seen[c.Says] {
				seen[c.Says] = true
				out = append(out, c)
			}
		}
	}
	return out
}

// changes tries what other answers would do, one finding after another.
type changes struct {
	*view
	// base are the answers as they came; trial is without one of them.
	base, trial *reasoner
	// k is what the trial knows, as far as facts, by level, tell.
	k     *diagram.Known
	facts []fact
	// whole is the patient on the flat form, where both are complete.
	whole bits
	flat  *flat
	// delicate is set where another answer may change what is missing.
	delicate bool
}

func newChanges(v *view) *changes {
	t := &changes{view: v, k: diagram.NewKnown(v.u.space), facts: make([]fact, len(v.u.levels))}
	t.base, t.trial = v.lib.reasoners.Get().(*reasoner), v.lib.reasoners.Get().(*reasoner)
	t.base.take(v.given)
	t.delicate = t.isDelicate()
	t.flat = v.p.flat
	for l := range v.u.levels {
		set := v.k.At(l)
		if t.flat == nil || set.Len() != 1 {
			t.flat = nil
			break
		}
		t.whole = t.whole.or(t.flat.cells[l][set.First()])
	}
	return t
}

func (t *changes) done() {
	t.lib.reasoners.Put(t.base)
	t.lib.reasoners.Put(t.trial)
}

// mayChange says whether the outcome can be another once a level is free, with
// all that its finding implied. It frees more than without does, so that what
// it rules out needs no closer look.
func (t *changes) mayChange(finding string, level int) bool {
	free := []int{level}
	from := []string{finding}
	for i := 0; i < len(from); i++ {
		for _, a := range t.implied {
			if has(a.Because, from[i]) && !has(from, a.Finding) {
				from = append(from, a.Finding)
				free = append(free, t.u.levelsOf(a.Finding)...)
			}
		}
	}
	if t.flat != nil && len(free) == 1 {
		return slices.ContainsFunc(t.flat.cells[level], func(cell bits) bool {
			return t.p.advice[t.flat.end(t.whole.not(t.flat.atoms[level]).or(cell))] != t.advice[0]
		})
	}
	kept := make([]diagram.Set, len(free))
	for i, l := range free {
		kept[i] = t.view.k.At(l)
		t.view.k.Forget(l)
	}
	may := len(t.q.Residual(t.p.decide, t.care, t.view.k).Terminals()) > 1
	for i, l := range free {
		t.view.k.Fix(l, kept[i])
	}
	return may
}

// aside gives the advice that each cell of a level leads to, the others being
// as they are. It holds on the flat form, of a finding that stands aloof.
func (t *changes) aside(level int) func(cell int) []int {
	return func(cell int) []int {
		is := t.whole.not(t.flat.atoms[level]).or(t.flat.cells[level][cell])
		return []int{t.p.advice[t.flat.end(is)]}
	}
}

// without frees one level and whatever was implied by its finding.
func (t *changes) without(lv expr.Level, level int) *diagram.Known {
	t.trial.takeFrom(t.base, t.lib.place[lv.Finding])
	t.trial.conclude()
	for i, other := range t.u.levels {
		place := t.lib.place[other.Finding]
		is := t.trial.facts[place]
		switch {
		case other.Finding == lv.Finding && i != level:
			t.k.Fix(i, t.view.k.At(i))
			t.facts[i] = fact{state: laidOtherwise}
		case !is.same(t.facts[i]):
			t.k.Fix(i, t.lib.cellsOf(t.u.part, i, t.lib.byPlace[place], is))
			t.facts[i] = is
		}
	}
	return t.k
}

// laidOtherwise marks a level whose cells come from no fact.
const laidOtherwise State = "laid otherwise"

func (t *changes) changeCells(led func(cell int) []int, level, now int) []Change {
	byEnd := map[int][]int{}
	var order []int
	given := t.view.k.At(level)
	for c := range t.u.part.Cells[level] {
		if given.Has(c) {
			continue // no other answer
		}
		after := led(c)
		if len(after) != 1 || after[0] == now || t.p.ends[after[0]].outcome < 0 {
			continue
		}
		if _, ok := byEnd[after[0]]; !ok {
			order = append(order, after[0])
		}
		byEnd[after[0]] = append(byEnd[after[0]], c)
	}
	var out []Change
	lv := t.u.levels[level]
	f := t.lib.findings[lv.Finding]
	for _, e := range order {
		if t.delicate && !t.leads(level, byEnd[e][0], e) {
			continue
		}
		o := t.p.outcomes[t.p.outcomeIDs[t.p.ends[e].outcome]]
		answer := t.lib.cellWords(t.u, level, byEnd[e])
		out = append(out, Change{
			Finding: lv.Finding, Answer: answer, Outcome: o.ID,
			Says: f.Short + ": " + answer + " would lead to: " + lowerFirst(o.Summary),
		})
	}
	return out
}
