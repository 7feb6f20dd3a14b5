package diff

import (
	"fmt"
	"io"
	"strings"
)

// Markdown writes a report for the page of a proposed change.
func Markdown(w io.Writer, r *Report) error {
	var b strings.Builder
	b.WriteString("## What changes for patients\n\n")
	fmt.Fprintf(&b, "%s.\n", strings.ToUpper(r.Sentence()[:1])+r.Sentence()[1:])
	for _, p := range r.Pathways {
		p.markdown(&b)
	}
	if len(r.Vocabulary) > 0 {
		b.WriteString("\n### What the pathways share\n\n")
		bullets(&b, r.Vocabulary)
	}
	if c := r.Cohort; c != nil {
		fmt.Fprintf(&b, "\n### Cohort\n\nOf %d patients, %d move.\n", c.Patients, c.Moved)
		if len(c.Groups) > 0 {
			b.WriteString("\n| patients | pathway | from | to |\n|---:|---|---|---|\n")
		}
		for _, g := range c.Groups {
			fmt.Fprintf(&b, "| %d | %s | %s | %s |\n", g.Patients, g.Pathway, cell(g.From), cell(g.To))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (p *Pathway) markdown(b *strings.Builder) {
	fmt.Fprintf(b, "\n### %s\n\n", cell(p.headline()))
	if p.Is != "changed" {
		return
	}
	fmt.Fprintf(b, "%s.\n", capital(p.stepWords()))
	if p.NotCompared != "" {
		fmt.Fprintf(b, "\n**Patients not compared:** %s\n", p.NotCompared)
	}
	if len(p.Thresholds) > 0 {
		b.WriteString("\n")
		for _, s := range p.Thresholds {
			fmt.Fprintf(b, "- %s\n", s)
		}
	}
	if len(p.Moves) > 0 {
		b.WriteString("\n| from | to | urgency | who | for example |\n|---|---|---|---|---|\n")
	}
	for _, m := range p.Moves {
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n", m.From, m.To, m.Urgency, cell(among(m.Who, m.All)), cell(m.Example))
	}
	if len(p.Also) > 0 {
		b.WriteString("\n| further advice | | who | for example |\n|---|---|---|---|\n")
	}
	for _, g := range p.Also {
		fmt.Fprintf(b, "| %s | %s | %s | %s |\n", g.Outcome, g.words(), cell(among(g.Who, g.All)), cell(g.Example))
	}
	if len(p.Changes) > 0 {
		b.WriteString("\n<details><summary>Written otherwise</summary>\n\n")
		bullets(b, p.Changes)
		b.WriteString("\n</details>\n")
	}
}

func among(who string, all bool) string {
	if all {
		return who
	}
	return "among others: " + who
}

func bullets(b *strings.Builder, changes []Change) {
	for _, c := range changes {
		fmt.Fprintf(b, "- %s\n", cell(c.String()))
	}
}

// cell keeps a text inside its table and off HTML.
func cell(s string) string {
	return strings.NewReplacer("|", "\\|", "\n", " ", "<", "&lt;", ">", "&gt;", "*", "\\*", "_", "\\_").Replace(s)
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
