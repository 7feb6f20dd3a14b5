package diff

import (
	"slices"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
)

// parts lists what is written otherwise, in the order of a pathway file.
func (d *differ) parts() {
	d.about()
	d.condition("applies_to", d.p.before.AppliesTo(), d.p.after.AppliesTo(), d.ref(d.p.a, d.p.b, applies))
	d.notFor()
	d.parameters()
	d.questions()
	d.criteria()
	d.rows("row", d.p.before.Rows(), d.p.after.Rows(), decideRefs)
	d.rows("also", d.p.before.AlsoRows(), d.p.after.AlsoRows(), alsoRefs)
	d.allOutcomes()
}

func (d *differ) add(c Change) { d.p.Changes = append(d.p.Changes, c) }

// text compares one piece of text; is says what a difference is.
func (d *differ) text(about, is, what, before, after string) {
	if before != after {
		d.add(Change{About: about, Is: is, Says: what, Before: before, After: after})
	}
}

// about compares what a reader sees of the pathway before using it.
func (d *differ) about() {
	a, b := d.p.before.About(), d.p.after.About()
	for _, t := range []struct{ what, before, after string }{
		{"title", a.Title, b.Title}, {"purpose", a.Purpose, b.Purpose}, {"not_meant_for", a.NotMeantFor, b.NotMeantFor},
		{"specialty", a.Specialty, b.Specialty}, {"owner", a.Owner, b.Owner}, {"review_by", a.ReviewBy, b.ReviewBy},
		{"status", a.Status, b.Status}, {"aliases", list(a.Aliases), list(b.Aliases)}, {"symptoms", list(a.Symptoms), list(b.Symptoms)},
		{"letter.to", a.LetterTo, b.LetterTo}, {"letter.intro", a.LetterIntro, b.LetterIntro},
	} {
		d.text(t.what, "changed", "", t.before, t.after)
	}
	id := func(c engine.Citation) string { return c.ID }
	for _, c := range only(b.Evidence, a.Evidence, id) {
		d.add(Change{About: "source " + c.ID, Is: "added", Says: c.Title})
	}
	for _, c := range only(a.Evidence, b.Evidence, id) {
		d.add(Change{About: "source " + c.ID, Is: "removed", Says: c.Title})
	}
	for _, m := range both(a.Evidence, b.Evidence, id) {
		d.text("source "+m.after.ID, "changed", "", sourceWords(m.before), sourceWords(m.after))
	}
}

func sourceWords(c engine.Citation) string { return list([]string{c.Title, c.URL, c.Notice}) }

// list writes several texts as one.
func list(texts []string) string {
	kept := slices.DeleteFunc(slices.Clone(texts), func(s string) bool { return s == "" })
	return strings.Join(kept, ", ")
}

func cites(cs []engine.Citation) string {
	var out []string
	for _, c := range cs {
		out = append(out, strings.TrimSpace(c.ID+" "+c.Place))
	}
	return list(out)
}

// condition compares one condition. same says whether it means the same for
// every patient, and whether that is known.
func (d *differ) condition(about string, before, after *engine.Condition, same meaning) {
	a, b := textOf(before), textOf(after)
	switch {
	case a == b && same != differs:
	case a == b:
		d.add(Change{About: about, Is: "changed", Says: "its words are the same and mean other patients, through what they name"})
	case same == alike:
		d.add(Change{About: about, Is: "rewritten", Says: "for the same patients", Before: a, After: b})
	default:
		d.add(Change{About: about, Is: "changed", Says: "for other patients", Before: a, After: b})
	}
}

func textOf(c *engine.Condition) string {
	if c == nil {
		return ""
	}
	return strings.Join(strings.Fields(c.Text), " ")
}

// meaning says what is known of two conditions.
type meaning int

const (
	unknown meaning = iota
	alike
	differs
)

// picks takes one condition's diagram.
type picks func(c *engine.Compiled) diagram.Ref

func applies(c *engine.Compiled) diagram.Ref { return c.Applies }

// ref compares one condition of each version.
func (d *differ) ref(a, b *engine.Compiled, pick picks) meaning {
	if a == nil || b == nil {
		return unknown
	}
	return d.meaning(pick(a), pick(b))
}

