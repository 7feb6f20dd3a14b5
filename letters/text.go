package letters

import (
	"bufio"
	"io"
	"strings"
	"unicode/utf8"

	"signpost.health/signpost/letters/internal/block"
)

// textWidth is the longest line of a plain-text letter.
const textWidth = 78

// Text writes the letter as plain text, for the record.
func Text(w io.Writer, l *Letter) error {
	d := flatten(l)
	b := bufio.NewWriter(w)
	t := &texter{w: b}
	for _, x := range d.Blocks {
		t.block(x)
	}
	t.line("")
	t.line(strings.Repeat("-", textWidth))
	t.wrap("", d.Identity)
	for _, f := range d.Foot {
		t.wrap("", f)
	}
	return b.Flush()
}

// texter writes blocks as lines. A bufio.Writer keeps the first error.
type texter struct {
	w *bufio.Writer
	// after is true when the block before was a paragraph.
	after bool
}

func (t *texter) line(s string) {
	_, _ = t.w.WriteString(strings.TrimRight(strings.ReplaceAll(s, nbsp, " "), " ") + "\n")
}

func (t *texter) block(b block.Block) {
	if _, ok := b.(block.Paragraph); !ok {
		t.after = false
	}
	switch b := b.(type) {
	case block.Heading:
		t.line("")
		t.line(strings.ToUpper(b.Text))
	case block.Paragraph:
		t.paragraph(b)
	case block.Box:
		t.line(strings.Repeat("=", textWidth))
		if b.Title != "" {
			t.wrap("", b.Title)
		}
		for _, p := range b.Paragraphs {
			t.wrap("", p.Text())
		}
		t.line(strings.Repeat("=", textWidth))
	case block.Columns:
		for _, side := range [][]block.Paragraph{b.Left, b.Right} {
			t.line("")
			for _, p := range side {
				t.wrap("", p.Text())
			}
		}
	case block.Table:
		t.table(b)
	case block.List:
		for _, p := range b.Items {
			t.hang("- ", "  ", p.Text())
		}
	case block.Figure:
		t.wrap("", b.Alt)
		t.wrap("", b.Caption.Text())
	}
}

// paragraph leaves a line empty between two paragraphs, none after a heading.
func (t *texter) paragraph(p block.Paragraph) {
	if t.after {
		t.line("")
	}
	t.wrap("", p.Text())
	t.after = true
}

// table writes each row as its label and what belongs to it, indented.
func (t *texter) table(b block.Table) {
	if len(b.Head) > 0 {
		t.wrap("", strings.Join(b.Head, " / "))
	}
	for _, r := range b.Rows {
		if len(r.Cells) == 2 && len(r.Cells[0].Paragraphs) == 1 && len(r.Cells[1].Paragraphs) > 0 {
			t.hang("", "    ", r.Cells[0].Paragraphs[0].Text()+": "+r.Cells[1].Paragraphs[0].Text())
			for _, p := range r.Cells[1].Paragraphs[1:] {
				t.wrap("    ", p.Text())
			}
			continue
		}
		for i, c := range r.Cells {
			indent := ""
			if i > 0 {
				indent = "    "
			}
			for _, p := range c.Paragraphs {
				t.wrap(indent, p.Text())
			}
		}
	}
}

func (t *texter) wrap(indent, s string) { t.hang(indent, indent, s) }

// hang wraps a text; its first line starts with first, the others with rest.
func (t *texter) hang(first, rest, s string) {
	for _, part := range strings.Split(s, "\n") {
		line := first
		used := utf8.RuneCountInString(first)
		for i, word := range strings.Split(part, " ") {
			n := utf8.RuneCountInString(word)
			if i > 0 && used+1+n > textWidth {
				t.line(line)
				line, used = rest, utf8.RuneCountInString(rest)
			} else if i > 0 {
				line += " "
				used++
			}
			line += word
			used += n
		}
		t.line(line)
		first = rest
	}
}
