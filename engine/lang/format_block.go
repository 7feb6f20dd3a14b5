package lang

import "strings"

// block writes a node whose lines are indented so far. inline is set for the
// first line of what follows a dash.
func (p *printer) block(n *Node, indent int, inline bool) {
	switch {
	case n.Kind == Scalar:
		p.scalar(n, indent)
	case len(n.Entries)+len(n.Items) == 0, p.staysFlow(n, indent):
		p.flow(n)
	case n.Kind == Mapping:
		p.mapping(n, indent, inline)
	default:
		p.sequence(n, indent, inline)
	}
}

func (p *printer) mapping(n *Node, indent int, inline bool) {
	for i, e := range n.Entries {
		p.next(e.Key.Span.Start, indent, inline && i == 0)
		p.enter(e.Key.Span.Start, indent)
		p.write(p.word(e.Key) + ":")
		p.at = e.Key.Span.End
		p.value(e.Value, indent)
	}
}

func (p *printer) sequence(n *Node, indent int, inline bool) {
	for i, item := range n.Items {
		dash := p.dashBefore(item)
		first := inline && i == 0
		if !first {
			p.comments(dash, p.column(dash), indent)
			// What stands between a dash and its item is about the item: it
			// comes before the dash.
			p.comments(item.Span.Start, len(p.data), indent)
		}
		p.next(item.Span.Start, indent, first)
		p.enter(dash, indent)
		p.write("- ")
		if item.Kind == Scalar {
			p.scalar(item, indent)
			continue
		}
		p.block(item, indent+2, true)
	}
}

// next comes to a value of a block: it takes along the comments before it and
// begins its line.
func (p *printer) next(at, indent int, inline bool) {
	if inline {
		return
	}
	p.comments(at, p.column(at), indent)
	p.startLine(indent)
}

// enter notes that what comes now stands in a block.
func (p *printer) enter(at, indent int) {
	depth := 0
	for depth < len(p.path) && p.path[depth].indent < indent {
		depth++
	}
	p.path = append(p.path[:depth], level{column: p.column(at), indent: indent})
}

// value writes what stands after a key.
func (p *printer) value(n *Node, indent int) {
	switch {
	case n.Null && n.Value == "":
		p.at = max(p.at, n.Span.End)
	case n.Kind == Scalar:
		p.write(" ")
		p.scalar(n, indent)
	case len(n.Entries)+len(n.Items) == 0, p.staysFlow(n, indent):
		p.write(" ")
		p.flow(n)
	default:
		first := p.firstStart(n)
		p.beside(first)
		p.block(n, indent+2, false)
	}
}

// firstStart is where the first line of a block stands.
func (p *printer) firstStart(n *Node) int {
	if n.Kind == Sequence {
		return p.dashBefore(n.Items[0])
	}
	return n.Entries[0].Key.Span.Start
}

// beside takes along a comment on the line of a key whose value begins on a
// line below; empty lines between them go.
func (p *printer) beside(first int) {
	gap := p.data[p.at:max(p.at, first)]
	for i, b := range gap {
		if b == '\n' {
			break
		}
		if b == '#' && p.beginsComment(p.at+i) {
			end := i + len(strings.SplitN(string(gap[i:]), "\n", 2)[0])
			p.comment(string(gap[i:end]), p.at+i, 0, 0, 0)
			p.at += end
			break
		}
	}
	for p.at < first && strings.IndexByte(" \t\r\n:{[,", p.data[p.at]) >= 0 {
		p.at++
	}
	p.endLine()
}

// dashBefore is where the dash of an item stands; an item in brackets has none.
func (p *printer) dashBefore(item *Node) int {
	for i := item.Span.Start - 1; i >= p.at; i-- {
		if p.data[i] == '-' && p.isDash(i, item) {
			return i
		}
	}
	return item.Span.Start
}

// isDash says whether the - at an offset announces the item: nothing but blanks
// and comments stands between them.
func (p *printer) isDash(at int, item *Node) bool {
	for _, line := range strings.Split(string(p.data[at+1:item.Span.Start]), "\n") {
		if text := strings.TrimSpace(line); text != "" && text[0] != '#' {
			return false
		}
	}
	return !p.inComment(at)
}

// inComment says whether an offset lies in a comment of its line.
func (p *printer) inComment(at int) bool {
	start := at - p.column(at)
	for i := max(start, p.at); i < at; i++ {
		if p.data[i] == '#' && p.beginsComment(i) {
			return true
		}
	}
	return false
}
