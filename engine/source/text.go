package source

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// TextOptions says how Text writes.
type TextOptions struct {
	// Colour adds terminal colours. They carry no meaning of their own.
	Colour bool
}

// Text writes diagnostics for people. Each begins with "path:line:column:", so
// that editors and grep find the place, and shows the line with a caret under
// the exact stretch.
func Text(w io.Writer, ds Diagnostics, opts TextOptions) error {
	var b strings.Builder
	for i, d := range ds {
		if i > 0 {
			b.WriteByte('\n')
		}
		writeDiagnostic(&b, d, paint{on: opts.Colour})
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeDiagnostic(b *strings.Builder, d Diagnostic, p paint) {
	if at := d.Span.Position(); at.Line > 0 {
		b.WriteString(p.bold(visible(at.String()) + ":"))
		b.WriteByte(' ')
	}
	kind := d.Severity.String()
	if d.Code != "" {
		kind += "[" + visible(d.Code) + "]"
	}
	b.WriteString(p.severity(d.Severity, kind+":") + " " + p.bold(visible(d.Message)) + "\n")

	gutter := strings.Repeat(" ", gutterWidth(d))
	writeExcerpt(b, d.Span, visible(d.Label), gutter, func(s string) string { return p.severity(d.Severity, s) })
	for _, r := range d.Related {
		fmt.Fprintf(b, "%s::: %s: %s\n", gutter, visible(r.Span.Position().String()), visible(r.Message))
		writeExcerpt(b, r.Span, "", gutter, p.quiet)
	}
	if d.Help != "" {
		lines := strings.Split(d.Help, "\n")
		fmt.Fprintf(b, "%s = %s %s\n", gutter, p.bold("help:"), visible(lines[0]))
		for _, line := range lines[1:] {
			fmt.Fprintf(b, "%s         %s\n", gutter, visible(line))
		}
	}
}

// gutterWidth is the width of the largest line number shown.
func gutterWidth(d Diagnostic) int {
	last := d.Span.Position().Line
	for _, r := range d.Related {
		last = max(last, r.Span.Position().Line)
	}
	return len(strconv.Itoa(last))
}

// paint adds terminal colours, or nothing.
type paint struct{ on bool }

func (p paint) with(code, text string) string {
	if !p.on || text == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

func (p paint) bold(text string) string  { return p.with("1", text) }
func (p paint) quiet(text string) string { return p.with("1;34", text) }

func (p paint) severity(s Severity, text string) string {
	switch s {
	case Error:
		return p.with("1;31", text)
	case Warning:
		return p.with("1;33", text)
	case Note:
		return p.with("1;36", text)
	}
	return text
}
