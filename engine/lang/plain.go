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
			Help = oddSpaceHelp
	case isBullet(first) && strings.HasPrefix(n.Value[size:], " "):
		n.Refused = true
		b.c.Errorf(codeFirstCharacter, b.span(n.Span.Start, n.Span.Start+size), "%c begins no item of a list", first).
			Help = bulletHelp
	case b.itemInText(n):
		n.Refused = true
	case looksLikeAnotherNumber(n.Value):
		n.Refused = true
		b.c.Errorf(codeNumber, n.Span, "YAML programs read %s as different numbers", n.Value).
			Help = "write a plain number such as 10, or put text in quotes: " + quoted(n.Value)
	default:
		b.checkHash(n)
	}
}

// oddSpaceHelp says what to do with a space that is none to YAML.
const oddSpaceHelp = "delete it and type a space; it often comes with text pasted from elsewhere"

// bulletHelp says how a list is written.
const bulletHelp = "begin each item of the list with a dash and a space, all with the same number of spaces before"

func isBullet(r rune) bool { return strings.ContainsRune("•·‣◦▪●–—", r) }

// itemInText refuses text that runs on over what was meant as items of a list: a
// first item without its dash, or a dash without its space, takes in the rest.
func (b *builder) itemInText(n *Node) bool {
	at := n.Span.Start
	for i, line := range strings.Split(string(b.data[n.Span.Start:n.Span.End]), "\n") {
		text := strings.TrimLeft(line, " ")
		first, size := utf8.DecodeRuneInString(text)
		next, _ := utf8.DecodeRuneInString(text[size:])
		dash := first == '-' && (next == ' ' || unicode.IsLetter(next) && !strings.HasPrefix(text, "-ve"))
		if i > 0 && (dash || isBullet(first) && next == ' ') {
			d := b.c.Errorf(codeIndentation, b.span(at+len(line)-len(text), at+len(line)-len(text)+size), "this is read as more of the text above, not as an item of the list")
			d.Help = bulletHelp
			if strings.HasPrefix(n.Value, "-") {
				d.Span, d.Message = b.span(n.Span.Start, n.Span.Start+1), "this dash begins no item of a list: a space is missing after it"
			}
			return true
		}
		at += len(line) + 1
	}
	return false
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
