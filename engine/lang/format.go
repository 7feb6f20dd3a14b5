package lang

import (
	"bytes"
	"slices"
	"strings"

	"signpost.health/signpost/engine/source"
)

// Format writes a file in its canonical form: two spaces to a level, one space
// after a colon, straight double quotes where quotes are needed, one blank line
// where there were several. Comments stay where they belong, what stands in
// braces on one line stays so, and keys keep their order.
//
// It is not ok for a file with errors, which it reports, and the text is then
// that of the file. The tree is always the same before and after: a file that
// could not be written without changing it is left as it is.
func Format(f *source.File, c *source.Collector) (text []byte, ok bool) {
	found := &source.Collector{}
	root := Parse(f, found)
	for _, d := range found.All() {
		c.Add(d)
	}
	if root == nil || found.HasErrors() {
		return f.Data, false
	}
	p := newPrinter(f.Data)
	p.root(root)
	again := Parse(source.NewFile(f.Path, p.out), &source.Collector{})
	if !Same(root, again) || !slices.Equal(commentsOf(f.Data, root), commentsOf(p.out, again)) {
		return f.Data, true
	}
	return p.out, true
}

// commentsOf gives the comments of a file, sorted: a comment that a dash had
// apart from its item may come before the dash.
func commentsOf(data []byte, root *Node) []string {
	p := newPrinter(data)
	var out []string
	gap := func(from, to int) {
		for i := from; i < to; i++ {
			if data[i] == '#' && p.beginsComment(i) {
				line, _, _ := strings.Cut(string(data[i:to]), "\n")
				out = append(out, spaced(strings.TrimRight(line, " \t\r")))
				i += len(line)
			}
		}
	}
	at := 0
	p.each(root, func(word *Node) {
		gap(at, word.Span.Start)
		at = max(at, word.Span.End)
		if word.Style != Literal && word.Style != Folded {
			return
		}
		head, _, _ := strings.Cut(word.Span.Text(), "\n")
		gap(word.Span.Start, word.Span.Start+len(head))
	})
	gap(at, len(data))
	slices.Sort(out)
	return out
}

// Same says whether two trees say the same, wherever and however their values
// were written.
func Same(a, b *Node) bool {
	if a == nil || b == nil {
		return a == b
	}
	if a.Kind != b.Kind || a.Value != b.Value || a.Null != b.Null || a.Refused != b.Refused {
		return false
	}
	// A plain word and the same word in quotes can mean different things.
	if a.Kind == Scalar && (a.Style == Plain) != (b.Style == Plain) {
		return false
	}
	return slices.EqualFunc(a.Items, b.Items, Same) && slices.EqualFunc(a.Entries, b.Entries, func(x, y Entry) bool {
		return Same(x.Key, y.Key) && Same(x.Value, y.Value)
	})
}

// printer writes a tree. It goes through the file from its beginning to its end
// and takes along the comments that stand between the values.
type printer struct {
	data []byte
	out  []byte
	// at is how far the file has been taken over.
	at int
	// path are the blocks around what was written last.
	path []level
	// fresh is set where a line has just begun and nothing stands on it.
	fresh bool
	// kept is set after a text that keeps its last empty lines.
	kept bool
}

// level is a block: the column where it stands in the file, from 0, and how far
// it is indented now.
type level struct{ column, indent int }

func newPrinter(data []byte) *printer { return &printer{data: data, fresh: true} }

func (p *printer) root(n *Node) {
	p.block(n, 0, false)
	p.comments(len(p.data), -1, 0)
	p.endLine()
}

// write adds text to the present line.
func (p *printer) write(text string) {
	p.out = append(p.out, text...)
	p.fresh = false
}

// endLine ends the present line unless it is empty.
func (p *printer) endLine() {
	if p.fresh {
		return
	}
	p.out = append(p.out, '\n')
	p.fresh = true
}

// startLine begins a line at an indentation.
func (p *printer) startLine(indent int) {
	p.endLine()
	p.out = append(p.out, bytes.Repeat([]byte{' '}, indent)...)
	p.fresh = false
}

// column is where an offset stands in its line of the file, from 0.
func (p *printer) column(offset int) int {
	start := bytes.LastIndexByte(p.data[:offset], '\n') + 1
	return offset - start
}
