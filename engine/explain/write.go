package explain

import (
	"fmt"
	"strings"
)

// Text writes a page for a terminal.
func (p Page) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s\n", p.Code, p.Title)
	fmt.Fprintf(&b, "found by: signpost %s\n\n", p.By)
	for _, line := range strings.Split(wrap(p.Why, 88), "\n") {
		b.WriteString(line + "\n")
	}
	writeParts(&b, "Before", p.Before)
	writeParts(&b, "Wrong", p.Wrong)
	writeParts(&b, "Right", p.Right)
	return b.String()
}

func writeParts(b *strings.Builder, title string, parts []Part) {
	for _, part := range parts {
		b.WriteString("\n" + title)
		if part.File != "" {
			b.WriteString(", in " + part.File)
		}
		b.WriteString(":\n\n")
		for line := range strings.Lines(part.Text) {
			b.WriteString("    " + line)
		}
		if !strings.HasSuffix(part.Text, "\n") {
			b.WriteString("\n")
		}
	}
}

// wrap breaks the paragraphs of a text into lines.
func wrap(text string, width int) string {
	var out []string
	for _, paragraph := range strings.Split(text, "\n\n") {
		line := ""
		var lines []string
		for _, word := range strings.Fields(paragraph) {
			if line != "" && len(line)+1+len(word) > width {
				lines, line = append(lines, line), ""
			}
			if line != "" {
				line += " "
			}
			line += word
		}
		out = append(out, strings.Join(append(lines, line), "\n"))
	}
	return strings.Join(out, "\n\n")
}
