package source

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// excerptColumns is how much of a line an excerpt shows. Longer lines are cut
// around the stretch that matters.
const excerptColumns = 120

// writeExcerpt shows the first line of a span with a caret under each column of
// it that lies on that line.
func writeExcerpt(b *strings.Builder, at Span, label, gutter string, mark func(string) string) {
	if at.IsZero() {
		return
	}
	in := at.File.Span(at.Start, at.End)
	line := in.Position().Line
	text, start := at.File.Line(line)
	from := min(in.Start-start, len(text))
	until := min(max(in.End-start, from), len(text))

	shown, caret := layOut(text, from, until)
	fmt.Fprintf(b, "%s |\n", gutter)
	b.WriteString(strings.TrimRight(fmt.Sprintf("%*d | %s", len(gutter), line, shown), " ") + "\n")
	carets := strings.Repeat("^", caret.width)
	if label != "" {
		carets += " " + label
	}
	fmt.Fprintf(b, "%s | %s%s\n", gutter, strings.Repeat(" ", caret.column), mark(carets))
}

// caret is where the carets stand on the screen.
type caret struct{ column, width int }

// layOut writes a line as a terminal shows it and finds the columns of the bytes
// from..until. A stretch without width still has one caret.
func layOut(text []byte, from, until int) (string, caret) {
	var cells []cell
	column, first, last := 0, -1, -1
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		c := show(r, size, column)
		if i >= from && first < 0 {
			first = column
		}
		if i >= until && last < 0 {
			last = column
		}
		column += c.width
		cells = append(cells, c)
		i += size
	}
	if first < 0 {
		first = column
	}
	if last < 0 {
		last = column
	}
	return window(cells, column, caret{column: first, width: max(last-first, 1)})
}

// window cuts a line that is too wide for an excerpt down to what surrounds the
// caret.
func window(cells []cell, width int, at caret) (string, caret) {
	left, right := 0, width
	if width > excerptColumns {
		left = max(0, min(at.column-excerptColumns/3, width-excerptColumns))
		right = left + excerptColumns
	}
	var b strings.Builder
	begin := -1
	if left > 0 {
		b.WriteString("... ")
	}
	column := 0
	for _, c := range cells {
		if column >= left && column+c.width <= right {
			if begin < 0 {
				begin = column
			}
			b.WriteString(c.text)
		}
		column += c.width
	}
	if right < width {
		b.WriteString(" ...")
	}
	shift := max(begin, 0)
	at.width = max(1, min(at.width, right-at.column))
	at.column -= shift
	if left > 0 {
		at.column += len("... ")
	}
	return b.String(), at
}
