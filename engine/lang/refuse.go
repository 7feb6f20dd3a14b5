package lang

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"signpost.health/signpost/engine/source"
)

func (b *builder) refuseDocuments(second *yaml.Node) {
	at := b.place(second.Line, second.Column)
	b.c.Errorf(codeSeveralDocuments, b.span(at, b.endOfWord(at)), "a second document starts here, and YAML would drop it").
		Help = "put it into a file of its own, or delete the line ---"
}

func (b *builder) refuseDepth(n *Node) {
	n.Refused = true
	b.c.Errorf(codeTooDeep, n.Span, "this is nested more than %d levels deep", maxDepth).
		Help = "check the brackets and the indentation above"
}

func (b *builder) refuseAlias(n *Node, start int) {
	n.Kind, n.Refused = Scalar, true
	n.Span = b.span(start, b.endOfWord(start))
	d := b.c.Errorf(codeAnchor, n.Span, "YAML reads %s as a reference to another place of the file", n.Span.Text())
	d.Help = "write the value out, or put it in quotes: " + quoted(b.restOfLine(start))
}

// refuseMarks refuses a tag or an anchor before a value: YAML would drop it from
// the value and say nothing.
func (b *builder) refuseMarks(n *Node, start int, flow bool) bool {
	t := tracer{data: b.data}
	first := t.at(start)
	if first != '!' && first != '&' {
		return false
	}
	n.Refused = true
	n.Span = b.span(start, b.endOfWord(start))
	word := n.Span.Text()
	help := "put the whole value in quotes: " + quoted(b.restOfLine(start))
	if flow {
		help = "delete " + word
	}
	if first == '!' {
		d := b.c.Errorf(codeTag, n.Span, "YAML reads %s as a tag and drops it from the value", word)
		d.Label, d.Help = "dropped by YAML", help
		return true
	}
	d := b.c.Errorf(codeAnchor, n.Span, "YAML reads %s as an anchor and drops it from the value", word)
	d.Label, d.Help = "dropped by YAML", help
	return true
}

// endOfWord returns where the run of characters at an offset ends.
func (b *builder) endOfWord(at int) int {
	end := at
	for end < len(b.data) && !strings.ContainsRune(" \t\r\n,[]{}", rune(b.data[end])) {
		end++
	}
	return max(end, at)
}

