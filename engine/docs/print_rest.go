package docs

import (
	"strings"

	"signpost.health/signpost/engine"
)

func (pg *Page) caseBlocks() []Block {
	cover := "Every row reached by a case: " + count(pg.Coverage.Reached) + " of " + count(pg.Coverage.Total) + "."
	if len(pg.Coverage.Missing) > 0 {
		cover += " Not reached: " + strings.Join(pg.Coverage.Missing, "; ") + "."
	}
	g := &Grid{Name: "Worked examples", Head: []string{"Case", "Patient and answers", "Expected advice", "Result"}, Widths: []float64{3, 5, 4, 2}}
	for _, c := range pg.Cases {
		result := "As expected"
		switch {
		case c.Skipped != "":
			result = "Not run: " + c.Skipped
		case len(c.Wrong) > 0:
			result = "NOT as expected. " + strings.Join(c.Wrong, "; ")
		}
		who := strings.TrimPrefix(c.Patient+". ", ". ") + strings.TrimPrefix(strings.Join(c.Answers, "; ")+". ", ". ") + c.Others
		expected := append([]string(nil), c.Expected...)
		if c.Source != "" {
			expected = append(expected, "Source: "+c.Source)
		}
		g.Rows = append(g.Rows, []string{count(c.Number) + ". " + c.Name, who, strings.Join(expected, "\n"), result})
	}
	return []Block{{Heading: "Worked examples", Text: cover, Grid: g}}
}

func (pg *Page) unknownBlocks() []Block {
	if pg.NotProved != "" {
		return []Block{{Heading: "When something is not known", Text: pg.NotProved}}
	}
	g := &Grid{Name: "When something is not known", Head: []string{"Not known", "What happens", "For example, in a patient with", "Settled by"}, Widths: []float64{3, 5, 4, 2}}
	for _, u := range pg.Unknowns {
		says := []string{u.Says}
		for _, o := range u.Outcomes {
			says = append(says, "• "+o.Text)
		}
		who := "–"
		if u.Open {
			who = "Nothing else"
		}
		if len(u.For) > 0 {
			who = strings.Join(u.For, "; ")
		}
		settles := u.Settles
		if settles == "" {
			settles = "asking or examining"
		}
		g.Rows = append(g.Rows, []string{u.Finding, strings.Join(says, "\n"), who, settles})
	}
	return []Block{{
		Heading: "When something is not known",
		Text:    "For each finding by itself, with everything else settled. The example is the plainest patient for whom it matters: everything that is not named is absent, or such that only the last row fits. Worked out over every patient who can be, not from the worked examples.",
		Grid:    g,
	}}
}

func (pg *Page) questionBlocks() []Block {
	g := &Grid{Name: "What may be asked", Head: []string{"Finding", "Question to the GP", "Answers", "Remarks"}, Widths: []float64{3, 3, 3, 4}}
	for _, q := range pg.Questions {
		ask := q.Ask
		if ask == "" {
			ask = "Not asked"
		}
		answers := strings.Replace(strings.Join(q.Answers, "; "), ":; ", ": ", 1)
		remarks := append([]string(nil), q.Remarks...)
		if e := cited(q.Evidence); e != "" {
			remarks = append(remarks, e)
		}
		g.Rows = append(g.Rows, []string{q.Short, ask, answers, strings.Join(remarks, "\n")})
	}
	return []Block{{Heading: "What may be asked", Text: "Only what can still change the advice is asked, and what the letter needs once the advice is settled.", Grid: g}}
}

func (pg *Page) endBlocks() []Block {
	var out []Block
	if len(pg.Parameters) > 0 {
		g := &Grid{Name: "Values an area may change", Head: []string{"Value", "National", "Here", "Evidence"}, Widths: []float64{4, 2, 2, 4}}
		for _, p := range pg.Parameters {
			national, here := p.Value, "the same"
			if p.National != "" {
				national, here = p.National, p.Value+", differs"
			}
			g.Rows = append(g.Rows, []string{p.Says, national, here, cited(p.Evidence)})
		}
		out = append(out, Block{Heading: "Values an area may change", Grid: g})
	}
	sources := Block{Heading: "Sources"}
	for _, c := range pg.Sources {
		s := c.Title
		if c.URL != "" {
			s += " " + c.URL
		}
		if c.Notice != "" {
			s += " (" + c.Notice + ")"
		}
		sources.Items = append(sources.Items, s)
	}
	g := &Grid{Name: "Sign-off", Head: []string{"Signs for", "Name", "Organisation", "Date", "Statement"}, Widths: []float64{2, 3, 3, 2, 4}}
	for _, a := range pg.Standing.Current {
		g.Rows = append(g.Rows, []string{a.Role.Words(), a.Name, a.Organisation, engine.LongDate(a.Date), a.Statement})
	}
	for _, r := range pg.Standing.Missing {
		g.Rows = append(g.Rows, []string{r.Words() + "\n \n ", "", "", "", "Not yet signed"})
	}
	id := pg.Identity
	return append(out, sources, Block{
		Heading: "Sign-off",
		Text:    "An approval binds exactly what is on these pages. Any change of behaviour (who gets which advice, how soon, where) or of content (wording, letters, sources) voids it.",
		Grid:    card("Signed", "What an approval names", "Version", id.Version, "Behaviour", id.Behaviour, "Content", id.Content, "Library", id.Digest),
	}, Block{Title: "Both are needed, from two people", Grid: g})
}
