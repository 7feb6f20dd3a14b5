package diff

import (
	"slices"
	"strings"

	"signpost.health/signpost/engine"
)

// questions compares what the pathway may ask: what its conditions read and its
// letters require, and how it is put on screens.
func (d *differ) questions() {
	was, is := asked(d.p.before), asked(d.p.after)
	var names []string
	for _, id := range was {
		names = append(names, d.name(id))
	}
	for i, id := range was {
		if !slices.Contains(is, names[i]) {
			d.add(Change{About: "question " + id, Is: "removed", Says: d.words(d.before, id)})
		}
	}
	for _, id := range is {
		if slices.Contains(names, id) {
			continue
		}
		d.add(Change{About: "question " + id, Is: "added", Says: d.words(d.after, id)})
		d.reasons.minor("a question is added")
	}
	for i, id := range was {
		if slices.Contains(is, names[i]) {
			d.question(id, names[i])
		}
	}
	d.groups()
}

// asked gives the findings that a pathway may ask, in order.
func asked(p *engine.Pathway) []string {
	out := slices.Clone(p.Findings())
	for _, o := range p.Outcomes() {
		for _, id := range o.Requires {
			if !slices.Contains(out, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// name is what a finding before is called now.
func (d *differ) name(id string) string {
	if now, ok := d.renamed[id]; ok {
		return now
	}
	return id
}

func (d *differ) words(lib *engine.Library, id string) string {
	f, ok := lib.Finding(id)
	switch {
	case !ok:
		return ""
	case f.Ask != "":
		return f.Ask
	}
	return f.Short
}

// question compares how one is put. What it means is the vocabulary's matter.
func (d *differ) question(old, now string) {
	a, okA := d.before.Finding(old)
	b, okB := d.after.Finding(now)
	if !okA || !okB {
		return
	}
	about := "question " + now
	for _, t := range []struct{ what, before, after string }{
		{"", a.Ask, b.Ask}, {"in short", a.Short, b.Short}, {"for the patient", a.PatientWords, b.PatientWords},
		{"hint", a.Help, b.Help}, {"options", options(a), options(b)}, {"in the letter", a.LetterPhrase, b.LetterPhrase},
		{"section of the letter", a.LetterSection, b.LetterSection},
	} {
		d.text(about, "reworded", t.what, t.before, t.after)
	}
}

func options(f *engine.Finding) string {
	var out []string
	for _, o := range f.Options {
		out = append(out, o.Says)
	}
	return list(out)
}

// groups compares the screens.
func (d *differ) groups() {
	a, b := d.p.before.Groups(), d.p.after.Groups()
	title := func(g *engine.Group) string { return g.Title }
	for _, g := range only(a, b, title) {
		d.add(Change{About: "screen " + g.Title, Is: "removed"})
	}
	for _, g := range only(b, a, title) {
		d.add(Change{About: "screen " + g.Title, Is: "added", Says: strings.Join(g.Findings, ", ")})
	}
	for _, m := range both(a, b, title) {
		var was []string
		for _, id := range m.before.Findings {
			was = append(was, d.name(id))
		}
		d.text("screen "+m.after.Title, "changed", "questions", list(was), list(m.after.Findings))
		d.text("screen "+m.after.Title, "changed", "style", m.before.Style, m.after.Style)
	}
}
