package main

import (
	"bytes"
	"fmt"
	"time"

	"signpost.health/signpost/engine/docs"
	"signpost.health/signpost/letters"
)

// printPage writes a page as PDF, and the letters of its worked examples as
// one file of text.
func printPage(dir string, pg *docs.Page, day time.Time) error {
	id := pg.Identity
	d := letters.Document{
		Title: pg.About.Title, Subject: pg.Status.Says, Author: pg.About.Owner,
		Created: time.Date(day.Year(), day.Month(), day.Day(), 0, 0, 0, 0, time.UTC),
		Name:    pg.About.Title + ", version " + id.Version,
		Foot:    []string{id.ID + " " + id.Version + "   behaviour " + id.Behaviour + "   content " + id.Content},
	}
	if !pg.Status.Ready {
		d.Warning = pg.Status.Says
	}
	for _, b := range pg.Blocks() {
		p := letters.Part{Heading: b.Heading, Title: b.Title, Text: b.Text, Items: b.Items}
		if b.Grid != nil {
			g := letters.Grid(*b.Grid)
			p.Grid = &g
		}
		d.Parts = append(d.Parts, p)
	}
	if err := writeFile(dir, id.ID+".pdf", func(b *bytes.Buffer) error { return letters.DocumentPDF(b, d) }); err != nil {
		return err
	}
	if !pg.HasLetters {
		return nil
	}
	return writeFile(dir, id.ID+".letters.txt", func(b *bytes.Buffer) error {
		for _, c := range pg.Cases {
			if c.Letter != "" {
				_, _ = fmt.Fprintf(b, "%d. %s\n\n%s\n\f\n", c.Number, c.Name, c.Letter) // a buffer never fails
			}
		}
		return nil
	})
}
