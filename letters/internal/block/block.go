// Package block is a letter flattened to a stream of blocks. PDF, HTML and
// plain text are drawn from the same stream, so that they say the same things
// in the same order.
package block

import "time"

// Document is a letter ready to draw.
type Document struct {
	Title    string
	Subject  string
	Author   string
	Language string
	Created  time.Time
	// Warning stands on every page; it is empty on a signed pathway's letter.
	Warning string
	// Identity names the patient on every page. Where it would take too much
	// of the page, Brief stands instead.
	Identity, Brief string
	// Foot says on every page what made the letter.
	Foot   []string
	Blocks []Block
	Files  []File
	// Properties are names and values for the metadata.
	Properties []Property
}

// Property is a name and value of the metadata.
type Property struct{ Name, Value string }

// File is carried inside the PDF.
type File struct {
	Name, MIME, Describe string
	Data                 []byte
}

// Block is one of the kinds below.
type Block interface{ Kind() string }

// Span is text of one weight.
type Span struct {
	Text string
	Bold bool
}

// Paragraph is text that flows. From says where it came from, for the preview.
type Paragraph struct {
	Spans []Span
	From  string
	// Small is for captions and sources.
	Small bool
}

// Heading opens a section.
type Heading struct{ Text, ID string }

// Box sets paragraphs apart with a border. Its role says what for.
type Box struct {
	Role Role
	// Title is the letter's own heading, for the box that has it.
	Title      string
	Paragraphs []Paragraph
}

// Role is what a box is for.
type Role string

// The roles of a box.
const (
	Banner   Role = "banner"
	Priority Role = "priority"
	Warning  Role = "warning"
	Override Role = "override"
)

// Columns stand side by side when there is room.
type Columns struct{ Left, Right []Paragraph }

// Table has one head row and rows of as many cells.
type Table struct {
	// Name is what a screen reader calls the table.
	Name string
	Head []string
	// Widths are shares of the line.
	Widths []float64
	Rows   []Row
	// LabelFirst makes the first cell of each row its heading.
	LabelFirst bool
}

// Row is a row of a table.
type Row struct {
	Cells []Cell
	From  string
}

// Cell is a cell of a table.
type Cell struct{ Paragraphs []Paragraph }

// List has one line for each item.
type List struct{ Items []Paragraph }

// Figure is a picture with its caption.
type Figure struct {
	// JPEG holds the picture, already made safe.
	JPEG          []byte
	Width, Height int
	Alt           string
	Caption       Paragraph
}

// Kind is paragraph.
func (Paragraph) Kind() string { return "paragraph" }

// Kind is heading.
func (Heading) Kind() string { return "heading" }

// Kind is box.
func (Box) Kind() string { return "box" }

// Kind is columns.
func (Columns) Kind() string { return "columns" }

// Kind is table.
func (Table) Kind() string { return "table" }

// Kind is list.
func (List) Kind() string { return "list" }

// Kind is figure.
func (Figure) Kind() string { return "figure" }

// Plain is a paragraph of one weight.
func Plain(text string) Paragraph { return Paragraph{Spans: []Span{{Text: text}}} }

// Strong is a bold paragraph.
func Strong(text string) Paragraph { return Paragraph{Spans: []Span{{Text: text, Bold: true}}} }

// Text is the paragraph's words without weights.
func (p Paragraph) Text() string {
	if len(p.Spans) == 1 {
		return p.Spans[0].Text
	}
	var out string
	for _, s := range p.Spans {
		out += s.Text
	}
	return out
}
