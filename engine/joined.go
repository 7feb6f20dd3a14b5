package engine

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// Joined is two versions of a library in one vocabulary, so that their pathways
// can be compared patient by patient. A finding whose domain changed has all
// the values of both versions there, and only patients that both versions know
// count.
type Joined struct {
	before, after *Library
	names         namesakes
	// shared are the findings of both whose domains differ.
	shared []string
}

// beforeSuffix ends the name of a finding that means something else now.
const beforeSuffix = "_before"

// Join brings two versions of a library to one vocabulary. renamed gives the
// findings of before that have another name in after, by their old names.
func Join(before, after *Library, renamed map[string]string) (*Joined, error) {
	j := &Joined{names: findNamesakes(before, after, renamed)}
	union := j.union(before, after)
	env, err := expr.NewEnv(expr.Names{Vars: union.vars, Others: union.others, Conditions: j.conditionNames(before, after)})
	if err != nil {
		return nil, fmt.Errorf("join the vocabularies: %w", err)
	}
	if j.before, err = before.rebase(env, union.domains, j.names); err != nil {
		return nil, fmt.Errorf("join the vocabularies: before: %w", err)
	}
	if j.after, err = after.rebase(env, union.domains, j.names.onlyAny()); err != nil {
		return nil, fmt.Errorf("join the vocabularies: after: %w", err)
	}
	for _, lib := range []*Library{j.before, j.after} {
		for id, f := range lib.findings {
			for _, other := range []*Library{j.before, j.after} {
				if _, ok := other.findings[id]; !ok {
					other.findings[id] = &findingSpec{Finding: f.Finding} // for its words: its laws stay with its version
				}
			}
		}
	}
	return j, nil
}

// Library is the vocabulary of both, for words. Its pathways are none of them.
func (j *Joined) Library() *Library { return j.after }

// Name is what a finding of the version before is called in both.
func (j *Joined) Name(finding string) string { return j.names.of(finding) }

// union is every finding of both versions.
type union struct {
	vars    []expr.Var
	others  []string
	domains map[string]Finding
}

func (j *Joined) union(before, after *Library) union {
	u := union{domains: map[string]Finding{}}
	add := func(f Finding) {
		old, ok := u.domains[f.ID]
		if !ok {
			u.domains[f.ID] = f
			return
		}
		wide := widest(f, old)
		if !sameDomain(f, old) {
			j.shared = append(j.shared, f.ID)
		}
		u.domains[f.ID] = wide
	}
	for _, f := range after.Findings() {
		add(*f)
	}
	for _, f := range before.Findings() {
		named := *f
		named.ID = j.names.of(f.ID)
		if named.ID == f.ID+beforeSuffix {
			named.Short += " (as it was)"
		}
		add(named)
	}
	for _, id := range keys(u.domains) {
		v, ok := varOf(u.domains[id])
		if ok {
			u.vars = append(u.vars, v)
			continue
		}
		u.others = append(u.others, id)
	}
	return u
}

// varOf is a finding as conditions read it; false for one that serves letters
// only.
func varOf(f Finding) (expr.Var, bool) {
	v := expr.Var{Name: f.ID, Min: f.Min, Max: f.Max, Step: f.Step}
	for _, o := range f.Options {
		v.Options = append(v.Options, o.ID)
	}
	switch f.Kind {
	case KindYesNo:
		v.Kind = expr.YesNo
	case KindOption:
		v.Kind = expr.Option
	case KindOptions:
		v.Kind = expr.Options
	case KindNumber:
		v.Kind = expr.Number
	case KindDate, KindText, KindFile:
		return v, false
	}
	return v, true
}

func sameDomain(a, b Finding) bool {
	same := func(x, y Option) bool { return x.ID == y.ID }
	return a.Min == b.Min && a.Max == b.Max && a.Step == b.Step && slices.EqualFunc(a.Options, b.Options, same)
}

// widest has every value of both.
func widest(f, old Finding) Finding {
	if f.Kind == KindNumber {
		step := commonStep(f.Step, commonStep(old.Step, math.Abs(f.Min-old.Min)))
		f.Min, f.Max, f.Step = min(f.Min, old.Min), max(f.Max, old.Max), step
		return f
	}
	f.Options = slices.Clone(f.Options)
	for _, o := range old.Options {
		if !slices.ContainsFunc(f.Options, func(has Option) bool { return has.ID == o.ID }) {
			f.Options = append(f.Options, o)
		}
	}
	return f
}

// commonStep is the largest step that both are whole numbers of.
func commonStep(a, b float64) float64 {
	for b > 1e-9 {
		a, b = b, math.Mod(a, b)
		if a-b < 1e-9 {
			b = 0 // rounding left almost a whole step over
		}
	}
	return a
}

func (j *Joined) conditionNames(before, after *Library) []string {
	seen := map[string]bool{}
	for id := range after.named {
		seen[id] = true
	}
	for id := range before.named {
		seen[j.names.of(id)] = true
	}
	return keys(seen)
}

// rebase copies a library's vocabulary into a joint one: every condition is
// compiled anew from its text.
func (l *Library) rebase(env *expr.Env, domains map[string]Finding, names namesakes) (*Library, error) {
	q := &Library{
		options: l.options, env: env, findings: map[string]*findingSpec{}, named: map[string]*Condition{},
		implied: map[string][]string{}, impliedBy: map[string][]string{}, lawTables: &lawTables{},
		tests: l.tests, criteria: l.criteria, bands: l.bands,
	}
	c := compiler{env: env, names: names}
	for id, cond := range l.named {
		q.named[names.of(id)] = c.again(cond)
	}
	for id, f := range l.findings {
		g := *f
		g.Finding = domains[names.of(id)]
		g.onlyIf, g.derive = c.again(f.onlyIf), c.again(f.derive)
		g.derivedFindings = names.all(f.derivedFindings)
		q.findings[g.ID] = &g
		q.implied[g.ID] = names.all(l.implied[id])
		q.impliedBy[g.ID] = names.all(l.impliedBy[id])
	}
	q.findingIDs = keys(q.findings)
	for _, law := range l.constraints {
		q.constraints = append(q.constraints, &Constraint{Says: law.Says, When: c.again(law.When)})
	}
	return q, c.err()
}

