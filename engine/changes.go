package engine

import (
	"slices"
	"sync"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// changes says which single different answers would change a decided outcome.
func (v *view) changes() []Change {
	if !v.u.proved || len(v.advice) != 1 {
		return []Change{}
	}
	out := make([]Change, 0, mostChanges)
	t := &changes{view: v, delicate: v.isDelicate()}
	defer t.done()
	for level, lv := range v.u.levels {
		if len(out) >= mostChanges || lv.Missing || !v.known.isGiven(v.u.places[level]) {
			continue
		}
		t.find(lv, level)
		for _, w := range t.ways {
			if t.delicate && !t.leads(level, w.cells[0], w.end) {
				continue
			}
			if c := t.p.change(level, w); !slices.ContainsFunc(out, func(o Change) bool { return o.Says == c.Says }) {
				out = append(out, c)
			}
		}
	}
	return out
}

// mostChanges is after how many changes no further finding is tried.
const mostChanges = 8

// only is the one terminal there is, or -1.
func only(terminals []int) int {
	if len(terminals) != 1 {
		return -1
	}
	return terminals[0]
}

// changes tries what other answers would do, one finding after another.
type changes struct {
	*view
	// trial is the patient without one of the answers. It is made when the first
	// answer needs trying.
	trial *reasoner
	// k is what the trial knows, as far as facts, by level, tell.
	k     *diagram.Known
	facts []fact
	// ways are where the other answers at the level last looked at lead.
	ways []way
	// delicate is set where another answer may change what is missing.
	delicate bool
}

// begin makes what is needed to try answers.
func (t *changes) begin() {
	if t.trial != nil {
		return
	}
	t.k, t.facts = diagram.NewKnown(t.u.space), make([]fact, len(t.u.levels))
	t.trial = t.lib.reasoners.Get().(*reasoner)
}

func (t *changes) done() {
	if t.trial != nil {
		t.lib.reasoners.Put(t.trial)
	}
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
		rest := t.whole.not(t.flat.atoms[level])
		return slices.ContainsFunc(t.flat.cells[level], func(cell bits) bool {
			return t.p.advice[t.flat.end(rest.or(cell))] != t.advice[0]
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

// find looks where the other answers at a level lead. Of a finding that stands
// aloof the flat form tells, the others being as they are.
func (t *changes) find(lv expr.Level, level int) {
	t.ways = t.ways[:0]
	given := t.view.k.At(level)
	if t.flat != nil && t.lib.aloof[t.u.places[level]] {
		rest := t.whole.not(t.flat.atoms[level])
		for c, cell := range t.flat.cells[level] {
			if !given.Has(c) {
				t.lead(c, t.p.advice[t.flat.end(rest.or(cell))])
			}
		}
		return
	}
	if !t.mayChange(lv.Finding, level) {
		return
	}
	left := t.q.Residual(t.p.decide, t.care, t.without(lv, level))
	if left.Infeasible() || !slices.Contains(left.Support(), level) {
		return
	}
	for c := range t.u.part.Cells[level] {
		if !given.Has(c) {
			t.lead(c, only(left.After(level, c)))
		}
	}
}

// without frees one level and whatever was implied by its finding.
func (t *changes) without(lv expr.Level, level int) *diagram.Known {
	t.begin()
	t.trial.takeFrom(t.known, t.u.places[level], fact{})
	t.trial.conclude()
	for i, other := range t.u.levels {
		is := &t.trial.facts[t.u.places[i]]
		switch {
		case other.Finding == lv.Finding && i != level:
			t.k.Fix(i, t.view.k.At(i))
			t.facts[i] = fact{state: laidOtherwise}
		case !is.same(t.facts[i]):
			t.k.Fix(i, t.lib.cellsOf(t.u.part, i, t.u.specs[i], is))
			t.facts[i] = *is
		}
	}
	return t.k
}

// laidOtherwise marks a level whose cells come from no fact.
const laidOtherwise State = "laid otherwise"

// way is where some cells of a level lead.
type way struct {
	end   int
	cells []int
}

// lead adds a cell to the way to where it leads, if that is another outcome.
func (t *changes) lead(cell, end int) {
	if end < 0 || end == t.advice[0] || t.p.ends[end].outcome < 0 {
		return
	}
	at := slices.IndexFunc(t.ways, func(w way) bool { return w.end == end })
	if at < 0 {
		at, t.ways = len(t.ways), append(t.ways, way{end: end})
	}
	t.ways[at].cells = append(t.ways[at].cells, cell)
}

// changeKey is a change: a level, some of its first 64 cells, and an end.
type changeKey struct {
	level, end int
	cells      uint64
}

// changeWords are changes in words, for every request.
type changeWords struct {
	lock  sync.RWMutex
	known map[changeKey]Change
}

func (w *changeWords) of(key changeKey) (Change, bool) {
	w.lock.RLock()
	defer w.lock.RUnlock()
	c, ok := w.known[key]
	return c, ok
}

func (w *changeWords) keep(key changeKey, c Change) {
	w.lock.Lock()
	defer w.lock.Unlock()
	if w.known == nil {
		w.known = map[changeKey]Change{}
	}
	w.known[key] = c
}

// change puts a change into words, once for all patients.
func (p *Pathway) change(level int, w way) Change {
	key, usual := changeKey{level: level, end: w.end}, len(p.unit.part.Cells[level]) <= 64
	for _, c := range w.cells {
		key.cells |= 1 << c
	}
	if c, ok := p.changes.of(key); ok && usual {
		return c
	}
	f, o := p.unit.specs[level], p.outcomes[p.outcomeIDs[p.ends[w.end].outcome]]
	answer := p.lib.cellWords(p.unit, level, w.cells)
	c := Change{
		Finding: f.ID, Answer: answer, Outcome: o.ID,
		Says: f.Short + ": " + answer + " would lead to: " + lowerFirst(o.Summary),
	}
	if usual {
		p.changes.keep(key, c)
	}
	return c
}
