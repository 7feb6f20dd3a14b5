package engine

import (
	"slices"
)

// Decide says what is known of a patient on the pathway, with everything a
// reader needs to see why.
func (p *Pathway) Decide(a Answers) Decision {
	v := p.view(a)
	defer v.done()
	return v.decide()
}

// decide says everything about the patient.
func (v *view) decide() Decision {
	p := v.p
	d := Decision{
		Status: v.status(), Pathway: p.Identity(), Local: p.spec.about.Local,
		Implied: v.impliedHere(), Contradictions: v.contradictions,
		Possible: v.possible(), Criteria: v.criteria(), Also: []Also{}, Tests: []TestAdvice{},
		Services: []ServiceOption{}, Ask: v.screens(), Changes: []Change{},
	}
	switch d.Status {
	case Decided:
		v.settle(&d)
		d.Also = v.also()
		d.Changes = v.changes()
	case DoesNotApply:
		v.outside(&d)
	case Open, Undecided:
		d.Also = v.also()
	}
	d.Tests = v.tests(&d)
	if lead := leading(&d); lead != nil {
		d.Services = p.lib.servicesFor(lead.Route, v.known)
	}
	return d
}

// impliedHere keeps what the pathway reads or its letters ask for of all that
// follows from the answers.
func (v *view) impliedHere() []ImpliedAnswer {
	here := v.p.here()
	var out []ImpliedAnswer
	for _, i := range v.implied {
		if _, ok := slices.BinarySearch(here, i.Finding); ok {
			out = append(out, i)
		}
	}
	return out
}

// leading is the outcome that services are shown for: the decided one, or the
// most urgent that is still possible.
func leading(d *Decision) *Outcome {
	if d.Outcome != nil {
		return d.Outcome
	}
	if len(d.Possible) > 0 {
		return d.Possible[0].Outcome
	}
	return nil
}

// settle fills in the one outcome and the row that led to it.
func (v *view) settle(d *Decision) {
	d.Outcome = d.Possible[0].Outcome
	if rows := d.Possible[0].Rows; len(rows) > 0 {
		d.Row = rows[0]
	}
	d.Because = v.because(d)
}

func (v *view) outside(d *Decision) {
	e := v.p.ends[v.advice[0]]
	if e.notFor < 0 {
		d.Says = "This pathway is not for this patient. It is for: " + v.p.spec.about.Purpose
		return
	}
	n := v.p.spec.notFor[e.notFor]
	d.Says, d.Row = n.Says, n.ID
	if len(d.Possible) > 0 {
		d.Outcome = d.Possible[0].Outcome
	}
	d.Because = v.because(d)
}

// possible gives the outcomes still possible, most urgent first, each with
// the rows that may lead to it.
func (v *view) possible() []Possible {
	at := map[string]int{}
	out := []Possible{}
	for _, t := range v.ends {
		e := v.p.ends[t]
		if e.outcome < 0 {
			continue
		}
		id, row, evidence, strength := v.entry(e)
		if i, ok := at[id]; ok {
			out[i].Rows = append(out[i].Rows, row)
			out[i].Outcome.Evidence = mergeCitations(out[i].Outcome.Evidence, evidence)
			continue
		}
		o := v.p.outcomes[id].Outcome
		o.Evidence = mergeCitations(nil, evidence)
		if o.Strength == "" {
			o.Strength = strength
		}
		at[id] = len(out)
		out = append(out, Possible{Outcome: &o, Rows: []string{row}})
	}
	slices.SortStableFunc(out, func(a, b Possible) int { return a.Outcome.Within.Rank() - b.Outcome.Within.Rank() })
	return out
}

// entry names the outcome and row of an end.
func (v *view) entry(e end) (outcome, row string, evidence []Citation, s Strength) {
	if e.row >= 0 {
		r := v.p.spec.decide[e.row]
		return r.Outcome, r.ID, r.Evidence, r.Strength
	}
	n := v.p.spec.notFor[e.notFor]
	return n.Outcome, n.ID, n.Evidence, ""
}

func mergeCitations(to, more []Citation) []Citation {
	for _, c := range more {
		known := false
		for _, t := range to {
			known = known || (t.ID == c.ID && t.Place == c.Place)
		}
		if !known {
			to = append(to, c)
		}
	}
	return to
}

// Rank orders urgencies: 0 is the most urgent.
func (w Within) Rank() int {
	switch w {
	case Now:
		return 0
	case SameDay:
		return 1
	case Hours48:
		return 2
	case SuspectedCancer:
		return 3
	case Weeks2:
		return 4
	case Urgent:
		return 5
	case Routine:
		return 6
	case NoTime:
		return 7
	}
	return 8
}

func (v *view) criteria() []CriterionResult {
	out := []CriterionResult{}
	for i, c := range v.p.spec.criteria {
		t, missing := v.truth(v.p.criteria[i], c.When)
		out = append(out, CriterionResult{
			ID: c.ID, Says: c.Says, Truth: t, Evidence: c.Evidence,
			Findings: v.lib.reads(c.When, v.u.named), Missing: missing,
		})
	}
	return out
}

// reads gives the findings that a condition reads, in order of appearance.
func (l *Library) reads(c *Condition, named map[string]*Condition) []string {
	out := []string{}
	seen := map[string]bool{}
	var walk func(c *Condition)
	walk = func(c *Condition) {
		if c == nil || c.cond == nil {
			return
		}
		for _, lv := range c.cond.Levels() {
			if !has(out, lv.Finding) {
				out = append(out, lv.Finding)
			}
		}
		for _, n := range c.cond.Names() {
			if !seen[n] {
				seen[n] = true
				walk(named[n])
			}
		}
	}
	walk(c)
	return out
}

func (v *view) also() []Also {
	out := []Also{}
	for i, r := range v.p.spec.also {
		if t, _ := v.truth(v.p.also[i], r.When); t != IsMet {
			continue
		}
		o := v.p.outcomes[r.Outcome].Outcome
		o.Evidence = r.Evidence
		if o.Strength == "" {
			o.Strength = r.Strength
		}
		out = append(out, Also{Row: r.ID, Outcome: &o, Evidence: r.Evidence})
	}
	return out
}
