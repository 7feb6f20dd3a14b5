package diff

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"signpost.health/signpost/engine"
)

// renamedFindings finds findings that only have another name now: one version
// lost what the other gained, asked in the same words with the same answers.
func renamedFindings(before, after *engine.Library) map[string]string {
	id := func(f *engine.Finding) string { return f.ID }
	words := func(f *engine.Finding) string {
		return strings.Join([]string{string(f.Kind), f.Ask, f.Short, domain(f), f.FromPatient, f.PresentFor}, "\x00")
	}
	out := map[string]string{}
	taken := map[string]bool{}
	gone, come := only(before.Findings(), after.Findings(), id), only(after.Findings(), before.Findings(), id)
	for _, m := range both(gone, come, words) {
		if out[m.before.ID] == "" && !taken[m.after.ID] {
			out[m.before.ID], taken[m.after.ID] = m.after.ID, true
		}
	}
	return out
}

// domain is what a finding can be.
func domain(f *engine.Finding) string {
	switch f.Kind {
	case engine.KindNumber:
		return fmt.Sprintf("%s to %s in steps of %s %s", number(f.Min), number(f.Max), strconv.FormatFloat(f.Step, 'g', 4, 64), f.Unit)
	case engine.KindOption, engine.KindOptions:
		var ids []string
		for _, o := range f.Options {
			ids = append(ids, o.ID)
		}
		return list(ids)
	case engine.KindYesNo, engine.KindDate, engine.KindText, engine.KindFile:
	}
	return string(f.Kind)
}

// vocabulary lists what changed in what the pathways share.
func (l *libraries) vocabulary() []Change {
	v := &vocabulary{libraries: l}
	v.findings()
	v.tests()
	v.criteria()
	v.bands()
	v.constraints()
	v.services()
	return v.out
}

type vocabulary struct {
	*libraries
	out []Change
}

func (v *vocabulary) add(c Change) { v.out = append(v.out, c) }

func (v *vocabulary) text(about, what, before, after string) {
	if before != after {
		v.add(Change{About: about, Is: "changed", Says: what, Before: before, After: after})
	}
}

func (v *vocabulary) findings() {
	a, b := v.before.Findings(), v.after.Findings()
	was := map[string]bool{}
	for _, f := range a {
		if now, ok := v.renamed[f.ID]; ok {
			was[now] = true
			v.add(Change{About: "finding " + f.ID, Is: "renamed", Says: "now " + now})
			continue
		}
		was[f.ID] = true
		g, ok := v.after.Finding(f.ID)
		if !ok {
			v.add(Change{About: "finding " + f.ID, Is: "removed", Says: f.Short})
			continue
		}
		v.finding(f, g)
	}
	for _, f := range b {
		if !was[f.ID] {
			v.add(Change{About: "finding " + f.ID, Is: "added", Says: f.Short})
		}
	}
}

// finding compares what a finding means; its words are each pathway's matter.
func (v *vocabulary) finding(a, b *engine.Finding) {
	about := "finding " + b.ID
	for _, t := range []struct{ what, before, after string }{
		{"type", string(a.Kind), string(b.Kind)}, {"values", domain(a), domain(b)}, {"implies", list(a.Implies), list(b.Implies)},
		{"only_if", a.OnlyIf, b.OnlyIf}, {"derive", a.Derive, b.Derive}, {"from_patient", a.FromPatient, b.FromPatient},
		{"present_for", a.PresentFor, b.PresentFor}, {"shelf_life", length(a.ShelfLife), length(b.ShelfLife)},
		{"keep_for", length(a.KeepFor), length(b.KeepFor)}, {"no_code_means", a.NoCodeMeans, b.NoCodeMeans},
		{"obtained_by", a.ObtainedBy, b.ObtainedBy}, {"attest", yes(a.Attest), yes(b.Attest)},
		{"raises_urgency", yes(a.RaisesUrgency), yes(b.RaisesUrgency)}, {"snomed", a.SNOMED, b.SNOMED},
		{"from_record", list(append(slices.Clone(a.FromRecord.SNOMED), a.FromRecord.LOINC...)), list(append(slices.Clone(b.FromRecord.SNOMED), b.FromRecord.LOINC...))},
		{"convert", units(a.Convert), units(b.Convert)},
	} {
		if t.what == "values" && a.Kind != b.Kind {
			continue
		}
		v.text(about, t.what, t.before, t.after)
	}
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return "no"
}

func units(m map[string]float64) string {
	var out []string
	for _, u := range sorted(m) {
		out = append(out, u+" times "+number(m[u]))
	}
	return list(out)
}

func length(d engine.Duration) string {
	for _, x := range []struct {
		n    int
		unit string
	}{{d.Years, "years"}, {d.Months, "months"}, {d.Days, "days"}, {d.Hours, "hours"}} {
		if x.n > 0 {
			return fmt.Sprintf("%d %s", x.n, x.unit)
		}
	}
	return ""
}

