package examples

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
)

// Result is what became of one case.
type Result struct {
	Pathway string `json:"pathway"`
	Case    string `json:"case"`
	Skipped string `json:"skipped,omitempty"`
	// Unconfirmed results are shown, and count for nothing.
	Unconfirmed bool      `json:"unconfirmed,omitempty"`
	Failures    []Failure `json:"failures,omitempty"`
	// Unused are answers that no condition of the pathway reads.
	Unused []string `json:"unused,omitempty"`

	// Why says of a failed case which row fired, and why the expected did not.
	Why []Why `json:"why,omitempty"`

	Span     source.Span     `json:"-"`
	Decision engine.Decision `json:"-"`
	// Answers are the patient's, with all that the case says of the others.
	Answers engine.Answers `json:"-"`
}

// Failure is one expectation that did not come true.
type Failure struct {
	What string      `json:"what"`
	Want string      `json:"want"`
	Got  string      `json:"got"`
	Span source.Span `json:"-"`
}

// Run decides every case of a suite and compares.
func Run(lib *engine.Library, s *Suite, c *source.Collector) []Result {
	p, ok := s.pathway(lib, c)
	if !ok {
		return nil
	}
	var out []Result
	known := namesOf(lib, p)
	for _, k := range s.Cases {
		known.check(k, c)
		r := Result{Pathway: s.Pathway, Case: k.Name, Span: k.Span(), Skipped: k.Skip, Unconfirmed: k.Unconfirmed}
		if k.Skip == "" {
			if a, ok := k.AnswersOf(lib, c); ok {
				r.Answers, r.Decision = a, p.Decide(a)
				r.Failures = k.Compare(r.Decision, func() []string { return metRows(lib, s.Pathway, a) })
				r.Unused = unused(p, k, r.Decision)
				if len(r.Failures) > 0 {
					r.Why = why(p, k, r.Decision, a)
				}
			}
		}
		out = append(out, r)
	}
	return out
}

// Check says what is wrong with a suite without deciding anything: names that
// lead nowhere, and answers that findings do not take.
func Check(lib *engine.Library, s *Suite, c *source.Collector) {
	p, ok := s.pathway(lib, c)
	if !ok {
		return
	}
	known := namesOf(lib, p)
	for _, k := range s.Cases {
		known.check(k, c)
		if k.Skip == "" {
			k.AnswersOf(lib, c)
		}
	}
}

// pathway is what the suite is about, or a diagnostic.
func (s *Suite) pathway(lib *engine.Library, c *source.Collector) (*engine.Pathway, bool) {
	p, ok := lib.Pathway(s.Pathway)
	if ok {
		return p, true
	}
	var ids []string
	for _, q := range lib.Pathways() {
		ids = append(ids, q.About().ID)
	}
	d := c.Errorf("P304", s.at, "there is no pathway %q for these examples", s.Pathway)
	d.Help = "name the pathway that they are of; if it was renamed, rename it here too"
	if near, ok := source.Nearest(s.Pathway, ids); ok {
		d.Help = "did you mean \"" + near + "\"?"
	}
	return nil, false
}

// Compare gives the expectations that a decision does not meet. met gives the
// rows that fit on their own; it is asked only where the case expects any.
func (k *Case) Compare(d engine.Decision, met func() []string) []Failure {
	var out []Failure
	check := func(what, want, got string) {
		if want != got {
			out = append(out, Failure{What: what, Want: want, Got: got, Span: k.Expect.at(what)})
		}
	}
	e := k.Expect
	if e.Status != "" {
		check("status", e.Status, string(d.Status))
	}
	if e.Outcome != "" {
		check("outcome", e.Outcome, outcomeID(d))
	}
	if e.Row != "" {
		check("row", e.Row, cmp.Or(d.Row, "none"))
	}
	lists := []struct {
		what      string
		want, got []string
		sorted    bool
	}{
		{"also", e.Also, alsoRows(d), true},
		{"possible", e.Possible, possibleOutcomes(d), true},
		{"ask", e.Ask, firstScreen(d), false},
		{"tests", e.Tests, testIDs(d), true},
	}
	for _, l := range lists {
		if l.want != nil {
			check(l.what, joined(l.want, l.sorted), joined(l.got, l.sorted))
		}
	}
	if e.Met != nil {
		check("met", joined(e.Met, true), joined(met(), true))
	}
	return out
}

func metRows(lib *engine.Library, pathway string, a engine.Answers) []string {
	var out []string
	for _, m := range lib.Screen(a).Met {
		if m.Pathway == pathway {
			out = append(out, m.Row)
		}
	}
	return out
}

// at is where an expectation stands.
func (e *Expect) at(what string) source.Span {
	if n := e.nodes[what]; n != nil {
		return n.Span
	}
	return source.Span{}
}

func joined(list []string, sorted bool) string {
	l := slices.Clone(list)
	if sorted {
		sort.Strings(l)
	}
	return "[" + strings.Join(l, ", ") + "]"
}

func outcomeID(d engine.Decision) string {
	if d.Outcome == nil {
		return "none"
	}
	return d.Outcome.ID
}

func alsoRows(d engine.Decision) []string {
	out := []string{}
	for _, a := range d.Also {
		out = append(out, a.Row)
	}
	return out
}

func possibleOutcomes(d engine.Decision) []string {
	out := []string{}
	for _, p := range d.Possible {
		out = append(out, p.Outcome.ID)
	}
	return out
}

func firstScreen(d engine.Decision) []string {
	out := []string{}
	if len(d.Ask) > 0 {
		for _, q := range d.Ask[0].Questions {
			out = append(out, q.Finding)
		}
	}
	return out
}

func testIDs(d engine.Decision) []string {
	out := []string{}
	for _, t := range d.Tests {
		out = append(out, t.ID)
	}
	return out
}

// unused gives answers that nothing of the pathway reads: usually a slip.
func unused(p *engine.Pathway, k *Case, d engine.Decision) []string {
	reads := map[string]bool{}
	for _, f := range p.Findings() {
		reads[f] = true
	}
	for _, o := range p.Outcomes() {
		for _, f := range o.Requires {
			reads[f] = true
		}
	}
	for _, i := range d.Implied {
		if reads[i.Finding] {
			for _, b := range i.Because {
				reads[b] = true
			}
		}
	}
	var out []string
	for _, id := range sortedKeys(k.Answers) {
		if !reads[id] {
			out = append(out, id)
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
