package lang

import "signpost.health/signpost/engine/source"

// Kind is what a node is.
type Kind uint8

// The kinds of node.
const (
	Mapping Kind = iota
	Sequence
	Scalar
)

// Style is how a scalar was written.
type Style uint8

// The styles of a scalar.
const (
	Plain Style = iota
	SingleQuoted
	DoubleQuoted
	Literal // after |
	Folded  // after >
)

// Node is a value of the file.
type Node struct {
	Kind  Kind
	Style Style // of a scalar
	// Null is true of a value left out, and of a plain null or ~.
	Null bool
	// Refused is true once Parse has reported the value. Readers return its zero
	// and stay silent.
	Refused bool
	// verbatim is true of a scalar that the file has as it is, but for quotes.
	verbatim bool

	// Span covers the value as written, quotes and brackets included.
	Span source.Span
	// Name is the key the value stands under; of a list item, that of its list.
	Name string
	// Value is a scalar's text, never changed by its type.
	Value string

	Entries []Entry // of a mapping, in the order written
	Items   []*Node // of a sequence

	// pieces say where the parts of any other scalar come from.
	pieces []piece
}

// Entry is a key of a mapping and its value.
type Entry struct {
	Key, Value *Node
}

// Get returns the value under a key, or nil if there is none.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for _, e := range n.Entries {
		if e.Key.Value == key {
			return e.Value
		}
	}
	return nil
}

// At returns where the bytes start..end of a scalar's Value stand in the file,
// through quotes, escapes, folding and indentation. What YAML made up, such as
// the space of a folded line break, stands where it was made. Outside Value, and
// for other kinds of node, it returns the nearest place inside the node.
func (n *Node) At(start, end int) source.Span {
	if n.Kind != Scalar || !n.verbatim && len(n.pieces) == 0 {
		return n.Span
	}
	start = min(max(start, 0), len(n.Value))
	end = min(max(end, start), len(n.Value))
	span := n.Span
	if n.verbatim {
		from := span.Start
		if n.Style != Plain {
			from++ // after the quote
		}
		span.Start, span.End = from+start, from+end
		return span
	}
	span.Start, _ = place(n.pieces, start)
	span.End = span.Start
	if end > start {
		_, span.End = place(n.pieces, end-1)
	}
	return span
}