func (v *vocabulary) tests() {
	id := func(t *engine.TestKind) string { return t.ID }
	a, b := v.before.Tests(), v.after.Tests()
	v.names("test", idsOf(only(a, b, id), id), idsOf(only(b, a, id), id))
	for _, m := range both(a, b, id) {
		v.text("test "+m.after.ID, "", testWords(m.before), testWords(m.after))
	}
}

func testWords(t *engine.TestKind) string {
	return list([]string{t.Name, t.Request, t.Kind, t.PatientWords})
}

// names lists what went and what came.
func (v *vocabulary) names(kind string, gone, come []string) {
	for _, id := range gone {
		v.add(Change{About: kind + " " + id, Is: "removed"})
	}
	for _, id := range come {
		v.add(Change{About: kind + " " + id, Is: "added"})
	}
}

func idsOf[E any](list []E, id func(E) string) []string {
	var out []string
	for _, e := range list {
		out = append(out, id(e))
	}
	return out
}

func (v *vocabulary) criteria() {
	a, b := v.before.Criteria(), v.after.Criteria()
	v.names("criterion", idsOf(only(a, b, criterionID), criterionID), idsOf(only(b, a, criterionID), criterionID))
	d := &differ{libraries: v.libraries}
	for _, m := range both(a, b, criterionID) {
		about := "criterion " + m.after.ID
		for _, s := range d.boundsBetween(m.before.When, m.after.When) {
			v.add(Change{About: about, Is: "changed", Says: s})
		}
		v.text(about, "", textOf(m.before.When), textOf(m.after.When))
		v.text(about, "wording", m.before.Says, m.after.Says)
		v.text(about, "evidence", cites(m.before.Evidence), cites(m.after.Evidence))
	}
}

func (v *vocabulary) bands() {
	id := func(b *engine.Band) string { return b.ID }
	a, b := v.before.Bands(), v.after.Bands()
	v.names("band", idsOf(only(a, b, id), id), idsOf(only(b, a, id), id))
	for _, m := range both(a, b, id) {
		about := "band " + m.after.ID
		v.lines(about, m.before, m.after)
		v.text(about, "wording", m.before.Says, m.after.Says)
		v.text(about, "compares", m.before.Finding+" "+m.before.Compare+" by "+m.before.By, m.after.Finding+" "+m.after.Compare+" by "+m.after.By)
		v.text(about, "evidence", cites(m.before.Evidence), cites(m.after.Evidence))
	}
}

// lines compares a banded threshold line by line.
func (v *vocabulary) lines(about string, a, b *engine.Band) {
	ends := func(l engine.BandLine) string {
		switch {
		case l.HasFrom && l.HasBelow:
			return b.By + " from " + number(l.From) + " to below " + number(l.Below)
		case l.HasFrom:
			return b.By + " from " + number(l.From)
		case l.HasBelow:
			return b.By + " below " + number(l.Below)
		}
		return "any " + b.By
	}
	for _, l := range only(a.Lines, b.Lines, ends) {
		v.add(Change{About: about, Is: "changed", Says: "no longer has a threshold for " + ends(l) + " (was " + number(l.Threshold) + ")"})
	}
	for _, l := range only(b.Lines, a.Lines, ends) {
		v.add(Change{About: about, Is: "changed", Says: "now has the threshold " + number(l.Threshold) + " for " + ends(l)})
	}
	for _, m := range both(a.Lines, b.Lines, ends) {
		if m.before.Threshold != m.after.Threshold {
			verb := "rises"
			if m.after.Threshold < m.before.Threshold {
				verb = "falls"
			}
			v.add(Change{About: about, Is: "changed", Says: fmt.Sprintf("for %s the threshold %s from %s to %s",
				ends(m.after), verb, number(m.before.Threshold), number(m.after.Threshold))})
		}
	}
}

func (v *vocabulary) constraints() {
	text := func(c *engine.Constraint) string { return textOf(c.When) }
	a, b := v.before.Constraints(), v.after.Constraints()
	v.names("constraint", idsOf(only(a, b, text), text), idsOf(only(b, a, text), text))
}

// services compares the directory: whom each accepts, and how it is reached.
func (v *vocabulary) services() {
	id := func(s *engine.Service) string { return s.ID }
	a, b := v.before.Services(), v.after.Services()
	v.names("service", idsOf(only(a, b, id), id), idsOf(only(b, a, id), id))
	for _, m := range both(a, b, id) {
		about := "service " + m.after.ID
		for _, t := range []struct{ what, before, after string }{
			{"name", m.before.Name, m.after.Name}, {"accepts", m.before.AcceptsWhen, m.after.AcceptsWhen},
			{"roles", list(m.before.Clinics), list(m.after.Clinics)}, {"state", m.before.State.Is, m.after.State.Is},
			{"how to send", fmt.Sprint(m.before.How), fmt.Sprint(m.after.How)}, {"hours", m.before.Hours, m.after.Hours},
			{"where", m.before.Where, m.after.Where}, {"instead", m.before.Instead, m.after.Instead},
		} {
			v.text(about, t.what, t.before, t.after)
		}
	}
}
