package letters

import (
	"io"
	"strings"
	"time"

	"signpost.health/signpost/letters/internal/block"
	"signpost.health/signpost/letters/internal/pdf"
)

// documentSize is the type size of a document in points: it is read at a desk
// and holds tables.
const documentSize = 10

// Document is a text that is not a letter, such as a pathway set out for those
// who sign it. It is drawn with the same care: tagged, with bookmarks, heads
// of tables repeated, nothing cut off.
type Document struct {
	Title, Subject, Author string
	// Created is when it was made.
	Created time.Time
	// Name stands at the head of every page, Warning under it, Foot below.
	Name, Warning string
	Foot          []string
	Parts         []Part
}

// Part is one piece of a document. What is empty is left out; the rest stands
// in the order of the fields.
type Part struct {
	// Heading opens a section, Title a part of one.
	Heading, Title string
	Text           string
	Items          []string
	Grid           *Grid
}

// Grid is a table whose first cells name their rows.
type Grid struct {
	// Name is what a screen reader calls it.
	Name string
	Head []string
	// Widths are shares of the line, one for each column.
	Widths []float64
	// Rows hold the cells; a line break in a cell begins a paragraph.
	Rows [][]string
}

// DocumentPDF writes a document as PDF. The same document gives the same
// bytes.
func DocumentPDF(w io.Writer, d Document) error {
	out := block.Document{
		Title: d.Title, Subject: d.Subject, Author: d.Author, Language: "en-GB", Created: d.Created,
		Identity: d.Name, Brief: d.Name, Warning: d.Warning, Foot: d.Foot,
	}
	box := block.Box{Role: block.Priority, Title: d.Title}
	if d.Subject != "" {
		box.Paragraphs = append(box.Paragraphs, block.Plain(d.Subject))
	}
	out.Blocks = append(out.Blocks, box)
	for _, p := range d.Parts {
		out.Blocks = append(out.Blocks, p.blocks()...)
	}
	return pdf.Write(w, out, pdf.Options{Size: documentSize})
}

func (p Part) blocks() []block.Block {
	var out []block.Block
	if p.Heading != "" {
		out = append(out, block.Heading{Text: p.Heading, ID: strings.ToLower(strings.ReplaceAll(p.Heading, " ", "-"))})
	}
	if p.Title != "" {
		out = append(out, block.Strong(p.Title))
	}
	if p.Text != "" {
		out = append(out, block.Plain(p.Text))
	}
	if len(p.Items) > 0 {
		var l block.List
		for _, i := range p.Items {
			l.Items = append(l.Items, block.Plain(i))
		}
		out = append(out, l)
	}
	if p.Grid != nil && len(p.Grid.Rows) > 0 {
		out = append(out, p.Grid.table())
	}
	return out
}

func (g Grid) table() block.Table {
	t := block.Table{Name: g.Name, Head: g.Head, Widths: g.Widths, LabelFirst: true}
	for _, row := range g.Rows {
		var r block.Row
		for _, text := range row {
			var c block.Cell
			for _, line := range strings.Split(text, "\n") {
				c.Paragraphs = append(c.Paragraphs, block.Plain(line))
			}
			r.Cells = append(r.Cells, c)
		}
		t.Rows = append(t.Rows, r)
	}
	return t
}