// restOfLine is what stands from an offset to the end of its line.
func (b *builder) restOfLine(at int) string {
	t := tracer{data: b.data}
	return strings.TrimRight(string(b.data[at:t.lineEnd(at)]), " \t")
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

func (b *builder) refuseDuplicates(n *Node) {
	first := make(map[string]*Node, len(n.Entries))
	for _, e := range n.Entries {
		if e.Key.Refused {
			continue
		}
		before, repeated := first[e.Key.Value]
		if !repeated {
			first[e.Key.Value] = e.Key
			continue
		}
		e.Value.Refused = true
		d := b.c.Errorf(codeDuplicateKey, e.Key.Span, "the key %q stands here twice, and YAML would keep only one", e.Key.Value)
		d.Label = "again"
		d.Related = []source.Related{{Span: before.Span, Message: "it stands here first"}}
		d.Help = "delete or rename one of them"
	}
}

// checkKey refuses a key that is not one word or line of text.
func (b *builder) checkKey(parent, key, value *Node, flow bool) {
	switch {
	case key.Refused:
	case key.Kind != Scalar, key.Style == Literal, key.Style == Folded:
		b.refuseKey(key, "a key must be text, not a list or a block")
	case key.Null && key.Value == "":
		b.refuseKey(key, "a value stands here without a key")
	case b.isExplicit(parent, key):
		b.refuseKey(key, "a key must not start with a question mark")
	case key.Style == Plain && key.Value == "<<":
		key.Refused = true
		b.c.Errorf(codeAnchor, key.Span, "YAML reads << as an order to merge another mapping in").
			Help = "write the keys out"
	case flow && value.Null && value.Span.Start == value.Span.End && !b.hasColon(key):
		key.Refused, value.Refused = true, true
		d := b.c.Errorf(codeComma, key.Span, "%q stands alone between commas", key.Value)
		d.Help = "inside { } a comma ends a value: put a value that holds a comma in quotes"
	}
}

func (b *builder) refuseKey(key *Node, message string) {
	key.Refused = true
	b.c.Errorf(codeKey, key.Span, "%s", message).
		Help = "write key: value, with the key in quotes if it is not a plain word"
}

// isExplicit reports whether a key was announced by a question mark.
func (b *builder) isExplicit(parent, key *Node) bool {
	before := strings.TrimRight(string(b.data[parent.Span.Start:key.Span.Start]), " \t")
	return strings.HasSuffix(before, "?") && key.Span.Start > parent.Span.Start
}

// hasColon reports whether a colon follows a key.
func (b *builder) hasColon(key *Node) bool {
	t := tracer{data: b.data}
	i := key.Span.End
	for i < len(b.data) && strings.ContainsRune(" \t\r\n", rune(b.data[i])) {
		i++
	}
	return t.at(i) == ':'
}

// checkCommas refuses an item whose brackets are closed in a later item: a list
// in brackets ends its items at each comma.
func (b *builder) checkCommas(n *Node) {
	for _, item := range n.Items {
		if item.Kind != Scalar || item.Style != Plain || item.Refused {
			continue
		}
		if strings.Count(item.Value, "(") > strings.Count(item.Value, ")") {
			item.Refused = true
			b.c.Errorf(codeComma, item.Span, "a comma cuts this item off").
				Help = "inside [ ] a comma ends an item: put an item that holds a comma in quotes"
		}
	}
}

// checkScalar refuses a value that YAML would change or that was quoted in vain.
func (b *builder) checkScalar(n *Node) {
	if n.Style == Plain {
		b.checkPlain(n)
	}
	for i, r := range n.Value {
		if name := unseen(r); name != "" && n.Style == DoubleQuoted {
			n.Refused = true
			b.c.Errorf(codeControlCharacter, n.At(i, i+utf8.RuneLen(r)), "%s (U+%04X) cannot be seen and is not allowed", name, r).
				Help = "delete it"
			return
		}
	}
}

func (b *builder) checkPlain(n *Node) {
	first, size := utf8.DecodeRuneInString(n.Value)
	switch {
	case isCurlyQuote(first):
		n.Refused = true
		b.c.Errorf(codeCurlyQuotes, b.span(n.Span.Start, n.Span.Start+size), "%c is not a quotation mark in YAML", first).
			Help = `use straight quotes: " or '`
	case looksLikeAnotherNumber(n.Value):
		n.Refused = true
		b.c.Errorf(codeNumber, n.Span, "YAML programs read %s as different numbers", n.Value).
			Help = "write a plain number such as 10, or put text in quotes: " + quoted(n.Value)
	}
}

func isCurlyQuote(r rune) bool {
	switch r {
	case '“', '”', '„', '‘', '’', '‚':
		return true
	}
	return false
}

// looksLikeAnotherNumber reports whether a plain scalar is one of the notations
// of YAML 1.1 for numbers that nobody expects.
func looksLikeAnotherNumber(text string) bool {
	for _, notation := range []string{
		`^[-+]?0[0-9_]+$`,              // 010 is 8, or 10
		`^[-+]?[0-9]+_[0-9_.]*$`,       // 1_000
		`^[-+]?0[xob][0-9a-fA-F_]+$`,   // 0x1F, 0o17, 0b11
		`^[-+]?[0-9]+(:[0-5]?[0-9])+$`, // 12:30 is 750 in base 60
	} {
		if matched, err := regexp.MatchString(notation, text); err == nil && matched {
			return true
		}
	}
	return false
}
