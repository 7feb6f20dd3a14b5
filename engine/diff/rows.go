package diff

import (
	"fmt"
	"slices"
	"strconv"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
)

// rows compares the rows of decide or of also.
func (d *differ) rows(kind string, a, b []*engine.Row, pick func(*engine.Compiled) []diagram.Ref) {
	same := func(r *engine.Row) string { return textOf(r.When) + "\x00" + r.Outcome }
	gone, come := only(a, b, rowID), only(b, a, rowID)
	for _, m := range both(gone, come, same) {
		d.add(Change{About: kind + " " + m.before.ID, Is: "renamed", Says: "now " + m.after.ID})
	}
	for _, r := range only(gone, come, same) {
		d.add(Change{About: kind + " " + r.ID, Is: "removed", Says: "it led to " + r.Outcome + whenWords(r)})
	}
	for _, r := range only(come, gone, same) {
		d.add(Change{About: kind + " " + r.ID, Is: "added", Says: "it leads to " + r.Outcome + whenWords(r)})
	}
	for _, m := range both(a, b, rowID) {
		d.row(kind+" "+m.after.ID, m, d.at(pick, slices.Index(a, m.before), slices.Index(b, m.after)))
	}
	d.order(kind, a, b)
}

func whenWords(r *engine.Row) string {
	if r.When == nil {
		return ""
	}
	return ", when " + textOf(r.When)
}

func (d *differ) row(about string, m matched[*engine.Row], same meaning) {
	a, b := m.before, m.after
	d.condition(about, a.When, b.When, same)
	d.text(about, "changed", "outcome", d.outcome(a.Outcome), b.Outcome)
	d.text(about, "changed", "evidence", cites(a.Evidence), cites(b.Evidence))
	d.text(about, "changed", "strength", string(a.Strength), string(b.Strength))
	d.text(about, "changed", "because", a.Because, b.Because)
	d.text(about, "changed", "note", a.Note, b.Note)
	d.flag(about, "a red flag", a.RedFlag, b.RedFlag)
	if a.Ask != b.Ask {
		d.flag(about, "a reason to go on asking", a.Ask, b.Ask)
		d.reasons.minor("how far a case is open changed")
	}
}

// flag says that something became so, or no longer is.
func (d *differ) flag(about, what string, before, after bool) {
	switch {
	case before && !after:
		d.add(Change{About: about, Is: "changed", Says: "no longer " + what})
	case after && !before:
		d.add(Change{About: about, Is: "changed", Says: "now " + what})
	}
}

// order says which rows stand elsewhere: those that are not in the longest
// order that both versions share.
func (d *differ) order(kind string, a, b []*engine.Row) {
	was, is := ids(a, b), ids(b, a)
	still := longest(was, is)
	for i, id := range is {
		if slices.Contains(still, id) {
			continue
		}
		where := "now first"
		if i > 0 {
			where = "now after " + is[i-1]
		}
		d.add(Change{About: kind + " " + id, Is: "moved", Says: where})
	}
}

// ids gives the ids of the rows that both have, in the order of the first.
func ids(list, other []*engine.Row) []string {
	var out []string
	for _, m := range both(other, list, rowID) {
		out = append(out, m.after.ID)
	}
	return out
}

// longest is the longest order that two lists of the same names share.
func longest(a, b []string) []string {
	best := make([][][]string, len(a)+1)
	for i := range best {
		best[i] = make([][]string, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			best[i][j] = best[i+1][j]
			if len(best[i][j+1]) > len(best[i][j]) {
				best[i][j] = best[i][j+1]
			}
			if a[i] == b[j] && len(best[i+1][j+1]) >= len(best[i][j]) {
				best[i][j] = append([]string{a[i]}, best[i+1][j+1]...)
			}
		}
	}
	return best[0][0]
}

// renamedOutcomes finds outcomes that only have another name now: what one
// version lost, the other gained, word for word.
func renamedOutcomes(before, after *engine.Pathway) map[string]string {
	id := func(o *engine.Outcome) string { return o.ID }
	words := func(o *engine.Outcome) string {
		copied := *o
		copied.ID, copied.Alternative = "", ""
		return fmt.Sprintf("%+v", copied)
	}
	out := map[string]string{}
	gone, come := only(before.Outcomes(), after.Outcomes(), id), only(after.Outcomes(), before.Outcomes(), id)
	for _, m := range both(gone, come, words) {
		if _, ok := out[m.before.ID]; !ok {
			out[m.before.ID] = m.after.ID
		}
	}
	return out
}

// allOutcomes compares what the rows lead to: letters and patients' words too.
func (d *differ) allOutcomes() {
	a, b := d.p.before.Outcomes(), d.p.after.Outcomes()
	id := func(o *engine.Outcome) string { return o.ID }
	name := func(o *engine.Outcome) string { return d.outcome(o.ID) }
	for _, o := range a {
		now := name(o)
		switch _, ok := d.p.after.Outcome(now); {
		case !ok:
			d.add(Change{About: "outcome " + o.ID, Is: "removed", Says: o.Summary})
		case now != o.ID:
			d.add(Change{About: "outcome " + o.ID, Is: "renamed", Says: "now " + now})
		}
	}
	for _, o := range b {
		if !slices.ContainsFunc(a, func(was *engine.Outcome) bool { return name(was) == id(o) }) {
			d.add(Change{About: "outcome " + o.ID, Is: "added", Says: o.Summary})
			d.reasons.minor("an outcome is added")
		}
	}
	for _, m := range both(a, b, id) {
		d.outcomeParts(m.before, m.after)
	}
}

func (d *differ) outcomeParts(a, b *engine.Outcome) {
	about := "outcome " + b.ID
	for _, t := range []struct{ what, before, after string }{
		{"action", string(a.Action), string(b.Action)}, {"within", string(a.Within), string(b.Within)},
		{"route", route(a.Route), route(b.Route)}, {"tests", list(a.Tests), list(b.Tests)},
	} {
		if t.before != t.after {
			d.text(about, "changed", t.what, t.before, t.after)
			d.reasons.major("what an outcome does, how soon, where or with which tests changed")
		}
	}
	for _, t := range []struct{ what, before, after string }{
		{"summary", a.Summary, b.Summary}, {"question in the letter", a.Question, b.Question},
		{"what the letter requires", list(a.Requires), list(b.Requires)}, {"steps", list(a.Steps), list(b.Steps)},
		{"what the patient is told", a.TellPatient, b.TellPatient}, {"safety net", a.SafetyNet, b.SafetyNet},
		{"when to chase", a.ChaseAfter, b.ChaseAfter}, {"alternative", d.outcome(a.Alternative), b.Alternative},
		{"leaflets", leaflets(a.Leaflets), leaflets(b.Leaflets)}, {"strength", string(a.Strength), string(b.Strength)},
	} {
		d.text(about, "reworded", t.what, t.before, t.after)
	}
}

func route(r engine.Route) string {
	switch {
	case r.Clinic != "":
		return "clinic " + r.Clinic
	case r.Service != "":
		return "service " + r.Service
	case r.Pathway != "":
		return "pathway " + r.Pathway
	}
	return ""
}

func leaflets(ls []engine.Leaflet) string {
	var out []string
	for _, l := range ls {
		out = append(out, l.Title+" "+l.URL)
	}
	return list(out)
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
