package examples

import (
	"errors"
	"slices"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// names are what a case may expect of a pathway.
type names struct {
	pathway                               string
	rows, also, outcomes, findings, tests []string
}

func namesOf(lib *engine.Library, p *engine.Pathway) names {
	n := names{pathway: p.About().ID}
	for _, r := range p.Rows() {
		n.rows = append(n.rows, r.ID)
	}
	for _, e := range p.NotFor() {
		n.rows = append(n.rows, e.ID)
	}
	for _, r := range p.AlsoRows() {
		n.also = append(n.also, r.ID)
	}
	for _, o := range p.Outcomes() {
		n.outcomes = append(n.outcomes, o.ID)
	}
	for _, f := range lib.Findings() {
		n.findings = append(n.findings, f.ID)
		if f.ObtainedBy != "" {
			n.tests = append(n.tests, f.ObtainedBy)
		}
	}
	for _, o := range p.Outcomes() {
		n.tests = append(n.tests, o.Tests...)
	}
	return n
}

// check refuses a case that expects what the pathway does not have: it could
// never hold, and its row or outcome was most likely renamed or lost.
func (n names) check(k *Case, c *source.Collector) {
	e := k.Expect
	statuses := []string{string(engine.Decided), string(engine.Open), string(engine.Undecided), string(engine.DoesNotApply)}
	for _, list := range []struct {
		key, what string
		known     []string
	}{
		{"status", "status", statuses}, {"outcome", "outcome", n.outcomes}, {"row", "row", n.rows}, {"possible", "outcome", n.outcomes},
		{"also", "row of also", n.also}, {"ask", "finding", n.findings}, {"tests", "test", n.tests}, {"met", "row", slices.Concat(n.rows, n.also)},
	} {
		at := e.nodes[list.key]
		if at == nil {
			continue
		}
		for _, one := range append(at.Items, at) {
			none := list.key == "outcome" && one.Value == "none"
			if one.Kind == lang.Scalar && one.Value != "" && !none && !slices.Contains(list.known, one.Value) {
				n.refuse(c, one, list.what, list.known)
			}
		}
	}
}

func (n names) refuse(c *source.Collector, at *lang.Node, what string, known []string) {
	d := c.Errorf("P308", at.Span, "pathway %q has no %s %q", n.pathway, what, at.Value)
	d.Help = "if it was renamed, rename it here; if it was lost, put it back"
	if near, ok := source.Nearest(at.Value, known); ok {
		d.Help = "did you mean \"" + near + "\"? If it was lost, put it back"
	} else if len(known) <= 12 {
		d.Help += "; there are: " + strings.Join(known, ", ")
	}
}

// answer takes one answer of the file.
func (k *Case) answer(e lang.Entry) {
	id := e.Key.Value
	k.Answers[id], k.answers[id], k.values[id] = raw(e.Value), e.Key, e.Value
}

// refuse says what is wrong with an answer: its finding, or its value.
func (k *Case) refuse(lib *engine.Library, id string, err error, c *source.Collector) {
	if _, ok := lib.Finding(id); ok {
		at := k.at(id)
		if n := k.values[id]; n != nil {
			at = n.Span
		}
		d := c.Errorf("P303", at, "%s", err)
		d.Help = "give one of these, or not_known"
		if e, ok := errors.AsType[*engine.AnswerError](err); ok && e.Hint != "" {
			plain := *e
			plain.Hint = ""
			d.Message, d.Help = plain.Error(), e.Hint
		}
		return
	}
	var known []string
	for _, f := range lib.Findings() {
		known = append(known, f.ID)
	}
	d := c.Errorf("P303", k.at(id), "there is no finding %q", id)
	d.Help = "define it in the vocabulary, or correct the name"
	if near, ok := source.Nearest(id, known); ok {
		d.Help = "did you mean \"" + near + "\"?"
	} else if i := slices.IndexFunc(known, func(k string) bool { return strings.HasPrefix(k, id) }); i >= 0 {
		d.Help = "did you mean \"" + known[i] + "\"?"
	}
}
