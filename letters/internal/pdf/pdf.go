// Package pdf draws a letter as PDF. It is the only package that knows the
// drawing library, and it trusts that library with nothing that was seen to
// crash it or to change text in silence: text is cleaned and its coverage is
// checked first, lines and pages are broken here, and page numbers are drawn
// once the number of pages is known. Fonts do not pass through the library at
// all: it reads each twice for a document, which took most of the time.
package pdf

import (
	"fmt"
	"io"

	"signpost.health/signpost/letters/internal/block"
	"signpost.health/signpost/letters/internal/pdf/finish"
	"signpost.health/signpost/letters/internal/pdf/layout"
)

// The type sizes of a letter.
const (
	BodySize  = 12
	LargeSize = 18
)

// Options say how a document is drawn.
type Options struct {
	// Size is that of body text in points.
	Size float64
	// Archival writes PDF/A-1b, without attachments.
	Archival bool
}

// Pages says how many pages a document takes.
func Pages(doc block.Document, o Options) (int, error) {
	faces, err := newFaces()
	if err != nil {
		return 0, err
	}
	set, err := layout.Set(doc, layout.A4(o.Size), faces)
	if err != nil {
		return 0, fmt.Errorf("set letter on pages: %w", err)
	}
	return len(set.Pages), nil
}

// Write draws a document. The same document and options give the same bytes.
func Write(w io.Writer, doc block.Document, o Options) error {
	faces, err := newFaces()
	if err != nil {
		return err
	}
	sheet := layout.A4(o.Size)
	set, err := layout.Set(doc, sheet, faces)
	if err != nil {
		return fmt.Errorf("set letter on pages: %w", err)
	}
	drawn, err := drawPages(doc, set, sheet, faces)
	if err != nil {
		return fmt.Errorf("draw letter: %w", err)
	}
	finished, err := finish.Write(drawn.data, job(doc, set, sheet, drawn, o))
	if err != nil {
		return fmt.Errorf("finish letter: %w", err)
	}
	_, err = w.Write(finished)
	return err
}

// job says what the finished file has beyond what was drawn.
func job(doc block.Document, set *layout.Result, sheet layout.Sheet, d drawing, o Options) finish.Job {
	j := finish.Job{
		Title: doc.Title, Subject: doc.Subject, Author: doc.Author, Language: doc.Language, Created: doc.Created,
		Elements: set.Elements, Marks: d.marks, Fonts: d.fonts, Files: doc.Files, Properties: doc.Properties, Archival: o.Archival,
	}
	for i, page := range set.Pages {
		last := layout.Artifact
		for _, item := range page.Items {
			e := layout.ElementOf(item)
			switch item := item.(type) {
			case layout.Run:
				if e != last && e >= 0 && set.Elements[e].Text != "" {
					j.Bookmarks = append(j.Bookmarks, finish.Bookmark{
						Text: set.Elements[e].Text, Page: i, Y: sheet.Height - item.Y + item.Size,
					})
				}
			case layout.Picture:
				set.Elements[e].Box = [4]float64{
					item.X, sheet.Height - item.Y - item.H, item.X + item.W, sheet.Height - item.Y,
				}
			}
			last = e
		}
	}
	return j
}

// Uncovered lists the runes of a text that no font has, each once. The PDF
// shows them as code points.
func Uncovered(text string) ([]rune, error) {
	faces, err := newFaces()
	if err != nil {
		return nil, err
	}
	return layout.Substituted(text, faces), nil
}
