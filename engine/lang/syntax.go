package lang

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"signpost.health/signpost/engine/source"
)

// reportSyntax says why the library could not read the file.
func reportSyntax(f *source.File, c *source.Collector) {
	_, err := decode(bytes.NewReader(f.Data))
	if err == nil {
		return
	}
	line, message := 1, strings.TrimPrefix(err.Error(), "yaml: ")
	if m := regexp.MustCompile(`^line (\d+): `).FindStringSubmatch(message); m != nil {
		line, _ = strconv.Atoi(m[1])
		message = strings.TrimPrefix(message, m[0])
	}
	text, start := f.Line(line)
	c.Errorf(codeSyntax, f.Span(start, start+len(text)), "YAML cannot read this: %s", message).
		Help = "check quotes, brackets and indentation here and on the line above"
}
