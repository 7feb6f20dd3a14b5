package lang

import (
	"strings"
)

// word writes a scalar that stands on one line as its author did, but with
// double quotes where single ones are not needed.
func (p *printer) word(n *Node) string {
	text := string(p.data[n.Span.Start:n.Span.End])
	if n.Style == SingleQuoted && !strings.ContainsAny(n.Value, "\"\\\n\r\t") && !strings.Contains(text, "\n") {
		return `"` + n.Value + `"`
	}
	return text
}

// scalar writes a value whose further lines are indented deeper than indent.
func (p *printer) scalar(n *Node, indent int) {
	switch n.Style {
	case Literal, Folded:
		p.text(n, indent)
	case Plain, SingleQuoted, DoubleQuoted:
		lines := strings.Split(p.word(n), "\n")
		p.write(strings.TrimRight(lines[0], "\r"))
		for _, line := range lines[1:] {
			p.out = append(p.out, '\n')
			if line = strings.TrimLeft(strings.TrimRight(line, "\r"), " \t"); line != "" {
				p.out = append(p.out, strings.Repeat(" ", indent+2)+line...)
			}
		}
	}
	p.at = max(p.at, n.Span.End)
}

// text writes a text that stands on the lines below its | or >.
func (p *printer) text(n *Node, indent int) {
	if strings.Trim(n.Value, "\n") == "" {
		p.write(`"` + strings.Repeat(`\n`, len(n.Value)) + `"`)
		return
	}
	head, body, _ := strings.Cut(string(p.data[n.Span.Start:n.Span.End]), "\n")
	mark, note, _ := strings.Cut(strings.TrimRight(head, " \t\r"), "#")
	first := strings.TrimLeft(n.Value, "\n")
	written := mark[:1]
	if leadingSpaces(first) > 0 {
		written += "2"
	}
	if keep := strings.Trim(mark[1:], "0123456789 \t"); keep != "" {
		written += keep
	}
	p.write(written)
	if note != "" {
		p.write("  " + spaced("#"+note))
	}
	lines := strings.Split(body, "\n")
	inner := textIndent(lines, first)
	for _, line := range lines {
		p.out = append(p.out, '\n')
		if line = strings.TrimRight(line, "\r"); len(line) > inner {
			p.out = append(p.out, strings.Repeat(" ", indent+2)+line[inner:]...)
		}
	}
	if strings.Contains(mark, "+") {
		p.out = append(p.out, strings.Repeat("\n", trailingBreaks(n.Value))...)
		p.fresh, p.kept = true, true
	}
}

// textIndent is how far the lines of a text are indented in the file.
func textIndent(lines []string, first string) int {
	for _, line := range lines {
		if strings.TrimSpace(line) != "" {
			return max(0, leadingSpaces(line)-leadingSpaces(first))
		}
	}
	return 0
}

func trailingBreaks(text string) int { return len(text) - len(strings.TrimRight(text, "\n")) }