func (d *differ) meaning(x, y diagram.Ref) meaning {
	s := d.p.b.Space
	if x == y || s.And(d.p.b.Care, s.Ite(x, s.Not(y), y)) == diagram.False {
		return alike
	}
	return differs
}

// at compares the entries at two places of a list of diagrams.
func (d *differ) at(pick func(*engine.Compiled) []diagram.Ref, i, j int) meaning {
	if d.p.a == nil {
		return unknown
	}
	return d.meaning(pick(d.p.a)[i], pick(d.p.b)[j])
}

func decideRefs(c *engine.Compiled) []diagram.Ref { return c.Rows }

func alsoRefs(c *engine.Compiled) []diagram.Ref { return c.Also }

func notForRefs(c *engine.Compiled) []diagram.Ref { return c.NotFor }

func criteriaRefs(c *engine.Compiled) []diagram.Ref { return c.Criteria }

func (d *differ) notFor() {
	a, b := d.p.before.NotFor(), d.p.after.NotFor()
	for _, n := range only(a, b, notForID) {
		d.add(Change{About: "not_for " + n.ID, Is: "removed", Says: textOf(n.When)})
	}
	for _, n := range only(b, a, notForID) {
		d.add(Change{About: "not_for " + n.ID, Is: "added", Says: textOf(n.When) + ", " + n.Outcome})
	}
	for _, m := range both(a, b, notForID) {
		about := "not_for " + m.after.ID
		d.condition(about, m.before.When, m.after.When, d.at(notForRefs, slices.Index(a, m.before), slices.Index(b, m.after)))
		d.text(about, "reworded", "", m.before.Says, m.after.Says)
		d.text(about, "changed", "outcome", d.outcome(m.before.Outcome), m.after.Outcome)
		d.text(about, "changed", "evidence", cites(m.before.Evidence), cites(m.after.Evidence))
	}
}

func (d *differ) criteria() {
	a, b := d.p.before.Criteria(), d.p.after.Criteria()
	name := func(c *engine.Criterion) string { return c.ID }
	was := func(c *engine.Criterion) string { return c.Says + "\x00" + textOf(c.When) }
	gone, come := only(a, b, name), only(b, a, name)
	for _, m := range both(gone, come, was) {
		d.add(Change{About: "criterion " + m.before.ID, Is: "renamed", Says: "now " + m.after.ID})
	}
	for _, c := range only(gone, come, was) {
		d.add(Change{About: "criterion " + c.ID, Is: "removed", Says: c.Says})
	}
	for _, c := range only(come, gone, was) {
		d.add(Change{About: "criterion " + c.ID, Is: "added", Says: c.Says + ": " + textOf(c.When)})
	}
	for _, m := range both(a, b, name) {
		about := "criterion " + m.after.ID
		d.condition(about, m.before.When, m.after.When, d.at(criteriaRefs, slices.Index(a, m.before), slices.Index(b, m.after)))
		d.text(about, "reworded", "", m.before.Says, m.after.Says)
		d.text(about, "changed", "evidence", cites(m.before.Evidence), cites(m.after.Evidence))
	}
}

func (d *differ) parameters() {
	a, b := d.p.before.Parameters(), d.p.after.Parameters()
	id := func(x *engine.Parameter) string { return x.ID }
	for _, x := range only(a, b, id) {
		d.add(Change{About: "parameter " + x.ID, Is: "removed", Says: parameter(x)})
	}
	for _, x := range only(b, a, id) {
		d.add(Change{About: "parameter " + x.ID, Is: "added", Says: parameter(x)})
	}
	for _, m := range both(a, b, id) {
		about := "parameter " + m.after.ID
		d.text(about, "changed", "", value(m.before), value(m.after))
		d.text(about, "reworded", "", m.before.Says, m.after.Says)
		d.text(about, "changed", "evidence", cites(m.before.Evidence), cites(m.after.Evidence))
	}
}

func parameter(x *engine.Parameter) string { return list([]string{x.Says, value(x)}) }

func value(x *engine.Parameter) string {
	return strings.TrimSpace(number(x.Value) + " " + strings.Trim(x.Unit, "{}"))
}
