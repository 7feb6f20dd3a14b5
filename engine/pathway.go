package engine

import (
	"sync"

	"signpost.health/signpost/engine/diagram"
)

// Pathway is one compiled pathway. It is immutable and safe for concurrent use.
type Pathway struct {
	lib  *Library
	spec *pathwaySpec
	unit *unit

	outcomes   map[string]*outcomeSpec
	outcomeIDs []string

	applies diagram.Ref
	// rowOf leads every patient to the entry that fires: see ends.
	rowOf diagram.Ref
	// decide is rowOf with entries of one outcome made one.
	decide diagram.Ref
	// ends are the terminals of rowOf; advice maps each to its terminal of decide.
	ends   []end
	advice []int

	notFor   []diagram.Ref
	rows     []diagram.Ref
	also     []diagram.Ref
	criteria []diagram.Ref
	// screened are applies && when, for each row of decide and of also.
	screenedRows, screenedAlso []diagram.Ref

	// flat is nil where only the diagrams answer.
	flat *flat

	// changes are those put into words so far.
	changes changeWords

	behaviour func() string
	content   func() string
	// contents is contentFindings, once asked for.
	contents func() []string
}

// here gives what the pathway reads or its letters require, sorted.
func (p *Pathway) here() []string {
	if p.contents == nil {
		return p.contentFindings()
	}
	return p.contents()
}

// end is one way in which decide can end.
type end struct {
	row     int // index in decide, or -1
	notFor  int // index in not_for, or -1
	outcome int // index in outcomeIDs, or -1: does not apply
}

// compilePathway compiles one pathway on its own.
func (ld *loader) compilePathway(spec *pathwaySpec) {
	p, b := ld.declare(spec)
	if b == nil || ld.c.All().HasErrors() || !ld.build(p, b) {
		return
	}
	ld.lib.pathways[spec.about.ID] = p
	ld.lib.pathwayIDs = keys(ld.lib.pathways)
}

// declare reads a pathway's references and conditions, and gathers what there
// is to build.
func (ld *loader) declare(spec *pathwaySpec) (*Pathway, *unitBuilder) {
	p := &Pathway{lib: ld.lib, spec: spec, outcomes: map[string]*outcomeSpec{}}
	ld.pathwayReferences(p)
	named, ok := ld.pathwayConditions(spec)
	if !ok {
		return p, nil
	}
	return p, newUnitBuilder(ld.lib, named.env, named.conditions)
}

// build makes the diagrams of a pathway without errors.
func (ld *loader) build(p *Pathway, b *unitBuilder) bool {
	p.gather(b)
	if err := b.build(ld.lib.options.NodeBudget); err != nil {
		ld.c.Errorf("P226", p.spec.node.Span, "pathway %q: %s", p.spec.about.ID, err)
		return false
	}
	p.unit = b.u
	p.diagrams()
	if b.u.care == diagram.True && b.u.space.Err() == nil {
		p.flat = p.flatten()
	}
	b.u.refs = map[string]diagram.Ref{} // single atoms are not asked for again
	b.freeze(p.roots()...)
	p.behaviour = sync.OnceValue(p.behaviourHash)
	p.content = sync.OnceValue(p.contentHash)
	p.contents = sync.OnceValue(p.contentFindings)
	return true
}

// gather gives the conditions in asking order: red flags first, then whom the
// pathway is for, then the rows.
func (p *Pathway) gather(b *unitBuilder) {
	for _, r := range p.spec.decide {
		if r.RedFlag {
			b.add(r.When)
		}
	}
	b.add(p.spec.applies)
	for _, n := range p.spec.notFor {
		b.add(n.When)
	}
	for _, r := range p.spec.decide {
		b.add(r.When)
	}
	for _, c := range p.spec.criteria {
		b.add(c.When)
	}
	for _, r := range p.spec.also {
		b.add(r.When)
	}
}

