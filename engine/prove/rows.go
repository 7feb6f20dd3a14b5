package prove

import (
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/source"
)

// kind is where an entry of the pathway stands.
type kind string

const (
	notFor   kind = "not_for entry"
	row      kind = "row"
	alsoRow  kind = "also row"
	catchAll kind = "otherwise"
)

// entry is anything of the pathway that leads patients to an outcome.
type entry struct {
	kind    kind
	id      string
	when    *engine.Condition
	span    source.Span
	outcome *engine.Outcome
	redFlag bool
	because string
	// ref is its own condition; first are the patients whom it takes.
	ref, first diagram.Ref
}

func (e *entry) name() string { return string(e.kind) + " " + quote(e.id) }

// allEntries gives not_for, decide and also in the order in which they count.
func (pr *prover) allEntries() []entry {
	c, s, p := pr.c, pr.s, pr.p
	outcome := func(id string) *engine.Outcome {
		o, _ := p.Outcome(id)
		return o
	}
	end := 0
	first := func() diagram.Ref {
		end++
		at := end
		return s.And(c.Care, s.MapTerminals(c.RowOf, func(t int) int { return one(t == at) }))
	}
	var out []entry
	for i, n := range p.NotFor() {
		out = append(out, entry{
			kind: notFor, id: n.ID, when: n.When, span: n.Span(), outcome: outcome(n.Outcome), ref: c.NotFor[i], first: first(),
		})
	}
	for i, r := range p.Rows() {
		e := entry{
			kind: row, id: r.ID, when: r.When, span: r.Span(), outcome: outcome(r.Outcome), redFlag: r.RedFlag,
			because: r.Because, ref: c.Rows[i], first: first(),
		}
		if r.Otherwise {
			e.kind = catchAll
		}
		out = append(out, e)
	}
	for i, r := range p.AlsoRows() {
		out = append(out, entry{
			kind: alsoRow, id: r.ID, when: r.When, span: r.Span(), outcome: outcome(r.Outcome),
			ref: c.Also[i], first: s.And(pr.left, c.Also[i]),
		})
	}
	return out
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}

// rows: somebody is left for decide, and every entry can be true, is sometimes
// first, and is not true of everybody.
func (pr *prover) rows() {
	if pr.left == diagram.False {
		pr.claim(claim{
			code: "P501", about: pr.result.Pathway, at: pr.p.AppliesTo().Span(),
			message: "the pathway is for nobody: no patient satisfies applies_to and none of not_for",
			help:    "look at applies_to, at not_for and at the vocabulary's constraints",
		})
		return
	}
	for i := range pr.entries {
		e := &pr.entries[i]
		if e.kind == catchAll {
			pr.shadowed(e)
			continue
		}
		fits := pr.s.And(pr.applies, e.ref)
		switch {
		case fits == diagram.False:
			pr.claim(claim{
				code: e.code("P502"), about: e.id, at: e.when.Span(),
				message: e.name() + " is never true of a patient that the pathway is for",
				help:    "its parts contradict each other, applies_to or the vocabulary: correct it, or remove the row",
			})
		case e.first == diagram.False:
			pr.shadowed(e)
		case fits == pr.applies:
			pr.claim(claim{
				code: "P504", about: e.id, at: e.when.Span(),
				message: e.name() + " is true of every patient that the pathway is for",
				help:    "narrow its condition; what stands after it is never reached",
			})
		}
	}
}

// code is that of a row that cannot lead: red flags have one of their own.
func (e *entry) code(otherwise string) string {
	if e.redFlag {
		return "P505"
	}
	return otherwise
}

// shadowed claims that an entry is never first, and says which entries are.
func (pr *prover) shadowed(e *entry) {
	if e.first != diagram.False {
		return
	}
	var names []string
	var related []source.Related
	for i := range pr.entries {
		o := &pr.entries[i]
		if o.kind != alsoRow && pr.s.And(o.first, e.ref) != diagram.False {
			names = append(names, quote(o.id))
			related = append(related, source.Related{Span: o.span, Message: "takes patients first"})
		}
	}
	message := e.name() + " is never reached: every patient it is for is taken by " + list(names)
	if e.kind == catchAll {
		message = "nobody is left for otherwise: every patient is taken by " + list(names)
	}
	pr.claim(claim{
		code: e.code("P503"), about: e.id, at: e.span, message: message, related: related,
		help: "move it up, narrow what stands before it, or remove it",
	})
}

// criteria: each can be met, and can be missed.
func (pr *prover) criteria() {
	for i, k := range pr.p.Criteria() {
		met := pr.s.And(pr.c.Care, pr.c.Criteria[i])
		if met == diagram.False {
			pr.claim(claim{
				code: "P506", about: k.ID, at: k.When.Span(), message: "criterion " + quote(k.ID) + " is never true of any patient",
				help: "its parts contradict each other or the vocabulary: correct it",
			})
		}
		if met == pr.c.Care {
			pr.claim(claim{
				code: "P507", about: k.ID, at: k.When.Span(), message: "criterion " + quote(k.ID) + " is true of every patient",
				help: "it tells nobody apart: correct it, or remove it",
			})
		}
	}
}

// list joins words as a sentence does.
func list(words []string) string {
	switch n := len(words); n {
	case 0:
		return "nobody"
	case 1:
		return words[0]
	default:
		return strings.Join(words[:n-1], ", ") + " and " + words[n-1]
	}
}