// compiler compiles conditions again in another vocabulary.
type compiler struct {
	env   *expr.Env
	names namesakes
	wrong []string
}

func (c *compiler) again(cond *Condition) *Condition {
	if cond == nil {
		return nil
	}
	text := c.names.rewrite(cond.Text)
	out := &Condition{Text: text, node: cond.node}
	compiled, issues := c.env.Compile(text)
	for _, i := range issues {
		c.wrong = append(c.wrong, fmt.Sprintf("%q: %s", text, i.Message))
	}
	out.cond = compiled
	return out
}

func (c *compiler) err() error {
	if len(c.wrong) == 0 {
		return nil
	}
	return fmt.Errorf("condition %s", strings.Join(c.wrong, "; "))
}

// Compile builds the diagrams of two versions of a pathway over one partition.
// Care is true of the patients that both vocabularies know.
func (j *Joined) Compile(before, after *Pathway) (a, b *Compiled, err error) {
	old, err := before.rebase(j.before, j.names)
	if err != nil {
		return nil, nil, err
	}
	now, err := after.rebase(j.after, j.names.onlyAny())
	if err != nil {
		return nil, nil, err
	}
	ub := newUnitBuilder(j.after, now.unit.env, now.unit.named)
	now.gather(ub)
	bb := &unitBuilder{lib: j.before, u: ub.u.renamed(old.unit.named), seen: map[string]bool{}, shared: ub}
	old.gather(bb)
	j.parts(ub, bb)
	limits, err := j.limits(ub)
	if err != nil {
		return nil, nil, err
	}
	if err := ub.build(after.lib.options.NodeBudget); err != nil {
		return nil, nil, err
	}
	was := &unitBuilder{lib: j.before, u: ub.u.renamed(old.unit.named)}
	care := []diagram.Ref{ub.u.care, was.feasible()}
	for _, c := range limits {
		care = append(care, ub.u.ref(c))
	}
	ub.u.care = ub.u.space.And(care...)
	if b, err = now.over(ub.u, nil); err != nil {
		return nil, nil, err
	}
	a, err = old.over(ub.u.renamed(old.unit.named), nil)
	return a, b, err
}

// parts brings in what derived findings are made of, in either version.
func (j *Joined) parts(ub, bb *unitBuilder) {
	for i := 0; i < len(ub.u.levels); i++ {
		for _, b := range []*unitBuilder{ub, bb} {
			f := b.lib.findings[ub.u.levels[i].Finding]
			if ub.u.levels[i].Missing || f == nil || f.derive == nil || f.derive.cond == nil {
				continue
			}
			if f.Kind == KindYesNo {
				b.add(f.derive)
				continue
			}
			for _, part := range f.derive.cond.Levels() {
				ub.level(part)
			}
		}
	}
}

// limits are conditions that keep to the values of both versions, for the
// findings that are read and whose domains differ.
func (j *Joined) limits(ub *unitBuilder) ([]*Condition, error) {
	c := compiler{env: j.after.env}
	var out []*Condition
	for _, id := range ub.u.findings() {
		text := ""
		if slices.Contains(j.shared, id) {
			text = j.names.limit(id)
		}
		if _, read := ub.u.index[expr.Level{Finding: id}]; text == "" || !read {
			continue
		}
		limit := c.again(&Condition{Text: text})
		ub.add(limit)
		out = append(out, limit)
	}
	return out, c.err()
}

// rebase copies a pathway into a joint vocabulary. It is not built yet.
func (p *Pathway) rebase(l *Library, names namesakes) (*Pathway, error) {
	spec := *p.spec
	consts := map[string]float64{}
	for _, x := range spec.parameters {
		consts[names.of(x.ID)] = x.Value
	}
	var criteria []string
	for _, x := range spec.criteria {
		criteria = append(criteria, names.of(x.ID))
	}
	env, err := l.env.With(consts, criteria)
	if err != nil {
		return nil, err
	}
	c := compiler{env: env, names: names}
	spec.applies = c.again(spec.applies)
	spec.decide, spec.also = rowsWith(spec.decide, c.again), rowsWith(spec.also, c.again)
	spec.notFor = notForWith(spec.notFor, c.again)
	named := make(map[string]*Condition, len(l.named)+len(spec.criteria))
	for id, cond := range l.named {
		named[id] = cond
	}
	spec.criteria = make([]*Criterion, len(p.spec.criteria))
	for i, x := range p.spec.criteria {
		copied := *x
		copied.When = c.again(x.When)
		spec.criteria[i] = &copied
		named[names.of(x.ID)] = copied.When
	}
	q := &Pathway{lib: l, spec: &spec, outcomes: p.outcomes, outcomeIDs: p.outcomeIDs, unit: &unit{env: env, named: named}}
	return q, c.err()
}

// At is the terminal that a diagram gives for one whole patient. It is not ok
// for a value outside what both versions know.
func (c *Compiled) At(r diagram.Ref, value Values) (terminal int, ok bool) {
	cells := make([]uint16, len(c.Levels))
	for i, l := range c.Levels {
		cell, ok := c.u.part.CellOf(i, value(l))
		if !ok {
			return 0, false
		}
		cells[i] = uint16(cell)
	}
	return c.Space.Walk(r, cells), true
}