func (p *Pathway) diagrams() {
	u, s := p.unit, p.unit.space
	p.applies = u.ref(p.spec.applies)
	p.ends = []end{{row: -1, notFor: -1, outcome: -1}}
	rowEnd, notForEnd := make([]int, len(p.spec.decide)), make([]int, len(p.spec.notFor))
	for i, n := range p.spec.notFor {
		notForEnd[i] = len(p.ends)
		p.ends = append(p.ends, end{row: -1, notFor: i, outcome: p.outcomeIndex(n.Outcome)})
		p.notFor = append(p.notFor, u.ref(n.When))
	}
	for i, r := range p.spec.decide {
		rowEnd[i] = len(p.ends)
		p.ends = append(p.ends, end{row: i, notFor: -1, outcome: p.outcomeIndex(r.Outcome)})
		p.rows = append(p.rows, u.ref(r.When))
		p.screenedRows = append(p.screenedRows, s.And(p.applies, u.ref(r.When)))
	}
	at := diagram.Terminal(rowEnd[len(rowEnd)-1])
	for i := len(p.rows) - 2; i >= 0; i-- {
		at = s.Ite(p.rows[i], diagram.Terminal(rowEnd[i]), at)
	}
	for i := len(p.notFor) - 1; i >= 0; i-- {
		at = s.Ite(p.notFor[i], diagram.Terminal(notForEnd[i]), at)
	}
	p.rowOf = s.Ite(p.applies, at, diagram.Terminal(0))
	p.adviceTerminals()
	p.decide = s.MapTerminals(p.rowOf, func(t int) int { return p.advice[t] })
	for _, c := range p.spec.criteria {
		p.criteria = append(p.criteria, u.ref(c.When))
	}
	for _, r := range p.spec.also {
		p.also = append(p.also, u.ref(r.When))
		p.screenedAlso = append(p.screenedAlso, s.And(p.applies, u.ref(r.When)))
	}
}

// roots are the diagrams that requests walk.
func (p *Pathway) roots() []*diagram.Ref {
	out := []*diagram.Ref{&p.decide, &p.rowOf, &p.applies}
	for _, list := range [][]diagram.Ref{p.notFor, p.rows, p.also, p.criteria, p.screenedRows, p.screenedAlso} {
		for i := range list {
			out = append(out, &list[i])
		}
	}
	return out
}

// adviceTerminals gives rows of the same outcome the same terminal: which of
// them fires never needs a question. Not being for the pathway stays apart.
func (p *Pathway) adviceTerminals() {
	first := map[int]int{}
	for i, e := range p.ends {
		if e.row < 0 {
			p.advice = append(p.advice, i)
			continue
		}
		if _, ok := first[e.outcome]; !ok {
			first[e.outcome] = i
		}
		p.advice = append(p.advice, first[e.outcome])
	}
}

func (p *Pathway) outcomeIndex(id string) int {
	for i, o := range p.outcomeIDs {
		if o == id {
			return i
		}
	}
	return -1
}

// About is what a reader sees of the pathway before using it.
func (p *Pathway) About() About {
	a := p.spec.about
	for _, id := range keys(p.spec.evidence) {
		a.Evidence = append(a.Evidence, p.spec.evidence[id])
	}
	return a
}

// Identity names what a decision of this pathway was given by.
func (p *Pathway) Identity() Identity {
	a := p.spec.about
	return Identity{ID: a.ID, Version: a.Version, Digest: p.lib.digest, Behaviour: p.behaviour(), Content: p.content(), Status: a.Status}
}

// Proved says whether the pathway fits its node budget, so that what is said
// of all its patients is proved.
func (p *Pathway) Proved() bool { return p.unit.proved }

// Findings gives every finding that the pathway's conditions read, in asking
// order.
func (p *Pathway) Findings() []string { return p.unit.findings() }

// Rows gives the rows of decide.
func (p *Pathway) Rows() []*Row { return p.spec.decide }

// AlsoRows gives the rows of also.
func (p *Pathway) AlsoRows() []*Row { return p.spec.also }

// NotFor gives the entries of not_for.
func (p *Pathway) NotFor() []*NotFor { return p.spec.notFor }

// Criteria gives the pathway's own criteria.
func (p *Pathway) Criteria() []*Criterion { return p.spec.criteria }

// Parameters gives the pathway's parameters, as the overlay leaves them.
func (p *Pathway) Parameters() []*Parameter { return p.spec.parameters }

// Groups gives what is asked together.
func (p *Pathway) Groups() []*Group { return p.spec.groups }

// AppliesTo is the condition for being on the pathway at all.
func (p *Pathway) AppliesTo() *Condition { return p.spec.applies }

// Outcomes gives the outcomes in the file's order.
func (p *Pathway) Outcomes() []*Outcome {
	out := make([]*Outcome, len(p.outcomeIDs))
	for i, id := range p.outcomeIDs {
		out[i] = &p.outcomes[id].Outcome
	}
	return out
}

// Outcome finds an outcome by its id.
func (p *Pathway) Outcome(id string) (*Outcome, bool) {
	o, ok := p.outcomes[id]
	if !ok {
		return nil, false
	}
	return &o.Outcome, true
}
