package source

import (
	"fmt"
	"io"
	"strings"
)

// GitHub writes diagnostics as workflow commands, which a GitHub build shows
// beside the line they are about.
func GitHub(w io.Writer, ds Diagnostics) error {
	var b strings.Builder
	for _, d := range ds {
		b.WriteString("::" + githubLevel(d.Severity))
		separator := " "
		property := func(name, value string) {
			b.WriteString(separator + name + "=" + escapeProperty(value))
			separator = ","
		}
		if !d.Span.IsZero() {
			from, to := d.Span.Position(), d.Span.EndPosition()
			property("file", from.Path)
			property("line", fmt.Sprint(from.Line))
			property("endLine", fmt.Sprint(to.Line))
			property("col", fmt.Sprint(from.Column))
			property("endColumn", fmt.Sprint(to.Column))
		}
		if d.Code != "" {
			property("title", d.Code)
		}
		b.WriteString("::" + escapeMessage(inWords(d, true)) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func githubLevel(s Severity) string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	case Note:
	}
	return "notice"
}

func escapeMessage(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(text)
}

func escapeProperty(text string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(text)
}
