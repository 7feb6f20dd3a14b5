package diagram

// Ref is a diagram of some Space: a terminal, or a node. Equal Refs of one
// Space are equal functions, and the other way round. The zero Ref is False.
//
// A terminal is its own value; a node is the complement of its place in the
// Space's node table.
type Ref int32

// The terminals of a condition.
const (
	False Ref = 0
	True  Ref = 1
)

// Terminal is the diagram that always gives v, which must not be negative.
func Terminal(v int) Ref {
	if v < 0 || v >= int(markOr) {
		panic("diagram: terminal out of range")
	}
	return Ref(v)
}

// IsTerminal reports whether r is the same for every assignment.
func (r Ref) IsTerminal() bool { return r >= 0 }

// Value is the value of a terminal; it means nothing for a node.
func (r Ref) Value() int { return int(r) }
