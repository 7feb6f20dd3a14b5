package expr

// Op says what a node of a condition does.
type Op int

// The nodes: inner ones first, then leaves.
const (
	// OpAnd is true when every kid is.
	OpAnd Op = iota
	// OpOr is true when some kid is.
	OpOr
	// OpNot is true when its kid is not.
	OpNot
	// OpIf is its second kid when the first is true, else its third.
	OpIf
	// OpAtLeast is true when N or more kids are.
	OpAtLeast
	// OpAtom is an Atom.
	OpAtom
	// OpNamed is another condition, by Name: a criterion or a band.
	OpNamed
	// OpConst is always Value.
	OpConst
)

// Node is a part of a condition.
type Node struct {
	Op   Op
	N    int
	Kids []*Node
	Atom *Atom
	Name string
	// Value is what an OpConst always is.
	Value bool
	// Start and End are the byte offsets of the part in the text. A part that
	// the text only implies has the span of what it was made from.
	Start, End int
}

// size counts the nodes of a part.
func (n *Node) size() int {
	total := 1
	for _, k := range n.Kids {
		total += k.size()
	}
	return total
}
