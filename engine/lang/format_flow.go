package lang

import (
	"bytes"
	"strings"
)

// formatWidth is how long a line may become that is put together from several.
const formatWidth = 120

// staysFlow says whether a collection in brackets stays in them: one on one
// line does, one over several lines if it fits on one. One with comments inside
// becomes a block, where each has its place.
func (p *printer) staysFlow(n *Node, indent int) bool {
	open := p.data[n.Span.Start]
	if open != '{' && open != '[' {
		return false
	}
	text := p.data[n.Span.Start:n.Span.End]
	if !bytes.ContainsRune(text, '\n') {
		return true
	}
	return !p.holdsComment(n) && !p.holdsLines(n) && indent+len(p.flowText(n)) <= formatWidth
}

// holdsComment says whether a comment stands between the values of a node.
func (p *printer) holdsComment(n *Node) bool {
	at := n.Span.Start
	found := false
	p.each(n, func(word *Node) {
		found = found || p.gapHoldsComment(at, word.Span.Start)
		at = word.Span.End
	})
	return found || p.gapHoldsComment(at, n.Span.End)
}

func (p *printer) gapHoldsComment(from, to int) bool {
	for i := from; i < to; i++ {
		if p.data[i] == '#' && p.beginsComment(i) {
			return true
		}
	}
	return false
}

// holdsLines says whether a value inside goes over several lines.
func (p *printer) holdsLines(n *Node) bool {
	found := false
	p.each(n, func(word *Node) { found = found || strings.Contains(word.Span.Text(), "\n") })
	return found
}

// each calls visit for every scalar of a node, keys included, in order.
func (p *printer) each(n *Node, visit func(*Node)) {
	if n.Kind == Scalar {
		visit(n)
	}
	for _, e := range n.Entries {
		visit(e.Key)
		p.each(e.Value, visit)
	}
	for _, item := range n.Items {
		p.each(item, visit)
	}
}

func (p *printer) flow(n *Node) {
	p.write(p.flowText(n))
	p.at = max(p.at, n.Span.End)
}

// flowText writes a node in brackets, on one line.
func (p *printer) flowText(n *Node) string {
	switch n.Kind {
	case Scalar:
		return p.word(n)
	case Mapping:
	case Sequence:
		items := make([]string, len(n.Items))
		for i, item := range n.Items {
			items[i] = p.flowText(item)
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
	entries := make([]string, len(n.Entries))
	for i, e := range n.Entries {
		entries[i] = p.word(e.Key) + ":"
		if text := p.flowText(e.Value); text != "" {
			entries[i] += " " + text
		}
	}
	return "{" + strings.Join(entries, ", ") + "}"
}
