package engine

import (
	"slices"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// Frame is one patient's answers as cells of a pathway's levels, for callers
// that ask often: it allocates nothing once it is warm. A Frame belongs to one
// goroutine. Answers are taken as they come: what follows from them is
// Library.Implied's matter.
type Frame struct {
	p     *Pathway
	k     *diagram.Known
	q     *diagram.Scratch
	cells []uint16
	fixed []bool
	open  int
	tests []int // per level, an index into testIDs, or -1
	ids   []string
	seen  []bool
	found []string
	// flat is nil where only the diagram answers; untold are the levels that it
	// was not told of yet, told those that are not among them.
	flat   *flatStep
	untold []int
	told   []bool
	course
}

// Step is what one step of asking finds out. Its slices are for reading, and
// good until the Frame is asked again.
type Step struct {
	// Decided is set when one outcome is left.
	Decided bool
	// Outcomes are the ends of Advice still possible, by number: see Pathway.
	Outcomes []int
	// Matters are the levels that can still change the outcome.
	Matters []int
	// Tests are those that would tell one of them.
	Tests []string
}

// NewFrame lays answers over the pathway's levels.
func (p *Pathway) NewFrame(a Answers) *Frame {
	f := p.newFrame(a, p.flat)
	f.remember = p.unit.proved
	return f
}

// NewPlainFrame is a frame that asks the diagrams alone, each time anew: what
// NewFrame's answers are held against.
func (p *Pathway) NewPlainFrame(a Answers) *Frame { return p.newFrame(a, nil) }

func (p *Pathway) newFrame(a Answers, flat *flat) *Frame {
	f := &Frame{
		p: p, k: p.lib.known(p.unit, a), q: diagram.NewScratch(p.unit.space),
		cells: make([]uint16, len(p.unit.levels)), fixed: make([]bool, len(p.unit.levels)),
		told: make([]bool, len(p.unit.levels)), course: course{isVague: make([]bool, len(p.unit.levels))},
	}
	at := map[string]int{}
	for _, l := range p.unit.levels {
		test := -1
		if spec := p.lib.findings[l.Finding]; spec != nil && spec.ObtainedBy != "" {
			i, ok := at[spec.ObtainedBy]
			if !ok {
				i = len(f.ids)
				at[spec.ObtainedBy] = i
				f.ids = append(f.ids, spec.ObtainedBy)
			}
			test = i
		}
		f.tests = append(f.tests, test)
	}
	f.seen = make([]bool, len(f.ids))
	f.open = len(p.unit.levels)
	if flat != nil {
		f.flat = newFlatStep(flat)
	}
	for i := range f.told {
		f.told[i] = true
	}
	for i := range p.unit.levels {
		f.settle(i, f.only(i))
	}
	return f
}

// Set gives a level one value; it says false where the value is outside the
// finding's domain.
func (f *Frame) Set(level int, v expr.Value) bool {
	c, ok := f.p.unit.part.CellOf(level, v)
	if ok {
		f.k.Fix(level, diagram.One(c))
		f.settle(level, c)
	}
	return ok
}

// Forget makes a level not asked again.
func (f *Frame) Forget(level int) {
	f.k.Forget(level)
	f.settle(level, f.only(level))
}

// Clear makes every level not asked again, for the next patient.
func (f *Frame) Clear() {
	for i := range f.fixed {
		if f.k.IsFixed(i) {
			f.Forget(i)
		}
	}
}

// only is the one cell that is possible of a level, or -1.
func (f *Frame) only(level int) int {
	if set := f.k.At(level); set.Len() == 1 {
		return set.First()
	}
	return -1
}

// settle notes what is known of a level: the cell that it has, or -1.
func (f *Frame) settle(level, cell int) {
	was := f.fixed[level]
	f.fixed[level] = cell >= 0
	if f.fixed[level] {
		f.cells[level] = uint16(cell)
	}
	switch {
	case f.fixed[level] && !was:
		f.open--
	case !f.fixed[level] && was:
		f.open++
	}
	if f.told[level] {
		f.told[level], f.untold = false, append(f.untold, level)
	}
	f.note(level, was, f.fixed[level], f.k.IsFixed(level))
}

// tellFlat tells the flat form what was answered since it was last asked.
func (f *Frame) tellFlat() {
	for _, level := range f.untold {
		cells := uint64(0)
		switch {
		case f.fixed[level]:
			cells = 1 << f.cells[level]
		case !f.k.IsFixed(level):
			cells = f.flat.f.every(level)
		default:
			for c := range f.k.At(level).All() {
				cells |= 1 << c
			}
		}
		f.flat.tell(level, cells)
		f.told[level] = true
	}
	f.untold = f.untold[:0]
}

// Row gives the row of decide that fires for a complete patient, -1 where the
// pathway does not apply or is not for them. ok is false while something is
// open.
func (f *Frame) Row() (row int, ok bool) {
	if f.open > 0 {
		return -1, false
	}
	if f.flat != nil {
		if len(f.untold) > 0 {
			f.tellFlat()
			f.flat.refresh()
		}
		return f.p.ends[f.flat.f.end(f.flat.is)].row, true
	}
	return f.p.ends[f.p.unit.space.Walk(f.p.rowOf, f.cells)].row, true
}

// Step says whether the patient is decided, what can still matter, and which
// tests would tell.
func (f *Frame) Step() Step {
	at, ok := f.follow(f)
	if !ok {
		return f.whole(f.look())
	}
	for len(f.steps) <= int(at) {
		f.steps = append(f.steps, nil)
	}
	if f.steps[at] == nil {
		s := f.whole(Step{Outcomes: f.automaton.Terminals(at), Matters: f.automaton.Support(at)})
		s.Tests = slices.Clone(s.Tests)
		f.steps[at] = &s
	}
	return *f.steps[at]
}

// whole adds what follows from the rest of a step.
func (f *Frame) whole(s Step) Step {
	s.Decided = len(s.Outcomes) == 1
	clear(f.seen)
	f.found = f.found[:0]
	for _, l := range s.Matters {
		if t := f.tests[l]; t >= 0 && !f.seen[t] {
			f.seen[t] = true
			f.found = append(f.found, f.ids[t])
		}
	}
	s.Tests = f.found
	return s
}

// look is for answers of which it is not remembered where they lead. It takes
// the flat form's answer where it is proved, else the diagram's; what that proves
// cannot matter is kept for later steps.
func (f *Frame) look() Step {
	if f.flat != nil {
		f.tellFlat()
		if f.flat.look() {
			return Step{Outcomes: f.flat.advice, Matters: f.flat.matters}
		}
	}
	left := f.q.Residual(f.p.decide, f.p.unit.care, f.k)
	s := Step{Outcomes: left.Terminals(), Matters: left.Support()}
	if f.flat != nil {
		f.flat.learn(s.Outcomes, s.Matters)
	}
	return s
}
