package lang

import (
	"bytes"
	"strings"
)

// comments takes over what stands between the last value and the offset to:
// comments and empty lines. column and indent are those of what comes next; a
// comment that stands deeper belongs to what came before.
func (p *printer) comments(to, column, indent int) {
	gap := p.data[p.at:max(p.at, to)]
	breaks := 0
	for len(gap) > 0 {
		switch {
		case gap[0] == '\n':
			breaks++
			gap = gap[1:]
		case gap[0] == '#' && p.beginsComment(len(p.data[:max(p.at, to)])-len(gap)):
			end := bytes.IndexByte(gap, '\n')
			if end < 0 {
				end = len(gap)
			}
			at := max(p.at, to) - len(gap)
			p.comment(string(gap[:end]), at, breaks, column, indent)
			breaks = 0
			gap = gap[end:]
		default:
			gap = gap[1:]
		}
	}
	p.at = max(p.at, to)
	if breaks > 1 && to < len(p.data) {
		p.blankLine()
	}
	p.kept = false
}

// beginsComment says whether the # at an offset stands at the start of a line
// or after a space: elsewhere it is part of a word.
func (p *printer) beginsComment(at int) bool {
	return at == 0 || strings.IndexByte(" \t\n", p.data[at-1]) >= 0
}

// comment writes one comment: after the value it stands beside, or on a line of
// its own.
func (p *printer) comment(text string, at, breaks, column, indent int) {
	text = spaced(strings.TrimRight(text, " \t\r"))
	if breaks == 0 && !p.fresh {
		p.write("  " + text)
		p.endLine()
		return
	}
	if breaks > 1 {
		p.blankLine()
	}
	p.startLine(p.commentIndent(p.column(at), column, indent))
	p.write(text)
	p.endLine()
}

// spaced puts a space after the # of a comment. A row of # stays as it is.
func spaced(comment string) string {
	rest := strings.TrimLeft(comment, "#")
	marks := comment[:len(comment)-len(rest)]
	if rest == "" || rest[0] == ' ' || rest[0] == '\t' || rest[0] == '!' {
		return comment
	}
	return marks + " " + rest
}

// commentIndent is how far a comment on its own line is indented. One that
// stands no deeper than what comes next belongs to that.
func (p *printer) commentIndent(at, column, indent int) int {
	if at <= column {
		return indent
	}
	found := indent
	for _, l := range p.path {
		if l.column <= at && l.column > column {
			found = l.indent
		}
	}
	return found
}

// blankLine leaves one line empty, but not at the start of the file.
func (p *printer) blankLine() {
	p.endLine()
	if p.kept || len(p.out) == 0 || bytes.HasSuffix(p.out, []byte("\n\n")) {
		return
	}
	p.out = append(p.out, '\n')
}
