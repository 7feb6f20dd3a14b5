package prove

import (
	"slices"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
	"signpost.health/signpost/engine/source"
)

// prover proves one pathway. It belongs to one goroutine.
type prover struct {
	lib     *engine.Library
	p       *engine.Pathway
	proofs  []*Proof
	options Options

	c     *engine.Compiled
	s     *diagram.Space
	texts []string
	extra map[string]diagram.Ref
	index map[expr.Level]int

	// applies are the patients that the pathway is for; left are those that
	// no not_for entry takes.
	applies, left diagram.Ref
	entries       []entry
	// ranks gives the urgency of every patient's whole advice, decideRanks of
	// the decided outcome alone.
	ranks, decideRanks diagram.Ref

	used   map[*Acceptance]map[string]bool
	result Result
}

// One proves one pathway with what its authors accept and state.
func One(p *engine.Pathway, proofs []*Proof, o Options) Result {
	pr := &prover{
		lib: p.Library(), p: p, options: o, used: map[*Acceptance]map[string]bool{},
		result: Result{Pathway: p.About().ID, Findings: []Finding{}, Accepted: []Accepted{}, Hazards: []Hazard{}},
	}
	for _, proof := range proofs {
		if proof.Pathway == pr.result.Pathway {
			pr.proofs = append(pr.proofs, proof)
		}
	}
	pr.gather()
	for _, k := range checks() {
		pr.run(k)
	}
	if o.Details {
		id := p.Identity()
		pr.result.Version, pr.result.Behaviour, pr.result.Content = id.Version, id.Behaviour, id.Content
	}
	pr.unmatched()
	pr.sort()
	pr.result.Proved = len(pr.result.Findings) == 0
	return pr.result
}

// check is one group of statements. Each has the whole node budget.
type check struct {
	name string
	run  func(*prover)
}

func checks() []check {
	return []check{
		{"rows", (*prover).rows}, {"criteria", (*prover).criteria}, {"conditions", (*prover).conditions},
		{"questions", (*prover).questions}, {"outcomes", (*prover).outcomes}, {"routes", (*prover).routes},
		{"order", (*prover).order}, {"urgency", (*prover).urgency}, {"not_known", (*prover).notKnown},
		{"otherwise", (*prover).otherwise}, {"hazards", (*prover).hazards}, {"assertions", (*prover).assertions},
	}
}

// run runs a check. What it found over budget means nothing.
func (pr *prover) run(k check) {
	found, accepted, hazards := len(pr.result.Findings), len(pr.result.Accepted), len(pr.result.Hazards)
	err := pr.compile()
	if err == nil {
		if pr.left != diagram.False || k.name == "rows" {
			k.run(pr) // where nobody is left, the rest would all fail for that one reason
		}
		err = pr.s.Err()
	}
	if err == nil {
		return
	}
	r := &pr.result
	r.Findings, r.Accepted, r.Hazards = r.Findings[:found], r.Accepted[:accepted], r.Hazards[:hazards]
	pr.claim(claim{
		code: "P500", about: k.name, at: pr.p.File().Span(0, 0),
		message: "NOT PROVED: " + k.name + " of pathway " + quote(r.Pathway) + ": " + err.Error(),
		help:    "simplify its conditions, split the pathway, or accept that this is not proved",
	})
}

// compile builds the diagrams, unless those of the check before still stand.
func (pr *prover) compile() error {
	if pr.c != nil && pr.s.Err() == nil {
		return nil
	}
	c, err := pr.p.Compile(pr.texts...)
	if err != nil {
		return err
	}
	pr.c, pr.s = c, c.Space
	pr.extra, pr.index = map[string]diagram.Ref{}, map[expr.Level]int{}
	for i, text := range pr.texts {
		pr.extra[text] = c.Extra[i]
	}
	for i, l := range c.Levels {
		pr.index[l] = i
	}
	s := pr.s
	pr.applies = s.And(c.Care, c.Applies)
	pr.left = s.And(pr.applies, s.Not(s.Or(c.NotFor...)))
	pr.entries = pr.allEntries()
	pr.decideRanks = s.MapTerminals(c.RowOf, func(t int) int { return rankOf(c.Ends[t].Outcome) })
	pr.ranks = pr.decideRanks
	for _, e := range pr.entries {
		if e.kind == alsoRow {
			sooner := s.MapTerminals(pr.ranks, func(r int) int { return min(r, rankOf(e.outcome)) })
			pr.ranks = s.Ite(s.And(pr.left, e.ref), sooner, pr.ranks)
		}
	}
	return s.Err()
}

// rankOf orders advice by urgency. No advice is as urgent as advice that has no
// time.
func rankOf(o *engine.Outcome) int {
	if o == nil {
		return engine.NoTime.Rank()
	}
	return o.Within.Rank()
}

// gather lists the further conditions that proofs need in the diagrams.
func (pr *prover) gather() {
	add := func(text string) {
		if text != "" && !slices.Contains(pr.texts, text) {
			pr.texts = append(pr.texts, text)
		}
	}
	for _, o := range pr.p.Outcomes() {
		for _, s := range pr.services(o.Route) {
			add(s.AcceptsWhen)
		}
		if t, ok := pr.lib.Pathway(o.Route.Pathway); ok {
			add(t.Plain(t.AppliesTo()))
			for _, n := range t.NotFor() {
				add(t.Plain(n.When))
			}
		}
	}
	for _, proof := range pr.proofs {
		for _, a := range proof.Accept {
			add(a.Patients)
		}
		for _, a := range proof.Assert {
			add(a.When)
			add(a.Patients)
		}
	}
}

// when is the diagram of a further condition; an empty one holds of everybody.
func (pr *prover) when(text string) diagram.Ref {
	if text == "" {
		return diagram.True
	}
	return pr.extra[text]
}

// outside is where a part of the condition a does not imply b.
func (pr *prover) outside(a, b diagram.Ref) diagram.Ref { return pr.s.And(a, pr.s.Not(b)) }

func (pr *prover) sort() {
	slices.SortStableFunc(pr.result.Findings, func(a, b Finding) int { return compareFindings(&a, &b) })
	slices.SortStableFunc(pr.result.Accepted, func(a, b Accepted) int { return compareFindings(&a.Finding, &b.Finding) })
}

func compareFindings(a, b *Finding) int {
	for _, d := range []int{
		compare(pathOf(a.Span), pathOf(b.Span)), a.Span.Start - b.Span.Start, compare(a.Code, b.Code), compare(a.About, b.About),
	} {
		if d != 0 {
			return d
		}
	}
	return 0
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func pathOf(s source.Span) string {
	if s.File == nil {
		return ""
	}
	return s.File.Path
}

func quote(s string) string { return "\"" + s + "\"" }
