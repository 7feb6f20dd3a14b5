package letters

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"signpost.health/signpost/engine"
)

// findings adds the answers that belong in a section: what is present, then
// what is not known, then what is absent.
func (c *composer) findings(s *Section) {
	var lines []Line
	for _, id := range c.order() {
		a := c.known[id]
		f, ok := c.in.Library.Finding(id)
		if !ok {
			f = &engine.Finding{ID: id, Short: c.short(id), Kind: engine.KindText}
		}
		if sectionOf(f) != s.ID || !worthSaying(f, a) {
			continue
		}
		lines = append(lines, c.answerLine(f, a))
	}
	for _, standing := range []Standing{Present, NotKnown, Absent} {
		for _, l := range lines {
			if l.Standing == standing {
				s.Lines = append(s.Lines, l)
			}
		}
	}
}

// order is the findings answered, in the order that criteria read them, then
// by id.
func (c *composer) order() []string {
	ids := make([]string, 0, len(c.known))
	seen := make(map[string]bool, len(c.known))
	add := func(id string) {
		if _, ok := c.known[id]; ok && !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	for _, r := range c.in.Decision.Criteria {
		for _, id := range r.Findings {
			add(id)
		}
	}
	rest := make([]string, 0, len(c.known))
	for id := range c.known {
		rest = append(rest, id)
	}
	slices.Sort(rest)
	for _, id := range rest {
		add(id)
	}
	return ids
}

// sectionOf is where a finding's answer stands.
func sectionOf(f *engine.Finding) string {
	switch {
	case f.LetterSection != "":
		return f.LetterSection
	case f.Kind == engine.KindFile:
		return "attachments"
	case f.Kind == engine.KindNumber && f.ObtainedBy != "":
		return "results"
	}
	return "history"
}

// worthSaying leaves out what the banner says, and what only follows from
// another line.
func worthSaying(f *engine.Finding, a engine.Answer) bool {
	switch f.FromPatient {
	case "age", "sex":
		return false
	case "organ":
		return a.Source != engine.FromSex
	}
	return a.Source != engine.Implied || (f.Kind != engine.KindYesNo && a.State == engine.Known)
}

func (c *composer) answerLine(f *engine.Finding, a engine.Answer) Line {
	label := f.Short
	if label == "" {
		label = f.Ask
	}
	l := Line{
		Label: label, Text: c.value(f, a), Standing: standingOf(f, a), Note: a.Note,
		Trace: Trace{Origin: FromAnswer, Finding: f.ID, Source: a.Source, Date: a.Date, Code: a.Code},
	}
	if a.Source == engine.Implied && len(a.Because) > 0 {
		var because []string
		for _, id := range a.Because {
			because = append(because, c.short(id))
		}
		l.Note = strings.TrimSpace(l.Note + " Worked out from " + strings.Join(because, ", "))
	}
	return l
}

func standingOf(f *engine.Finding, a engine.Answer) Standing {
	switch {
	case a.State == engine.NotKnown:
		return NotKnown
	case f.Kind == engine.KindYesNo && !a.YesNo, f.Kind == engine.KindOptions && len(a.Options) == 0:
		return Absent
	}
	return Present
}

// value is the answer in words: the finding's own phrase if it has one.
func (c *composer) value(f *engine.Finding, a engine.Answer) string {
	if f.LetterPhrase == "" || standingOf(f, a) != Present {
		return c.in.Library.Show(f.ID, a)
	}
	bare := a
	bare.Date = ""
	phrase := f.LetterPhrase
	if a.Date == "" {
		phrase = undated(phrase)
	}
	return strings.NewReplacer(
		"{value}", c.in.Library.Show(f.ID, bare), "{date}", shortDate(a.Date),
	).Replace(phrase)
}

// undated leaves the date out of a phrase, with what only leads up to it: a
// result that was typed often has none.
func undated(phrase string) string {
	before, after, ok := strings.Cut(phrase, "{date}")
	if !ok {
		return phrase
	}
	before = strings.TrimRight(before, " ,;:(")
	for _, leading := range []string{" on", " of", " from", " dated", " taken"} {
		before = strings.TrimSuffix(before, leading)
	}
	return strings.TrimRight(before, " ,;:(") + strings.TrimPrefix(after, ")")
}

// needs adds the patient's individual requirements. They are always said:
// that nothing was recorded matters to the clinic that books.
func (c *composer) needs(s *Section) {
	if s.ID != "needs" {
		return
	}
	n := c.in.Patient.Needs
	for _, need := range []struct{ label, text string }{
		{"Interpreter", n.Interpreter}, {"Reasonable adjustments", n.Adjustments}, {"Mental capacity", n.Capacity},
	} {
		s.Lines = append(s.Lines, Line{
			Label: need.label, Text: orNotRecorded(need.text), Standing: Present, Trace: Trace{Origin: FromPatient},
		})
	}
}

// record adds what the patient's record says as it stands, and that it is not
// the whole where the GP left something out: a list of medicines that is
// taken for whole is a danger.
func (c *composer) record(s *Section) {
	var entries []Entry
	left := 0
	switch s.ID {
	case "medicines":
		entries, left = c.in.Record.Medicines, c.in.Record.MedicinesLeft
		if len(entries) == 0 && c.in.Record.NoMedicines {
			s.Lines = append(s.Lines, Line{
				Label: "Medicines", Text: "None on the record", Standing: Present, Trace: Trace{Origin: FromRecord},
			})
		}
	case "past_history":
		entries, left = c.in.Record.PastHistory, c.in.Record.HistoryLeft
	}
	for _, e := range entries {
		s.Lines = append(s.Lines, Line{
			Label: orNotRecorded(shortDate(e.Date)), Text: e.Text, Standing: Present,
			Trace: Trace{Origin: FromRecord, Date: e.Date, Code: e.Code},
		})
	}
	if left > 0 {
		s.Lines = append(s.Lines, Line{
			Label: "Not the whole record", Text: leftWords(left), Standing: Present, Trace: Trace{Origin: FromGP},
		})
	}
}

func leftWords(n int) string {
	if n == 1 {
		return "The GP left out 1 entry"
	}
	return fmt.Sprintf("The GP left out %d entries", n)
}

func (c *composer) attachments(s *Section) {
	if s.ID != "attachments" {
		return
	}
	// By name: the letter is the same however the documents were picked.
	sorted := slices.SortedStableFunc(slices.Values(c.in.Attachments), func(a, b Attachment) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Describe, b.Describe))
	})
	for _, a := range sorted {
		s.Lines = append(s.Lines, Line{
			Label: a.Name, Text: a.Describe, Standing: Present, Trace: Trace{Origin: FromGP},
		})
	}
}
