package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// checkScalar refuses a value that YAML would change or cut.
func (b *builder) checkScalar(n *Node) {
	if n.Style == Plain {
		b.checkPlain(n)
	}
	if n.Style != DoubleQuoted {
		return
	}
	for i, r := range n.Value {
		if name := unseen(r); name != "" {
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
	case isOddSpace(first):
		n.Refused = true
		b.c.Errorf(codeControlCharacter, b.span(n.Span.Start, n.Span.Start+size), "this space (U+%04X) is not an ordinary space", first).
			Help = "delete it and type a space; it often comes with text pasted from elsewhere"
	case looksLikeAnotherNumber(n.Value):
		n.Refused = true
		b.c.Errorf(codeNumber, n.Span, "YAML programs read %s as different numbers", n.Value).
			Help = "write a plain number such as 10, or put text in quotes: " + quoted(n.Value)
	default:
		b.checkHash(n)
	}
}

func isCurlyQuote(r rune) bool {
	switch r {
	case '“', '”', '„', '‘', '’', '‚':
		return true
	}
	return false
}

// isOddSpace reports whether a character looks like a space and is none to YAML.
func isOddSpace(r rune) bool {
	return r > unicode.MaxASCII && unicode.IsSpace(r)
}

// checkHash refuses a comment that looks like the rest of the value: YAML cuts
// "Grade #2" down to "Grade". A comment meant as one has a space after its hash.
func (b *builder) checkHash(n *Node) {
	t := tracer{data: b.data}
	hash := t.skipBlanks(n.Span.End)
	if t.at(hash) != '#' || strings.IndexByte(" \t\r\n#\x00", t.at(hash+1)) >= 0 {
		return
	}
	n.Refused = true
	end := t.lineEnd(hash)
	d := b.c.Errorf(codeHash, b.span(hash, end), "YAML takes this for a comment and drops it from the value")
	d.Label = "dropped by YAML"
	d.Help = "put the whole value in quotes: " + quoted(b.valueText(n.Span.Start)) + hashHelp
}

// hashHelp says how to write a comment that is meant as one.
const hashHelp = "; a comment needs a space after the #"
