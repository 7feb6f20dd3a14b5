package engine

import (
	"strings"

	"signpost.health/signpost/engine/diagram"
)

// Variant is a pathway with something changed, for trying what a slip of its
// author would do.
type Variant struct {
	// Texts gives some of the pathway's conditions other CEL.
	Texts map[*Condition]string
	// Decide and Also stand for the pathway's rows where they are not nil, and
	// NotFor for whom it is not for. An entry of its own is a copy of one of
	// the pathway's.
	Decide, Also []*Row
	NotFor       []*NotFor
}

// Tried is a pathway that can decide, with its diagrams in the space of its
// Trial.
type Tried struct {
	*Pathway
	Diagrams *Compiled
}

// Trial is a pathway and variants of it over one partition: equal refs mean
// equal behaviour. It belongs to one goroutine. Nothing may be built in its
// space while a variant decides.
type Trial struct {
	Base Tried
	// Variants are those given, in order; nil where CEL refuses a text.
	Variants []*Tried

	scratch *diagram.Scratch
}

// Try compiles variants of the pathway. Questions are put in the order of the
// pathway itself, so that two variants never differ by that alone.
func (p *Pathway) Try(variants []Variant) (*Trial, error) {
	b := newUnitBuilder(p.lib, p.unit.env, p.unit.named)
	p.gather(b)
	drafts := make([]*Pathway, len(variants))
	for i, v := range variants {
		q, ok := p.vary(v)
		if !ok {
			continue
		}
		drafts[i] = q
		q.gather(&unitBuilder{lib: p.lib, u: b.u.renamed(q.unit.named), seen: map[string]bool{}, shared: b})
	}
	t, err := p.trial(b)
	if err != nil {
		return nil, err
	}
	t.Variants = make([]*Tried, len(variants))
	for i, q := range drafts {
		if q == nil {
			continue
		}
		u := b.u
		if q.unit.named != nil {
			u = b.u.with(q.unit.named)
		}
		if t.Variants[i], err = q.tried(u); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// TryAlone compiles one variant as loading it would: it alone says what can be
// told apart. It is nil where CEL refuses a text.
func (p *Pathway) TryAlone(v Variant) (*Trial, error) {
	q, ok := p.vary(v)
	if !ok {
		return nil, nil
	}
	if q.unit.named == nil {
		q.unit.named = p.unit.named
	}
	b := newUnitBuilder(p.lib, p.unit.env, q.unit.named)
	q.gather(b)
	return q.trial(b)
}

// trial builds what was gathered, for the pathway to be tried in.
func (p *Pathway) trial(b *unitBuilder) (*Trial, error) {
	if err := b.build(p.lib.options.NodeBudget); err != nil {
		return nil, err
	}
	b.u.proved = true
	b.u.pool.New = func() any { return diagram.NewScratch(b.u.space) }
	base, err := p.tried(b.u)
	if err != nil {
		return nil, err
	}
	return &Trial{Base: *base, scratch: diagram.NewScratch(b.u.space)}, nil
}

// with is the same unit for a variant whose criteria have other meanings. What
// atoms mean stays.
func (u *unit) with(named map[string]*Condition) *unit {
	v := u.renamed(named)
	for name, r := range u.refs {
		if !strings.HasPrefix(name, "@") {
			v.refs[name] = r
		}
	}
	v.pool.New = u.pool.New
	return v
}

// tried builds a variant in a unit that has its levels.
func (p *Pathway) tried(u *unit) (*Tried, error) {
	q := &Pathway{lib: p.lib, spec: p.spec, unit: u, outcomes: p.outcomes, outcomeIDs: p.outcomeIDs}
	q.diagrams()
	if err := u.space.Err(); err != nil {
		return nil, err
	}
	none := func() string { return "" }
	q.behaviour, q.content = none, none
	return &Tried{Pathway: q, Diagrams: q.compiled()}, nil
}

// vary writes a variant as a pathway that is not built yet. Its unit holds the
// conditions by name where they differ from the pathway's own.
func (p *Pathway) vary(v Variant) (*Pathway, bool) {
	spec := *p.spec
	if v.Decide != nil {
		spec.decide = v.Decide
	}
	if v.Also != nil {
		spec.also = v.Also
	}
	if v.NotFor != nil {
		spec.notFor = v.NotFor
	}
	q := &Pathway{lib: p.lib, spec: &spec, outcomes: p.outcomes, outcomeIDs: p.outcomeIDs, unit: &unit{}}
	if len(v.Texts) == 0 {
		return q, true
	}
	changed := map[*Condition]*Condition{}
	for c, text := range v.Texts {
		cond, issues := p.unit.env.Compile(text)
		if len(issues) > 0 {
			return nil, false
		}
		changed[c] = &Condition{Text: text, node: c.node, cond: cond}
	}
	now := func(c *Condition) *Condition {
		if n, ok := changed[c]; ok {
			return n
		}
		return c
	}
	spec.applies = now(spec.applies)
	spec.decide, spec.also = rowsWith(spec.decide, now), rowsWith(spec.also, now)
	spec.notFor = notForWith(spec.notFor, now)
	q.unit.named = p.varyCriteria(&spec, now)
	return q, true
}

func rowsWith(rows []*Row, now func(*Condition) *Condition) []*Row {
	out := make([]*Row, len(rows))
	for i, r := range rows {
		copied := *r
		copied.When = now(r.When)
		out[i] = &copied
	}
	return out
}

func notForWith(entries []*NotFor, now func(*Condition) *Condition) []*NotFor {
	out := make([]*NotFor, len(entries))
	for i, n := range entries {
		copied := *n
		copied.When = now(n.When)
		out[i] = &copied
	}
	return out
}

// varyCriteria gives what names mean in a variant; nil if nothing changes.
func (p *Pathway) varyCriteria(spec *pathwaySpec, now func(*Condition) *Condition) map[string]*Condition {
	spec.criteria = make([]*Criterion, len(p.spec.criteria))
	var named map[string]*Condition
	for i, c := range p.spec.criteria {
		copied := *c
		copied.When = now(c.When)
		spec.criteria[i] = &copied
		if copied.When == c.When {
			continue
		}
		if named == nil {
			named = make(map[string]*Condition, len(p.unit.named))
			for id, n := range p.unit.named {
				named[id] = n
			}
		}
		named[c.ID] = copied.When
	}
	return named
}

// compiled shows the diagrams of a pathway that stands in a private space.
func (p *Pathway) compiled() *Compiled {
	u := p.unit
	c := &Compiled{
		Space: u.space, Care: u.care, Levels: u.levels, Cells: u.part.Cells, RowOf: p.rowOf, Applies: p.applies,
		NotFor: p.notFor, Rows: p.rows, Also: p.also, Criteria: p.criteria, lib: p.lib, u: u,
	}
	for _, e := range p.ends {
		c.Ends = append(c.Ends, p.endOf(e))
	}
	return c
}

func (p *Pathway) endOf(e end) End {
	var out End
	switch {
	case e.row >= 0:
		out.Row = p.spec.decide[e.row].ID
	case e.notFor >= 0:
		out.NotFor = p.spec.notFor[e.notFor].ID
	}
	if e.outcome >= 0 {
		out.Outcome = &p.outcomes[p.outcomeIDs[e.outcome]].Outcome
	}
	return out
}

// Reasoned is one patient's answers with all that follows from them, worked out
// once for many trials.
type Reasoned struct {
	*knowledge
	implied        []ImpliedAnswer
	contradictions []Contradiction
}

// Reason works out what follows from answers.
func (l *Library) Reason(a Answers) *Reasoned {
	r := l.reason(a)
	defer l.reasoners.Put(r)
	return &Reasoned{r.clone(), r.implied(), r.contradictions()}
}

// Laid is one patient's answers laid over a trial.
type Laid struct {
	*Reasoned
	known   *diagram.Known
	scratch *diagram.Scratch
}

// Lay puts a patient's answers over the trial's levels.
func (t *Trial) Lay(r *Reasoned) *Laid {
	p := t.Base.Pathway
	return &Laid{Reasoned: r, scratch: t.scratch, known: r.over(p.unit)}
}

// Touches says whether a condition can hold for the patient. Whether some of
// what is known contradicts the rest is not asked.
func (a *Laid) Touches(r diagram.Ref) bool {
	ends, _ := a.scratch.Reach(r, a.known)
	return len(ends) > 1 || (len(ends) == 1 && ends[0] == diagram.True.Value())
}

// Decide gives what an example may expect of a variant's decision: status,
// outcomes, row and what else is advised, and the tests and questions if they
// are wanted. It leaves out what only a reader needs.
func (a *Laid) Decide(t *Tried, questions bool) Decision {
	v := a.view(t)
	v.look()
	d := Decision{Status: v.status(), Pathway: Identity{ID: t.spec.about.ID}, Possible: v.possible()}
	switch d.Status {
	case Decided:
		v.settle(&d)
		d.Also = v.also()
	case DoesNotApply:
		v.outside(&d)
	case Open, Undecided:
		d.Also = v.also()
	}
	d.Contradictions = v.contradictions
	if questions {
		d.Ask, d.Tests = v.screens(), v.tests(&d)
	}
	return d
}

func (a *Laid) view(t *Tried) *view {
	p := t.Pathway
	return &view{
		p: p, lib: p.lib, u: p.unit, known: a.knowledge, k: a.known, q: a.scratch, care: p.unit.care,
		implied: a.implied, contradictions: a.contradictions,
	}
}

// MetRows gives the rows of a variant that fit the patient, each on its own.
func (a *Laid) MetRows(t *Tried) []string {
	v := a.view(t)
	if v.q.Residual(v.care, v.care, v.k).Infeasible() {
		v.care = diagram.True
	}
	var out []string
	met := func(rows []*Row, refs []diagram.Ref) {
		for i, r := range rows {
			if truth, _ := v.truth(refs[i], r.When); truth == IsMet && !r.Otherwise {
				out = append(out, r.ID)
			}
		}
	}
	met(t.spec.decide, t.screenedRows)
	met(t.spec.also, t.screenedAlso)
	return out
}
