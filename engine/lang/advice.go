package lang

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"signpost.health/signpost/engine/source"
)

// byMessage tells of a failure that no slip in the line explains, by what the
// library said.
func (d diagnosis) byMessage() source.Diagnostic {
	switch d.failed.message {
	case "found unknown escape character", "did not find expected hexdecimal number", "found invalid Unicode character escape code":
		return d.escape()
	case "could not find expected ':'":
		return d.noColon()
	case "mapping values are not allowed in this context":
		if above, ok := d.textAbove(); ok {
			return above.noColon()
		}
		if moved, ok := d.movedOut(); ok {
			return moved
		}
		found := d.fault(codeIndentation, d.whole(), "a key cannot stand here: what is above it already has a value")
		found.Help = "line it up with the keys above; if it is part of the text above, put all of that text in quotes"
		return found
	case "did not find expected key", "did not find expected '-' indicator", "block sequence entries are not allowed in this context":
		found := d.fault(codeIndentation, d.whole(), "the line does not line up with the lines above")
		found.Help = "give the keys of one group, and the dashes of one list, the same number of spaces"
		return found
	case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
		return d.bracket()
	case "did not find expected node content":
		found := d.fault(codeBracket, d.whole(), "a value or a closing bracket is missing here")
		found.Help = bracketHelp
		return found
	case "exceeded max depth of 10000":
		found := d.fault(codeTooDeep, d.whole(), "this is nested more than %d levels deep", maxDepth)
		found.Help = depthHelp
		return found
	case "did not find expected <document start>":
		found := d.fault(codeSeveralDocuments, d.whole(), "text follows the end of the document")
		found.Help = "put it into a file of its own, or delete the line ..."
		return found
	}
	found := d.fault(codeSyntax, d.whole(), "YAML cannot read this: %s", strings.TrimPrefix(d.failed.message, "unreadable: "))
	found.Help = "check quotes, brackets and indentation here and on the line above"
	return found
}

// oddSpace sees whether a space of the indentation, or the one after a key's
// colon, only looks like a space.
func (d diagnosis) oddSpace() (source.Diagnostic, bool) {
	at := len(d.line) - len(strings.TrimLeft(d.line, " "))
	if key := regexp.MustCompile(`^\s*(?:- )?[A-Za-z0-9_-]+:`).FindString(d.line); key != "" {
		at = len(key)
	}
	r, size := utf8.DecodeRuneInString(d.line[at:])
	if !isOddSpace(r) {
		return source.Diagnostic{}, false
	}
	found := d.fault(codeControlCharacter, d.span(at, at+size), "this space (U+%04X) is not an ordinary space", r)
	found.Help = oddSpaceHelp
	return found, true
}

// movedOut sees whether the line above stands further left than this one and than
// the one before it: then that line slipped, though this one fails.
func (d diagnosis) movedOut() (source.Diagnostic, bool) {
	above, at, ok := d.lineAbove(d.start)
	if !ok || indentOf(above) >= indentOf(d.line) {
		return source.Diagnostic{}, false
	}
	before, _, ok := d.lineAbove(at)
	if !ok || indentOf(before) != indentOf(d.line) {
		return source.Diagnostic{}, false
	}
	slipped := d
	slipped.line, slipped.start = above, at
	found := slipped.fault(codeIndentation, slipped.whole(), "the line stands further left than its neighbours")
	found.Help = fmt.Sprintf("give it %d spaces, as the lines around it have", indentOf(d.line))
	return found, true
}

// lineAbove is the nearest line above an offset that is neither empty nor a
// comment, and where it starts.
func (d diagnosis) lineAbove(offset int) (line string, start int, ok bool) {
	for offset > 0 {
		start = strings.LastIndexByte(string(d.data[:offset-1]), '\n') + 1
		line = strings.TrimRight(string(d.data[start:offset]), "\r\n")
		if text := strings.TrimSpace(line); text != "" && text[0] != '#' {
			return line, start, true
		}
		offset = start
	}
	return "", 0, false
}

func indentOf(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// textAbove sees whether all that is above the line is text without a key.
func (d diagnosis) textAbove() (diagnosis, bool) {
	documents, err := decode(bytes.NewReader(d.data[:d.start]))
	if err != nil || len(documents) != 1 || documents[0].Content[0].Kind != yaml.ScalarNode {
		return d, false
	}
	text, start := d.file.Line(documents[0].Content[0].Line)
	d.line, d.start = string(text), start
	return d, true
}

func (d diagnosis) escape() source.Diagnostic {
	end := d.failed.shortest(d.data)
	from := max(strings.LastIndexByte(string(d.data[:end]), '\\'), 0)
	found := d.fault(codeEscape, d.file.Span(from, min(from+2, len(d.data))), "YAML does not know the escape %s", d.data[from:min(from+2, len(d.data))])
	found.Help = `in double quotes write \\ for a backslash, or use single quotes`
	return found
}

func (d diagnosis) noColon() source.Diagnostic {
	found := d.fault(codeNoColon, d.whole(), "this is neither a key with a value nor an item of a list")
	tight := regexp.MustCompile(`^\s*(?:- )?([A-Za-z0-9_-]+):(\S.*)$`).FindStringSubmatch(d.line)
	if tight != nil {
		found.Help = fmt.Sprintf("put a space after the colon: %s: %s", tight[1], strings.TrimLeft(tight[2], "\u00a0"))
		return found
	}
	if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(d.line, " ")); isBullet(first) {
		found.Message, found.Help = string(first)+" begins no item of a list", bulletHelp
		return found
	}
	if regexp.MustCompile(`^ *-\pL`).MatchString(d.line) {
		found.Message, found.Help = "this dash begins no item of a list: a space is missing after it", bulletHelp
		return found
	}
	found.Help = "write key: value; a text that goes on from the line above must be indented deeper than its key"
	return found
}

func (d diagnosis) bracket() source.Diagnostic {
	shut := d.failed.message[len(d.failed.message)-2 : len(d.failed.message)-1]
	at := d.whole()
	line, _, _ := strings.Cut(d.line, " #")
	if open := lastOpen(line, shut); open >= 0 {
		at = d.span(open, open+1)
	}
	found := d.fault(codeBracket, at, "a comma or the closing %s is missing here or further on", shut)
	found.Help = bracketHelp
	return found
}

// bracketHelp says how to write entries inside brackets.
const bracketHelp = "close each bracket, and put one comma between entries"

// lastOpen returns where the last bracket of a kind stands that the line opens
// and does not close, or -1.
func lastOpen(line, shut string) int {
	open := byte('[')
	if shut == "}" {
		open = '{'
	}
	closed := 0
	for i := len(line) - 1; i >= 0; i-- {
		switch line[i] {
		case shut[0]:
			closed++
		case open:
			if closed == 0 {
				return i
			}
			closed--
		}
	}
	return -1
}
