package mutate

import (
	"fmt"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
)

// write writes a part of a condition as CEL, parameters as numbers.
func write(n *expr.Node) string {
	if x, ok := anyOf(n); ok {
		return "any(" + x + ")"
	}
	switch n.Op {
	case expr.OpAnd:
		return join(n.Kids, " && ")
	case expr.OpOr:
		return join(n.Kids, " || ")
	case expr.OpNot:
		if k := n.Kids[0]; k.Op == expr.OpAtom && k.Atom.Levels[0].Missing {
			return "known(" + k.Atom.Levels[0].Finding + ")"
		} else if k.Op == expr.OpNamed || (k.Op == expr.OpAtom && len(k.Atom.Text) == len(k.Atom.Levels[0].Finding)) {
			return "!" + write(k)
		}
		return "!(" + write(n.Kids[0]) + ")"
	case expr.OpIf:
		return "(" + operand(n.Kids[0]) + " ? " + operand(n.Kids[1]) + " : " + operand(n.Kids[2]) + ")"
	case expr.OpAtLeast:
		parts := make([]string, len(n.Kids))
		for i, k := range n.Kids {
			parts[i] = write(k)
		}
		return fmt.Sprintf("at_least(%d, %s)", n.N, strings.Join(parts, ", "))
	case expr.OpNamed:
		return n.Name
	case expr.OpConst:
		return fmt.Sprint(n.Value)
	case expr.OpAtom:
	}
	return plain(n.Atom.Text)
}

// plain writes the whole numbers of canonical CEL as an author does: 40, not
// 40.0.
func plain(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		whole := strings.HasPrefix(text[i:], ".0") && i > 0 && digit(text[i-1]) && (i+2 == len(text) || !digit(text[i+2]))
		if whole {
			i++
			continue
		}
		b.WriteByte(text[i])
	}
	return b.String()
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

func join(kids []*expr.Node, with string) string {
	parts := make([]string, len(kids))
	for i, k := range kids {
		parts[i] = operand(k)
	}
	return strings.Join(parts, with)
}

// operand writes a part inside another one.
func operand(n *expr.Node) string {
	_, short := anyOf(n)
	if (n.Op == expr.OpAnd || n.Op == expr.OpOr) && !short {
		return "(" + write(n) + ")"
	}
	return write(n)
}

// anyOf says whether a part is any(x), whose options its text only implies.
func anyOf(n *expr.Node) (finding string, ok bool) {
	if n.Op != expr.OpOr || !implied(n) {
		return "", false
	}
	for _, k := range n.Kids {
		if k.Op != expr.OpAtom || k.Atom.Levels[0].Option == "" {
			return "", false
		}
		finding = k.Atom.Levels[0].Finding
	}
	return finding, true
}

// implied says whether the text of a part only implies its parts: they have
// no place of their own.
func implied(n *expr.Node) bool {
	for _, k := range n.Kids {
		if k.Start == n.Start && k.End == n.End {
			return true
		}
	}
	return false
}

// group gives a tree in which what one word of the text implies is one part: in
// a || any(x) the options of x are not parts of their own.
func group(n *expr.Node) *expr.Node {
	if implied(n) {
		return n
	}
	copied := *n
	copied.Kids = nil
	for i := 0; i < len(n.Kids); {
		end := i + 1
		for end < len(n.Kids) && n.Kids[end].Start == n.Kids[i].Start && n.Kids[end].End == n.Kids[i].End {
			end++
		}
		kid := n.Kids[i]
		if end > i+1 && (n.Op == expr.OpAnd || n.Op == expr.OpOr) {
			kid = &expr.Node{Op: n.Op, Kids: n.Kids[i:end], Start: kid.Start, End: kid.End}
		} else {
			end = i + 1
		}
		copied.Kids = append(copied.Kids, group(kid))
		i = end
	}
	return &copied
}

// replace gives a tree with one part exchanged; the rest is shared.
func replace(root, old, now *expr.Node) *expr.Node {
	if root == old {
		return now
	}
	for i, k := range root.Kids {
		if r := replace(k, old, now); r != k {
			copied := *root
			copied.Kids = append([]*expr.Node(nil), root.Kids...)
			copied.Kids[i] = r
			return &copied
		}
	}
	return root
}

// without is a part that has lost one of its operands.
func without(n *expr.Node, i int) *expr.Node {
	if len(n.Kids) == 2 && n.Op != expr.OpAtLeast {
		return n.Kids[1-i]
	}
	copied := *n
	copied.Kids = append(append([]*expr.Node(nil), n.Kids[:i]...), n.Kids[i+1:]...)
	return &copied
}

// sourceOf is a part as its author wrote it.
func sourceOf(c *engine.Condition, n *expr.Node) string {
	if n.Start < n.End && n.End <= len(c.Text) {
		return strings.Join(strings.Fields(c.Text[n.Start:n.End]), " ")
	}
	return write(n)
}
