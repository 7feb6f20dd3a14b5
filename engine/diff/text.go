package diff

import (
	"fmt"
	"io"
	"strings"
)

// Text writes a report for a person at a terminal.
func Text(w io.Writer, r *Report) error {
	var b strings.Builder
	for i, p := range r.Pathways {
		if i > 0 {
			b.WriteString("\n")
		}
		p.text(&b)
	}
	if len(r.Vocabulary) > 0 {
		if len(r.Pathways) > 0 {
			b.WriteString("\n")
		}
		b.WriteString("What the pathways share:\n")
		for _, c := range r.Vocabulary {
			fmt.Fprintf(&b, "  %s\n", c)
		}
	}
	if r.Cohort != nil {
		r.Cohort.text(&b)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (p *Pathway) text(b *strings.Builder) {
	fmt.Fprintf(b, "%s\n", p.headline())
	if p.Is != "changed" {
		return
	}
	fmt.Fprintf(b, "  %s\n", p.stepWords())
	if p.NotCompared != "" {
		fmt.Fprintf(b, "  PATIENTS NOT COMPARED: %s\n", p.NotCompared)
	}
	section(b, "Thresholds:", p.Thresholds, func(s string) string { return s })
	section(b, "Patients who move:", p.Moves, func(m Move) string {
		s := fmt.Sprintf("%s -> %s%s\n      %s\n      for example: %s", m.From, m.To, urgencyWords(m.Urgency), whoWords(m.Who, m.All), m.Example)
		if len(m.Asks) > 0 {
			s += "\n      new questions that tell them apart: " + strings.Join(m.Asks, ", ")
		}
		return s
	})
	section(b, "Further advice:", p.Also, func(g Gain) string {
		return fmt.Sprintf("%s %s\n      %s\n      for example: %s", g.Outcome, g.words(), whoWords(g.Who, g.All), g.Example)
	})
	section(b, "Written otherwise:", p.Changes, Change.String)
}

// whoWords says which patients move, and whether these are all of them.
func whoWords(who string, all bool) string {
	if all {
		return "who: " + who
	}
	return "who, among others: " + who
}

func section[E any](b *strings.Builder, title string, list []E, line func(E) string) {
	if len(list) == 0 {
		return
	}
	fmt.Fprintf(b, "  %s\n", title)
	for _, e := range list {
		fmt.Fprintf(b, "    %s\n", line(e))
	}
}

func (p *Pathway) headline() string {
	switch p.Is {
	case "added":
		return fmt.Sprintf("%s %s is added: %s", p.ID, p.After.Version, p.Title)
	case "removed":
		return fmt.Sprintf("%s %s is removed: %s", p.ID, p.Before.Version, p.Title)
	}
	version := p.After.Version
	if p.Before.Version != version {
		version = p.Before.Version + " -> " + version
	}
	id := p.ID
	if p.Was != "" {
		id += " (was " + p.Was + ")"
	}
	return fmt.Sprintf("%s %s: behaviour %s, content %s", id, version, p.Behaviour, p.Content)
}

// stepWords says what the version must do.
func (p *Pathway) stepWords() string {
	s := p.Step
	if s.Needs == "none" && s.Given == "back" {
		return fmt.Sprintf("the version went back: from %s it must not be %s", p.Before.Version, p.After.Version)
	}
	if s.Needs == "none" {
		return "no version step is needed"
	}
	out := "a " + s.Needs + " change (" + strings.Join(s.Because, "; ") + ")"
	switch {
	case s.Given == "back":
		return out + ": the version went back; make it at least " + p.Next()
	case s.Enough:
		return out + ": " + p.After.Version + " says so"
	}
	return out + ": make the version at least " + p.Next()
}

func urgencyWords(u string) string {
	if u == "same" {
		return ""
	}
	return ", " + u + " urgent"
}

func (g Gain) words() string {
	if g.Lost {
		return "is no longer advised"
	}
	return "is now advised"
}

func (c *Cohort) text(b *strings.Builder) {
	fmt.Fprintf(b, "\nOf %d patients, %d move:\n", c.Patients, c.Moved)
	for _, g := range c.Groups {
		fmt.Fprintf(b, "  %6d  %s: %s -> %s\n", g.Patients, g.Pathway, g.From, g.To)
	}
}

// Sentence says in one sentence what was found.
func (r *Report) Sentence() string {
	moves, changed, added, removed := 0, 0, 0, 0
	for _, p := range r.Pathways {
		moves += len(p.Moves) + len(p.Also)
		switch p.Is {
		case "added":
			added++
		case "removed":
			removed++
		default:
			changed++
		}
	}
	if r.Empty() {
		return fmt.Sprintf("%s compared: no differences", count(r.Same, "pathway"))
	}
	s := fmt.Sprintf("%s compared: %d changed, %d added, %d removed; %s of patients move", count(r.Same+len(r.Pathways), "pathway"),
		changed, added, removed, count(moves, "group"))
	if len(r.Vocabulary) > 0 {
		s += "; " + count(len(r.Vocabulary), "change") + " in what they share"
	}
	return s
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
