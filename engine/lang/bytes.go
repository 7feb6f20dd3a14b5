package lang

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"signpost.health/signpost/engine/source"
)

// The largest file, the longest line and the deepest nesting that Parse takes.
// Each is far beyond what a person writes.
const (
	maxBytes = 2 << 20
	maxLine  = 20_000
	maxDepth = 64
)

// maxReports bounds how often one file is told the same kind of fault.
const maxReports = 20

// checkBytes refuses a file whose bytes YAML cannot read or a reader cannot see.
func checkBytes(f *source.File, c *source.Collector) bool {
	if len(f.Data) > maxBytes {
		c.Errorf(codeTooLarge, f.Span(0, 0), "the file has %d bytes; at most %d are read", len(f.Data), maxBytes).
			Help = "split it into several files"
		return false
	}
	if bytes.HasPrefix(f.Data, []byte("\ufeff")) {
		c.Errorf(codeByteOrderMark, f.Span(0, 3), "the file starts with a byte order mark").
			Help = `save it as "UTF-8" instead of "UTF-8 with BOM"`
		return false
	}
	if !utf8.Valid(f.Data) {
		refuseEncoding(f, c)
		return false
	}
	characters := checkCharacters(f, c)
	return checkLines(f, c) && characters
}

func refuseEncoding(f *source.File, c *source.Collector) {
	at := 0
	for at < len(f.Data) {
		r, size := utf8.DecodeRune(f.Data[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	c.Errorf(codeNotUTF8, f.Span(at, at+1), "the file is not UTF-8 text: byte %#02x cannot stand here", f.Data[at]).
		Help = `save it as "UTF-8"; Word and Excel files cannot be read`
}

func checkCharacters(f *source.File, c *source.Collector) bool {
	reports := 0
	for i := 0; i < len(f.Data) && reports < maxReports; {
		r, size := utf8.DecodeRune(f.Data[i:])
		crlf := r == '\r' && i+1 < len(f.Data) && f.Data[i+1] == '\n'
		if name := unseen(r); name != "" && !crlf {
			c.Errorf(codeControlCharacter, f.Span(i, i+size), "%s (U+%04X) cannot be seen and is not allowed", name, r).
				Help = "delete the character; it often comes with text pasted from elsewhere"
			reports++
		}
		i += size
	}
	return reports == 0
}

// unseen names a character that a reader cannot see and that could change what
// the file says; it is empty for all others.
func unseen(r rune) string {
	switch {
	case r == '\n', r == '\t':
		return ""
	case r == '\r':
		return "a carriage return without a line feed"
	case r == 0x85, r == 0x2028, r == 0x2029:
		return "an unusual line break"
	case unicode.IsControl(r):
		return "a control character"
	case r == 0xFEFF, r == 0x200B, r == 0x2060, r == 0xAD:
		return "a character without width"
	case r == 0x200E, r == 0x200F, r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
		return "a change of writing direction"
	case r >= 0xFFFE && r <= 0xFFFF:
		return "a code that is no character"
	}
	return ""
}

func checkLines(f *source.File, c *source.Collector) bool {
	for line := 1; line <= f.Lines(); line++ {
		text, start := f.Line(line)
		if len(text) > maxLine {
			c.Errorf(codeTooLarge, f.Span(start, start), "the line has %d bytes; at most %d are read", len(text), maxLine).
				Help = "break the line: after a key, write > and put the text on the lines below"
			return false
		}
	}
	return true
}
