package letters

import (
	"slices"
	"strconv"
	"strings"

	"signpost.health/signpost/letters/internal/pdf"
)

const (
	// mostPages is how long a letter may be before its long texts move out of
	// the way of what the reader decides by.
	mostPages = 4
	// longText is what moves, in bytes; a letter with less text than that is
	// never too long because of it.
	longText = 800
	// inAppendix stands where the text would.
	inAppendix = "In the appendix"
)

// appendices moves the GP's long texts behind the findings, if the letter
// would have more than four pages. Nothing is cut, and the first page says
// what was moved.
func (c *composer) appendices(l *Letter) error {
	if !hasLongText(l) {
		return nil
	}
	pages, err := pdf.Pages(flatten(l), pdf.Options{Size: pdf.BodySize})
	if err != nil || pages <= mostPages {
		return err
	}
	var moved []Section
	move := func(title, text string, t Trace) {
		n := strconv.Itoa(len(moved) + 1)
		moved = append(moved, Section{
			ID: "appendix-" + n, Title: "Appendix " + n + ": " + title, Form: Prose, Lines: []Line{{Text: text, Trace: t}},
		})
	}
	for _, s := range l.Sections {
		for i := range s.Lines {
			line := &s.Lines[i]
			if s.ID == "summary" && len(line.Text) > longText {
				move(strings.ToLower(s.Title), line.Text, line.Trace)
				line.Text = inAppendix
			}
			if len(line.Note) > longText {
				move("note on "+line.Label, line.Note, line.Trace)
				line.Note = inAppendix
			}
		}
	}
	place := slices.IndexFunc(l.Sections, func(s Section) bool { return s.ID == "author" })
	l.Sections = slices.Insert(l.Sections, place, moved...)
	first := &l.Sections[0]
	first.Lines = append(first.Lines, Line{
		Text: "This letter is long. What is too long to read at once stands in the appendix.", Trace: Trace{Origin: FromLetter},
	})
	return nil
}

func hasLongText(l *Letter) bool {
	return slices.ContainsFunc(l.Sections, func(s Section) bool {
		return slices.ContainsFunc(s.Lines, func(line Line) bool {
			return (s.ID == "summary" && len(line.Text) > longText) || len(line.Note) > longText
		})
	})
}
