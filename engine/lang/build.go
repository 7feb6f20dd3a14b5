package lang

import (
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"signpost.health/signpost/engine/source"
)

// builder turns the library's tree into ours, with exact places. The library
// gives only where a node starts.
type builder struct {
	file *source.File
	data []byte // what was parsed: the file's bytes, or of the same length
	c    *source.Collector

	// line, column and offset are the last place looked up. Nodes come in the
	// order of the file, so the next one is a few characters on.
	line, column, offset int

	brackets int // how many collections in brackets surround the next node

	nodes []Node // room for the next ones
}

func newBuilder(f *source.File, data []byte, c *source.Collector) *builder {
	return &builder{file: f, data: data, c: c}
}

// place returns the offset of a line and column as the library counts them.
func (b *builder) place(line, column int) int {
	if line != b.line || column < b.column {
		_, start := b.file.Line(line)
		b.line, b.column, b.offset = line, 1, start
	}
	for ; b.column < column && b.offset < len(b.data); b.column++ {
		_, size := utf8.DecodeRune(b.data[b.offset:])
		b.offset += size
	}
	return b.offset
}

func (b *builder) span(from, to int) source.Span { return b.file.Span(from, to) }

// node builds one value; name is the key it stands under.
func (b *builder) node(y *yaml.Node, name string, depth int) *Node {
	start := b.place(y.Line, y.Column)
	n := b.new()
	n.Name, n.Span = name, b.span(start, start)
	if y.Kind == yaml.AliasNode {
		b.refuseAlias(n, start)
		return n
	}
	marked := b.refuseMarks(n, start, y.Kind)
	if depth > maxDepth {
		b.refuseDepth(n)
		return n
	}
	if y.Style&yaml.FlowStyle != 0 {
		b.brackets++
		defer func() { b.brackets-- }()
	}
	switch y.Kind {
	case yaml.MappingNode:
		b.mapping(n, y, depth)
	case yaml.SequenceNode:
		b.sequence(n, y, depth)
	case yaml.ScalarNode:
		n.Kind = Scalar
		if !marked {
			b.scalar(n, y)
		}
	case yaml.DocumentNode, yaml.AliasNode:
	}
	return n
}

// new gives an empty node. Nodes are made many at a time: a library has a
// hundred thousand of them.
func (b *builder) new() *Node {
	if len(b.nodes) == 0 {
		b.nodes = make([]Node, 64)
	}
	n := &b.nodes[0]
	b.nodes = b.nodes[1:]
	return n
}

func (b *builder) mapping(n *Node, y *yaml.Node, depth int) {
	n.Kind = Mapping
	n.Entries = make([]Entry, 0, len(y.Content)/2)
	end := n.Span.Start
	for i := 0; i+1 < len(y.Content); i += 2 {
		key := b.node(y.Content[i], "", depth+1)
		value := b.node(y.Content[i+1], key.Value, depth+1)
		end = max(end, key.Span.End, value.Span.End)
		b.checkKey(n, key)
		n.Entries = append(n.Entries, Entry{Key: key, Value: value})
	}
	n.Span.End = b.closing(n.Span.Start, end, '{', '}')
	if y.Style&yaml.FlowStyle != 0 {
		b.checkEntryCommas(n)
	}
	b.refuseDuplicates(n)
}

func (b *builder) sequence(n *Node, y *yaml.Node, depth int) {
	n.Kind = Sequence
	n.Items = make([]*Node, 0, len(y.Content))
	end := n.Span.Start
	for _, content := range y.Content {
		item := b.node(content, n.Name, depth+1)
		end = max(end, item.Span.End)
		n.Items = append(n.Items, item)
	}
	n.Span.End = b.closing(n.Span.Start, end, '[', ']')
	if y.Style&yaml.FlowStyle != 0 {
		b.checkItemCommas(n)
	}
}

// closing returns the offset after the closing bracket of a collection written
// in brackets, and end for one that is not.
func (b *builder) closing(start, end int, open, shut byte) int {
	t := tracer{data: b.data}
	if t.at(start) != open {
		return end
	}
	for i := max(end, start+1); i < len(b.data); {
		switch t.at(i) {
		case shut:
			return i + 1
		case ' ', '\t', '\r', '\n', ',', ':':
			i++
		case '#':
			i = t.lineEnd(i)
		default:
			return end
		}
	}
	return end
}

func (b *builder) scalar(n *Node, y *yaml.Node) {
	n.Value = y.Value
	switch {
	case y.Style&yaml.DoubleQuotedStyle != 0:
		n.Style = DoubleQuoted
	case y.Style&yaml.SingleQuotedStyle != 0:
		n.Style = SingleQuoted
	case y.Style&yaml.LiteralStyle != 0:
		n.Style = Literal
	case y.Style&yaml.FoldedStyle != 0:
		n.Style = Folded
	default:
		n.Null = isNull(y.Value)
	}
	if !b.asItIs(n) {
		b.trace(n)
	}
	b.checkScalar(n)
}

// asItIs places a scalar that the file has as it is, on one line and without
// escapes, as most are.
func (b *builder) asItIs(n *Node) bool {
	from, quote, not := n.Span.Start, "", "\n"
	switch n.Style {
	case SingleQuoted:
		from, quote, not = from+1, "'", "\n'"
	case DoubleQuoted:
		from, quote, not = from+1, `"`, "\n\"\\"
	case Literal, Folded:
		return false
	case Plain:
	}
	to := from + len(n.Value)
	if to+len(quote) > len(b.data) || string(b.data[from:to]) != n.Value || strings.ContainsAny(n.Value, not) ||
		string(b.data[to:to+len(quote)]) != quote {
		return false
	}
	n.verbatim, n.Span.End = true, to+len(quote)
	return true
}

// trace follows a scalar through the file.
func (b *builder) trace(n *Node) {
	t := tracer{data: b.data}
	start, end := n.Span.Start, n.Span.Start
	switch n.Style {
	case DoubleQuoted:
		end = t.doubleQuoted(start)
	case SingleQuoted:
		end = t.singleQuoted(start)
	case Literal, Folded:
		end = t.block(start, n.Value, n.Style == Folded)
	case Plain:
		end = t.plain(start, n.Value)
	}
	n.Span.End = end
	n.pieces = t.pieces
	if string(t.value) != n.Value {
		// The library and the tracer disagree: one place for the whole value is
		// less than a wrong place for each character.
		n.pieces = []piece{{from: start, to: end}, {value: len(n.Value), from: end, to: end}}
	}
}

func isNull(text string) bool {
	switch text {
	case "", "~", "null", "Null", "NULL":
		return true
	}
	return false
}
