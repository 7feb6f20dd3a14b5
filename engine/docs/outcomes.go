package docs

import (
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/english"
)

func (r *reader) outcomeLink(id string) Link {
	if o, ok := r.p.Outcome(id); ok {
		return Link{Text: o.Summary, Href: "#outcome-" + id}
	}
	return Link{Text: words(id)}
}

func (r *reader) outcomes(pg *Page) {
	for _, o := range r.p.Outcomes() {
		out := Outcome{
			ID: o.ID, Summary: o.Summary, Action: english.Action(o.Action), Within: english.Within(o.Within), Question: o.Question,
			GoesTo: r.goesTo(o.Route), Steps: o.Steps, TellPatient: o.TellPatient, SafetyNet: o.SafetyNet,
			ChaseAfter: o.ChaseAfter, Leaflets: o.Leaflets, UsedBy: r.ledHere(o.ID),
		}
		for _, t := range o.Tests {
			out.Tests = append(out.Tests, r.test(t))
		}
		for _, f := range o.Requires {
			out.Requires = append(out.Requires, r.short(f))
		}
		if o.Alternative != "" {
			out.Alternative = r.outcomeLink(o.Alternative)
		}
		pg.Outcomes = append(pg.Outcomes, out)
	}
}

func (r *reader) test(id string) string {
	if t, ok := r.lib.Test(id); ok {
		return t.Name
	}
	return words(id)
}

// goesTo names the services that take an outcome's patients.
func (r *reader) goesTo(route engine.Route) []string {
	if route.Pathway != "" {
		if p, ok := r.lib.Pathway(route.Pathway); ok {
			return []string{"The pathway: " + p.About().Title}
		}
		return []string{"The pathway: " + words(route.Pathway)}
	}
	if route == (engine.Route{}) {
		return nil
	}
	var out []string
	for _, s := range r.lib.Services() {
		if s.ID == route.Service || contains(s.Clinics, route.Clinic) {
			name := s.Name
			if s.AcceptsSays != "" {
				name += " (" + s.AcceptsSays + ")"
			}
			out = append(out, name)
		}
	}
	if len(out) == 0 {
		return []string{"No service of this directory yet: " + strings.Trim(route.Clinic+route.Service, " ")}
	}
	return out
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s && s != "" {
			return true
		}
	}
	return false
}

// ledHere says which rows lead to an outcome, and what else does.
func (r *reader) ledHere(id string) []string {
	var out []string
	for _, n := range r.p.NotFor() {
		if n.Outcome == id {
			out = append(out, "not for")
		}
	}
	for i, row := range r.p.Rows() {
		if row.Outcome == id {
			out = append(out, "row "+count(i+1))
		}
	}
	for i, row := range r.p.AlsoRows() {
		if row.Outcome == id {
			out = append(out, "further advice "+count(i+1))
		}
	}
	for _, o := range r.p.Outcomes() {
		if o.Alternative == id {
			out = append(out, "instead of “"+o.Summary+"”")
		}
	}
	return out
}

func (r *reader) questions(pg *Page) {
	seen := map[string]bool{}
	add := func(id string) {
		f, ok := r.lib.Finding(id)
		if !ok || seen[id] || f.FromPatient == "age" || f.FromPatient == "sex" {
			return
		}
		seen[id] = true
		pg.Questions = append(pg.Questions, Question{
			Short: r.short(id), Ask: f.Ask, Answers: r.answers(f), Remarks: r.remarks(f), Evidence: r.lib.FindingEvidence(id),
		})
	}
	for _, id := range r.p.Findings() {
		add(id)
	}
	for _, o := range r.p.Outcomes() {
		for _, id := range o.Requires {
			add(id)
		}
	}
}

// answers says what can be answered.
func (r *reader) answers(f *engine.Finding) []string {
	switch f.Kind {
	case engine.KindYesNo:
		return []string{"Yes or no"}
	case engine.KindOption, engine.KindOptions:
		first := "One of:"
		if f.Kind == engine.KindOptions {
			first = "Any number of:"
		}
		out := []string{first}
		for _, o := range f.Options {
			out = append(out, o.Says)
		}
		return out
	case engine.KindNumber:
		return []string{"A number from " + quantity(f.Min, "1") + " to " + r.lib.Show(f.ID, engine.Number(f.Max))}
	case engine.KindDate:
		return []string{"A date"}
	case engine.KindText:
		return []string{"Text, for the letter"}
	case engine.KindFile:
		return []string{"A document, for the letter"}
	}
	return nil
}

// remarks are what a signer must know of how an answer comes about.
func (r *reader) remarks(f *engine.Finding) []string {
	var out []string
	if d := r.w.Derivation(f); d != "" {
		out = append(out, "Worked out from other answers, not asked: "+d+".")
	}
	if f.OnlyIf != "" {
		out = append(out, "Asked only where it can apply.")
	}
	if f.FromPatient == "organ" {
		out = append(out, "Taken from the recorded sex, and can be corrected.")
	}
	if t, ok := r.lib.Test(f.ObtainedBy); ok {
		out = append(out, "Comes from: "+t.Name+".")
	}
	if d := duration(f.ShelfLife); d != "" {
		out = append(out, "Older than "+d+" counts as not known.")
	}
	if d := duration(f.KeepFor); d != "" {
		out = append(out, "Once asked, it is kept for "+d+".")
	}
	switch {
	case f.NoCodeMeans == "absent":
		out = append(out, "No code in the record counts as no.")
	case len(f.FromRecord.SNOMED)+len(f.FromRecord.LOINC) > 0:
		out = append(out, "Read from the record; no code found counts as not known.")
	}
	if f.Attest {
		out = append(out, "May be answered with one “the others are not present”.")
	}
	for _, id := range f.Implies {
		out = append(out, "A yes means yes to: "+r.short(id)+".")
	}
	return out
}

func duration(d engine.Duration) string {
	for _, u := range []struct {
		n    int
		name string
	}{{d.Years, "year"}, {d.Months, "month"}, {d.Days, "day"}, {d.Hours, "hour"}} {
		switch {
		case u.n == 1:
			return "1 " + u.name
		case u.n > 0:
			return count(u.n) + " " + u.name + "s"
		}
	}
	return ""
}

// sources are all that the page cites, each once, by title.
func (r *reader) sources(pg *Page) []engine.Citation {
	var out []engine.Citation
	seen := map[string]bool{}
	add := func(cites []engine.Citation) {
		for _, c := range cites {
			if !seen[c.ID] {
				seen[c.ID] = true
				c.Place = ""
				out = append(out, c)
			}
		}
	}
	for _, n := range pg.NotFor {
		add(n.Evidence)
	}
	for _, c := range pg.Criteria {
		add(c.Evidence)
	}
	for _, row := range append(append([]Row(nil), pg.Rows...), pg.AlsoRows...) {
		add(row.Evidence)
	}
	for _, p := range pg.Parameters {
		add(p.Evidence)
	}
	for _, q := range pg.Questions {
		add(q.Evidence)
	}
	add(pg.About.Evidence)
	return out
}
