package engine

import (
	"fmt"
	"strings"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
	"signpost.health/signpost/engine/source"
)

// Compiled is a pathway as diagrams in a space of its own, which may be built
// on. It is what proofs, differences and mutants work with.
type Compiled struct {
	Space *diagram.Space
	// Care is true of the patients that can be.
	Care   diagram.Ref
	Levels []expr.Level
	Cells  [][]expr.Cell
	// Ends are the ways in which the pathway can end: the terminals of RowOf.
	Ends []End
	// RowOf leads every patient to the end that fires.
	RowOf   diagram.Ref
	Applies diagram.Ref
	// NotFor, Rows and Also are each entry's own condition.
	NotFor, Rows, Also []diagram.Ref
	// Criteria are the pathway's own criteria, in the file's order.
	Criteria []diagram.Ref
	// Extra are the further conditions that were asked for.
	Extra []diagram.Ref

	lib *Library
	u   *unit
}

// End is one way in which a pathway can end. Row or NotFor is set, or neither:
// then the pathway does not apply.
type End struct {
	Row     string
	NotFor  string
	Outcome *Outcome
}

// Compile builds the pathway's diagrams anew, with further CEL conditions over
// the same names: assertions, or whom a service accepts. It fails over budget
// or if a condition is not sound.
func (p *Pathway) Compile(extra ...string) (*Compiled, error) {
	conds := make([]*Condition, len(extra))
	for i, text := range extra {
		c, err := p.condition(text)
		if err != nil {
			return nil, err
		}
		conds[i] = c
	}
	return p.compile(conds, nil)
}

// Together builds the diagrams of two versions of a pathway over one order of
// levels and one partition, so that equal refs mean equal behaviour. Both must
// be of libraries with the same findings where they share names.
func Together(before, after *Pathway) (a, b *Compiled, err error) {
	ub := newUnitBuilder(after.lib, after.unit.env, after.unit.named)
	after.gather(ub)
	before.gather(&unitBuilder{lib: ub.lib, u: ub.u.renamed(before.unit.named), seen: map[string]bool{}, shared: ub})
	if err := ub.build(after.lib.options.NodeBudget); err != nil {
		return nil, nil, err
	}
	b, err = after.over(ub.u, nil)
	if err != nil {
		return nil, nil, err
	}
	a, err = before.over(ub.u.renamed(before.unit.named), nil)
	return a, b, err
}

// renamed is the same unit for a version whose criteria have other meanings.
func (u *unit) renamed(named map[string]*Condition) *unit {
	return &unit{
		env: u.env, levels: u.levels, index: u.index, part: u.part, specs: u.specs, places: u.places, tables: u.tables, named: named,
		space: u.space, care: u.care, refs: map[string]diagram.Ref{}, proved: u.proved,
	}
}

func (p *Pathway) condition(text string) (*Condition, error) {
	cond, issues := p.unit.env.Compile(text)
	if len(issues) > 0 {
		var s []string
		for _, i := range issues {
			s = append(s, i.Message)
		}
		return nil, fmt.Errorf("condition %q: %s", text, strings.Join(s, "; "))
	}
	return &Condition{Text: text, cond: cond}, nil
}

func (p *Pathway) compile(extra []*Condition, order []expr.Level) (*Compiled, error) {
	b := newUnitBuilder(p.lib, p.unit.env, p.unit.named)
	for _, l := range order {
		b.level(l)
	}
	p.gather(b)
	for _, c := range extra {
		b.add(c)
	}
	if err := b.build(p.lib.options.NodeBudget); err != nil {
		return nil, err
	}
	return p.over(b.u, extra)
}

// over builds the pathway's diagrams in a unit that has its levels.
func (p *Pathway) over(u *unit, extra []*Condition) (*Compiled, error) {
	q := &Pathway{lib: p.lib, spec: p.spec, unit: u, outcomes: p.outcomes, outcomeIDs: p.outcomeIDs}
	q.diagrams()
	c := q.compiled()
	for _, x := range extra {
		c.Extra = append(c.Extra, u.ref(x))
	}
	if err := u.space.Err(); err != nil {
		return nil, err
	}
	return c, nil
}

// Ref builds one more condition of the pathway in the compiled space: its
// atoms must be among those that were compiled.
func (c *Compiled) Ref(cond *Condition) diagram.Ref { return c.u.ref(cond) }

// Words writes some cells of a level as an answer: "yes", "10 or more".
func (c *Compiled) Words(level int, cells []int) string { return c.lib.cellWords(c.u, level, cells) }

// Reload compiles one changed pathway file against this library, which stays
// as it is: for mutants and for what an author is typing.
func (l *Library) Reload(f *source.File) (*Pathway, source.Diagnostics) {
	c := &source.Collector{}
	d := newDecoder(c)
	d.file(f)
	if len(d.pathways) != 1 {
		if !c.All().HasErrors() {
			c.Errorf("P200", source.Span{File: f}, "this file holds no pathway")
		}
		return nil, c.All()
	}
	copied := *l
	copied.pathways, copied.pathwayIDs = map[string]*Pathway{}, nil
	ld := &loader{lib: &copied, d: d, c: c}
	for id, p := range l.pathways {
		if id != d.pathways[0].about.ID {
			d.pathways = append(d.pathways, p.spec)
		}
	}
	ld.compilePathway(d.pathways[0])
	p := copied.pathways[d.pathways[0].about.ID]
	if p != nil {
		p.lib = l
	}
	return p, c.All()
}

// File is the file that the pathway was read from.
func (p *Pathway) File() *source.File { return p.spec.file }

// Library is the library that the pathway belongs to.
func (p *Pathway) Library() *Library { return p.lib }
