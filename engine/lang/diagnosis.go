package lang

import (
	"bytes"
	"fmt"
	"strings"

	"signpost.health/signpost/engine/source"
)

// diagnosis is what is known about the line on which the library failed.
type diagnosis struct {
	file   *source.File
	data   []byte
	failed failure
	line   string
	start  int // offset of the line
}

func (d diagnosis) span(from, to int) source.Span {
	return d.file.Span(d.start+from, d.start+to)
}

// whole is the line without its indentation and trailing blanks.
func (d diagnosis) whole() source.Span {
	text := strings.TrimLeft(d.line, " \t")
	from := len(d.line) - len(text)
	return d.span(from, from+len(strings.TrimRight(text, " \t")))
}

func (d diagnosis) fault(code string, at source.Span, format string, args ...any) source.Diagnostic {
	return source.Diagnostic{Severity: source.Error, Code: code, Span: at, Message: fmt.Sprintf(format, args...)}
}

// tabs sees whether the line is indented with tabs.
func (d diagnosis) tabs() (fault, bool) {
	if strings.Contains(d.failed.message, "tab character") {
		d = d.firstTabbed()
	}
	indent := d.line[:len(d.line)-len(strings.TrimLeft(d.line, " \t"))]
	at := strings.IndexByte(indent, '\t')
	if at < 0 {
		return fault{}, false
	}
	found := d.fault(codeTab, d.span(at, len(indent)), "the line is indented with a tab")
	found.Help = "indent with spaces only"
	if lines := d.tabbedLines(); lines > 1 {
		found.Help += fmt.Sprintf("; %d lines of this file have tabs", lines)
	}
	return fault{Diagnostic: found}, true
}

// firstTabbed moves on to the first line indented with a tab. The library names
// the line where the word before it starts.
func (d diagnosis) firstTabbed() diagnosis {
	for line := d.failed.line; line <= d.file.Lines(); line++ {
		text, start := d.file.Line(line)
		indent := text[:len(text)-len(bytes.TrimLeft(text, " \t"))]
		if bytes.IndexByte(indent, '\t') >= 0 {
			d.line, d.start = string(text), start
			return d
		}
	}
	return d
}

func (d diagnosis) tabbedLines() int {
	count := 0
	for line := range bytes.Lines(d.data) {
		indent := line[:len(line)-len(bytes.TrimLeft(line, " \t"))]
		if bytes.IndexByte(indent, '\t') >= 0 {
			count++
		}
	}
	return count
}

// openQuote sees whether the line lies in quoted text that an earlier line, or
// this one, opened and that is not closed where it should be.
func (d diagnosis) openQuote() (fault, bool) {
	if d.failed.unclosed() {
		at := max(openQuoteOf(d.line), 0)
		found := d.fault(codeQuoteOpen, d.span(at, at+1), "this quotation mark is never closed")
		found.Help = "close it at the end of the value"
		return fault{Diagnostic: found}, true
	}
	if found, ok := d.closedHere(); ok {
		return found, true
	}
	above, at, ok := d.lineAbove(d.start)
	if !ok {
		return fault{}, false
	}
	// A quotation mark that closes the text above by accident leaves a rest,
	// which only the next line cannot follow.
	earlier := d
	earlier.line, earlier.start = above, at
	found, ok := earlier.closedHere()
	if !ok {
		return fault{}, false
	}
	_, rest, _ := strings.Cut(above, string(d.data[found.Span.Start]))
	rest = strings.TrimSpace(rest)
	return found, rest != "" && rest[0] != '#' && rest[0] != ','
}

// closedHere sees whether the line lies in quoted text that an earlier line has
// opened.
func (d diagnosis) closedHere() (fault, bool) {
	if d.start == 0 {
		return fault{}, false
	}
	before, fails := failureOf(d.data[:d.start])
	if !fails || !before.unclosed() {
		return fault{}, false
	}
	text, start := d.file.Line(before.line)
	opened := d
	opened.failed, opened.line, opened.start = before, string(text), start
	found, ok := opened.openQuote()
	found.Message = fmt.Sprintf("this quotation mark is closed only on line %d", bytes.Count(d.data[:d.start], []byte{'\n'})+1)
	found.Related = []source.Related{{Span: d.whole(), Message: "the text in quotes runs on to here"}}
	return found, ok
}

// slip tells of a mistake seen in the line.
func (d diagnosis) slip(s slip) fault {
	value := strings.TrimRight(d.line[s.value:], " \t")
	if s.inside {
		value = upToComma(value)
	}
	word := d.line[s.from:s.to]
	at := d.span(s.from, s.to)
	wrap := "put the whole value in quotes: " + quoted(value)
	var found source.Diagnostic
	switch s.kind {
	case slipTag:
		found = d.fault(codeTag, at, "YAML reads %s as a tag and drops it from the value", word)
		found.Label, found.Help = "dropped by YAML", wrap
	case slipAnchor:
		found = d.fault(codeAnchor, at, "YAML reads %s as the name of an anchor", word)
		if found.Help = wrap; word == "*" {
			found.Message, found.Help = "* begins no item of a list", bulletHelp+"; for text, "+wrap
		}
	case slipFirstCharacter:
		found = d.fault(codeFirstCharacter, at, "a value cannot start with %s", word)
		found.Help = wrap
		if strings.Contains("]},", word) {
			found.Help = "delete it, or " + wrap
		}
	case slipBlock:
		found = d.fault(codeFirstCharacter, at, "YAML reads %s as the start of text on the lines below", word)
		found.Help = wrap
	case slipAfterQuote:
		found = d.fault(codeAfterQuote, at, "text follows the closing quotation mark")
		found.Help = d.requote(s)
	case slipAfterBracket:
		found = d.fault(codeAfterQuote, at, "text follows the closing bracket")
		found.Help = wrap
	case slipColon:
		found = d.fault(codeColon, at, "YAML takes this colon for the end of another key")
		found.Help = wrap
		if s.inside {
			found.Help = wrap + "; or add the comma that is missing"
		}
	case slipItem:
		found = d.fault(codeFirstCharacter, at, "a value cannot start with %s and a space", word)
		found.Help = "put a list on the lines below; for text, " + wrap
	case slipHash:
		found = d.fault(codeHash, at, "YAML takes this for a comment and drops it from the value")
		found.Label, found.Help = "dropped by YAML", wrap+hashHelp
	case slipQuestion:
		found = d.fault(codeFirstCharacter, at, "inside { } and [ ] YAML gives this question mark a meaning of its own")
		found.Help = wrap
	case slipNoKey:
		found = d.fault(codeKey, at, "a value stands here without a key")
		found.Help = keyHelp
	}
	return fault{Diagnostic: found, certain: true, from: d.start + s.value, to: d.start + len(d.line)}
}

// requote proposes how to quote a value whose quotes end too early: around it all
// if they were part of an expression, once if they were meant to hold it all.
func (d diagnosis) requote(s slip) string {
	value := d.line[s.value:s.to]
	last := len(value) - 1
	unpaired := strings.Count(value, value[:1])%2 == 1
	if last > 0 && value[0] == value[last] && (unpaired || !strings.ContainsAny(value, "&|=<>")) {
		return "a quotation mark inside quotes ends them; write " + quoted(value[1:last])
	}
	if value[0] == '\'' && value[last] != '\'' && !strings.ContainsAny(value, "&|=<>") { // an apostrophe ended the quotes
		value = value[1:]
	}
	return "put the whole value in quotes: " + quoted(value)
}
