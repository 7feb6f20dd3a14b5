package docs

import (
	"fmt"
	"sort"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/english"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
)

// cases runs the worked patients of the pathway and says what came of each.
func (r *reader) cases(pg *Page) error {
	reached := map[string]bool{}
	for _, s := range r.o.Suites {
		if s.Pathway != pg.About.ID {
			continue
		}
		found := &source.Collector{}
		results := examples.Run(r.lib, s, found)
		for i, k := range s.Cases {
			if i >= len(results) {
				break
			}
			c, err := r.worked(k, results[i], len(pg.Cases)+1)
			if err != nil {
				return err
			}
			pg.HasLetters = pg.HasLetters || c.Letter != ""
			pg.Cases = append(pg.Cases, c)
			if results[i].Skipped == "" {
				reached[results[i].Decision.Row] = true
				for _, a := range results[i].Decision.Also {
					reached["also "+a.Row] = true
				}
			}
		}
	}
	r.coverage(pg, reached)
	return nil
}

// coverage counts the rows that some worked case reaches.
func (r *reader) coverage(pg *Page, reached map[string]bool) {
	row := func(key, name string) {
		pg.Coverage.Total++
		if reached[key] {
			pg.Coverage.Reached++
		} else {
			pg.Coverage.Missing = append(pg.Coverage.Missing, name)
		}
	}
	for _, n := range r.p.NotFor() {
		row(n.ID, "not for: "+lowerWords(n.ID))
	}
	for _, x := range pg.Rows {
		row(x.ID, "row "+count(x.Number))
	}
	for _, x := range pg.AlsoRows {
		row("also "+x.ID, "further advice "+count(x.Number))
	}
}

func (r *reader) worked(k *examples.Case, result examples.Result, number int) (Case, error) {
	c := Case{Number: number, Name: k.Name, Source: k.Source, Skipped: result.Skipped, Patient: patientWords(k.Patient)}
	a, ok := k.AnswersOf(r.lib, &source.Collector{})
	if !ok || result.Skipped != "" {
		return c, nil
	}
	c.Answers, c.Others = r.answersOf(k, a), "Nothing else was asked."
	if k.Others == "absent" {
		c.Others = "Everything else: no."
	}
	c.Expected = r.expected(k.Expect)
	for _, f := range result.Failures {
		c.Wrong = append(c.Wrong, words(f.What)+": expected "+plain(f.Want)+", got "+plain(f.Got))
	}
	c.Row = result.Decision.Row
	if r.o.Letter == nil {
		return c, nil
	}
	letter, err := r.o.Letter(r.p, Worked{Name: k.Name, Patient: k.Patient, Today: k.Today, Answers: a, Decision: result.Decision})
	if err != nil {
		return c, fmt.Errorf("letter of %s, case %q: %w", r.p.About().ID, k.Name, err)
	}
	c.Letter = letter
	return c, nil
}

func patientWords(p engine.Patient) string {
	var out []string
	if p.Age != nil {
		out = append(out, "aged "+quantity(*p.Age, "1"))
	}
	if p.Born != "" {
		out = append(out, "born "+engine.ShortDate(p.Born))
	}
	if p.Sex != "" {
		out = append(out, p.Sex)
	}
	return sentence(strings.Join(out, ", "))
}

// answersOf writes what the case says, in order of the findings' names.
func (r *reader) answersOf(k *examples.Case, a engine.Answers) []string {
	ids := make([]string, 0, len(k.Answers))
	for id := range k.Answers {
		ids = append(ids, id)
	}
	sort.Slice(ids, func(i, j int) bool { return r.short(ids[i]) < r.short(ids[j]) })
	var out []string
	for _, id := range ids {
		show := r.lib.Show(id, a[id])
		if f, ok := r.lib.Finding(id); ok && (f.Kind == engine.KindYesNo || a[id].State == engine.NotKnown) {
			show = strings.ToLower(show[:1]) + show[1:]
		}
		if g := a[id].Given; a[id].Number != nil && strings.ContainsFunc(g, notInNumber) {
			show += " (given as " + g + ")"
		}
		out = append(out, r.short(id)+": "+show)
	}
	return out
}

func notInNumber(r rune) bool { return r != '.' && (r < '0' || r > '9') }

// expected says what the author expects, in the words of the outcomes.
func (r *reader) expected(e examples.Expect) []string {
	var out []string
	switch {
	case e.Outcome != "" && e.Outcome != "none":
		out = append(out, r.outcomeWords(e.Outcome))
	case e.Status != "":
		out = append(out, statusWords(e.Status))
	}
	if e.Status == string(engine.DoesNotApply) && e.Outcome != "" {
		out = append([]string{statusWords(e.Status)}, out...)
	}
	if len(e.Possible) > 0 {
		var all []string
		for _, id := range e.Possible {
			all = append(all, r.outcomeWords(id))
		}
		out = append(out, "Possible: "+strings.Join(all, "; or "))
	}
	if len(e.Also) > 0 {
		var all []string
		for _, id := range e.Also {
			all = append(all, r.alsoWords(id))
		}
		out = append(out, "Also: "+strings.Join(all, "; "))
	}
	if len(e.Tests) > 0 {
		var all []string
		for _, id := range e.Tests {
			all = append(all, r.test(id))
		}
		out = append(out, "Tests worth doing: "+strings.Join(all, "; "))
	}
	if len(e.Ask) > 0 {
		var all []string
		for _, id := range e.Ask {
			all = append(all, r.short(id))
		}
		out = append(out, "Asked next: "+strings.Join(all, "; "))
	}
	return out
}

func (r *reader) outcomeWords(id string) string {
	o, ok := r.p.Outcome(id)
	if !ok {
		return words(id)
	}
	if o.Within == engine.NoTime {
		return o.Summary
	}
	return o.Summary + " (" + strings.ToLower(english.Within(o.Within)) + ")"
}

func (r *reader) alsoWords(row string) string {
	for _, x := range r.p.AlsoRows() {
		if x.ID == row {
			return r.outcomeLink(x.Outcome).Text
		}
	}
	return words(row)
}

func statusWords(status string) string {
	switch engine.Status(status) {
	case engine.DoesNotApply:
		return "Not for this pathway"
	case engine.Open:
		return "Still open: a question can change the advice"
	case engine.Undecided:
		return "Undecided: it depends on what is not known"
	case engine.Decided:
		return "Decided"
	}
	return words(status)
}

// plain writes a list of ids without the signs around it.
func plain(s string) string { return strings.ReplaceAll(strings.Trim(s, "[]"), "_", " ") }
