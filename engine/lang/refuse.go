package lang

import (
	"strings"

	"gopkg.in/yaml.v3"
)

func (b *builder) refuseDocuments(second *yaml.Node) {
	at := b.place(second.Line, second.Column)
	b.c.Errorf(codeSeveralDocuments, b.span(at, b.endOfWord(at)), "a second document starts here, and YAML would drop it").
		Help = "put it into a file of its own, or delete the line ---"
}

func (b *builder) refuseDepth(n *Node) {
	n.Refused = true
	b.c.Errorf(codeTooDeep, n.Span, "this is nested more than %d levels deep", maxDepth).
		Help = depthHelp
}

// depthHelp says where too many levels come from.
const depthHelp = "check the brackets and the indentation above"

func (b *builder) refuseAlias(n *Node, start int) {
	n.Kind, n.Refused = Scalar, true
	n.Span = b.span(start, b.endOfWord(start))
	b.c.Errorf(codeAnchor, n.Span, "YAML reads %s as a reference to another place of the file", n.Span.Text()).
		Help = "write the value out, or put it in quotes: " + quoted(b.valueText(start))
}

// refuseMarks refuses a tag or an anchor before a value: YAML would drop it from
// the value and say nothing.
func (b *builder) refuseMarks(n *Node, start int, kind yaml.Kind) bool {
	t := tracer{data: b.data}
	code, name := codeTag, "a tag"
	switch t.at(start) {
	case '!':
	case '&':
		code, name = codeAnchor, "an anchor"
	default:
		return false
	}
	n.Refused = true
	n.Span = b.span(start, b.endOfWord(start))
	word := n.Span.Text()
	d := b.c.Errorf(code, n.Span, "YAML reads %s as %s and drops it from the value", word, name)
	d.Label = "dropped by YAML"
	d.Help = "put the whole value in quotes: " + quoted(b.valueText(start))
	if kind != yaml.ScalarNode || strings.HasPrefix(word, "!!") {
		d.Help = "delete " + word
	}
	return true
}

// endOfWord returns where the run of characters at an offset ends.
func (b *builder) endOfWord(at int) int {
	end := at
	for end < len(b.data) && !strings.ContainsRune(" \t\r\n,[]{}", rune(b.data[end])) {
		end++
	}
	return end
}

// valueText is what an author meant by the value at an offset, as far as its line
// tells.
func (b *builder) valueText(at int) string {
	t := tracer{data: b.data}
	line := strings.TrimRight(string(b.data[at:t.lineEnd(at)]), " \t")
	if b.brackets > 0 {
		return upToComma(line)
	}
	return line
}

// quoted puts text in the quotes that need no escaping, if there are such.
func quoted(text string) string {
	switch {
	case !strings.ContainsAny(text, `"\`):
		return `"` + text + `"`
	case !strings.Contains(text, "'"):
		return "'" + text + "'"
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}
