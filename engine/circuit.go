package engine

import (
	"fmt"
	"slices"
	"strings"

	"signpost.health/signpost/engine/expr"
)

// A circuit evaluates many conditions for one patient at once, in three values:
// each atom and each part of a condition is worked out at most once, however
// many conditions share it. What it calls true or false is so whatever is not
// known; what it leaves open may still be settled by a diagram.

// truth is what can be said of a wire. The zero truth is not worked out yet.
type truth uint8

const (
	isTrue  truth = 1
	isFalse truth = 2
	isOpen  truth = isTrue | isFalse
)

// wire is the place of an atom or a gate among the truths of a circuit.
type wire int32

// The first wires are constants. What reads two findings at once is open to a
// circuit, always.
const (
	wireTrue wire = iota
	wireFalse
	wireOpen
	constants
)

type gate struct {
	op expr.Op
	// n is how many of the inputs an OpAtLeast wants.
	n        int
	from, to int32
}

type circuit struct {
	part *expr.Partition
	// place and kind are of the finding of each level, first the first wire of
	// its atoms.
	place []int32
	kind  []Kind
	first []wire
	// level is that of each atom.
	level []int32
	// cells are the truths of a level's atoms in each cell; any where nothing is
	// known of it.
	cells [][][]truth
	any   [][]truth
	atoms int
	gates []gate
	wires []wire
}

// circuitBuilder makes a circuit in two passes over the same conditions: one
// finds the atoms, the other makes the gates.
type circuitBuilder struct {
	c     *circuit
	atoms []*expr.Atom
	wire  map[string]wire // of each atom's text
	gate  map[string]wire
}

func newCircuitBuilder() *circuitBuilder {
	return &circuitBuilder{c: &circuit{}, wire: map[string]wire{}, gate: map[string]wire{}}
}

// names finds a condition that another one names.
type names func(id string) *Condition

// atomsOf takes the atoms of a condition.
func (b *circuitBuilder) atomsOf(c *Condition, named names) {
	if c != nil && c.cond != nil {
		b.atomsOfNode(c.cond.Root(), named)
	}
}

func (b *circuitBuilder) atomsOfNode(n *expr.Node, named names) {
	switch n.Op {
	case expr.OpNamed:
		b.atomsOf(named(n.Name), named)
	case expr.OpAtom:
		if _, seen := b.wire[n.Atom.Text]; !seen && len(n.Atom.Levels) == 1 {
			b.wire[n.Atom.Text] = 0
			b.atoms = append(b.atoms, n.Atom)
		}
	case expr.OpAnd, expr.OpOr, expr.OpNot, expr.OpIf, expr.OpAtLeast, expr.OpConst:
		for _, k := range n.Kids {
			b.atomsOfNode(k, named)
		}
	}
}

// lay gives each atom a wire, those of one level side by side.
func (b *circuitBuilder) lay(l *Library) error {
	c := b.c
	slices.SortStableFunc(b.atoms, func(x, y *expr.Atom) int {
		return strings.Compare(x.Levels[0].String(), y.Levels[0].String())
	})
	var levels []expr.Level
	for i, a := range b.atoms {
		if i == 0 || a.Levels[0] != b.atoms[i-1].Levels[0] {
			levels = append(levels, a.Levels[0])
		}
	}
	part, truths, err := l.env.Partition(levels, b.atoms)
	if err != nil {
		return fmt.Errorf("split the findings of all conditions: %w", err)
	}
	c.part, c.atoms = part, int(constants)+len(b.atoms)
	at := 0
	c.level = make([]int32, c.atoms)
	for i, level := range levels {
		from := at
		for at < len(b.atoms) && b.atoms[at].Levels[0] == level {
			w := constants + wire(at)
			b.wire[b.atoms[at].Text], c.level[w] = w, int32(i)
			at++
		}
		place := l.place[level.Finding]
		c.place, c.first = append(c.place, place), append(c.first, constants+wire(from))
		c.kind = append(c.kind, l.byPlace[place].Kind)
		c.column(i, truths[from:at])
	}
	return nil
}

// column fills in what each cell of a level makes of its atoms.
func (c *circuit) column(level int, atoms [][]bool) {
	cells, either := make([][]truth, len(c.part.Cells[level])), make([]truth, len(atoms))
	for cell := range cells {
		cells[cell] = make([]truth, len(atoms))
		for i, yes := range atoms {
			cells[cell][i] = truthOf(yes[cell])
			either[i] |= cells[cell][i]
		}
	}
	c.cells, c.any = append(c.cells, cells), append(c.any, either)
}

func truthOf(yes bool) truth {
	if yes {
		return isTrue
	}
	return isFalse
}

// condition gives the wire of a condition.
func (b *circuitBuilder) condition(c *Condition, named names) wire {
	if c == nil || c.cond == nil {
		return wireTrue
	}
	return b.node(c.cond.Root(), named)
}

func (b *circuitBuilder) node(n *expr.Node, named names) wire {
	switch n.Op {
	case expr.OpConst:
		if n.Value {
			return wireTrue
		}
		return wireFalse
	case expr.OpNamed:
		return b.condition(named(n.Name), named)
	case expr.OpAtom:
		if w, ok := b.wire[n.Atom.Text]; ok {
			return w
		}
		return wireOpen
	case expr.OpAnd, expr.OpOr, expr.OpNot, expr.OpIf, expr.OpAtLeast:
	}
	kids := make([]wire, len(n.Kids))
	for i, k := range n.Kids {
		kids[i] = b.node(k, named)
	}
	return b.join(n.Op, n.N, kids)
}

// join gives the wire of a gate, the same for the same inputs. Where order does
// not matter, atoms come first: they are at hand, and often enough.
func (b *circuitBuilder) join(op expr.Op, n int, kids []wire) wire {
	if op != expr.OpIf {
		slices.Sort(kids)
	}
	key := fmt.Sprint(op, n, kids)
	if w, ok := b.gate[key]; ok {
		return w
	}
	c := b.c
	from := int32(len(c.wires))
	c.wires = append(c.wires, kids...)
	c.gates = append(c.gates, gate{op: op, n: n, from: from, to: int32(len(c.wires))})
	w := wire(c.atoms + len(c.gates) - 1)
	b.gate[key] = w
	return w
}

// state is one patient on a circuit.
type state struct {
	*circuit
	truths []truth
	// read are the levels that the last question of isExact met; seen notes the
	// question that last met each.
	read     []int32
	seen     []uint32
	question uint32
}

func (c *circuit) newState() *state {
	s := &state{circuit: c, truths: make([]truth, c.atoms+len(c.gates)), seen: make([]uint32, len(c.place))}
	s.truths[wireTrue], s.truths[wireFalse], s.truths[wireOpen] = isTrue, isFalse, isOpen
	return s
}

// lay puts a patient's facts on the circuit. It says false where a fact leaves
// nothing possible: three values have no word for that.
func (s *state) lay(l *Library, facts []fact) bool {
	s.forget()
	possible := true
	for i, place := range s.place {
		possible = s.atomsOf(l, i, &facts[place]) && possible
	}
	return possible
}

// forget has every gate worked out anew.
func (s *state) forget() { clear(s.truths[s.atoms:]) }

// atomsOf puts what a fact makes of a level's atoms on their wires.
func (s *state) atomsOf(l *Library, i int, is *fact) bool {
	to, kind := s.truths[s.first[i]:], s.kind[i]
	switch {
	case is.state == "":
		copy(to, s.any[i])
		return true
	case s.part.Levels[i].Missing:
		copy(to, s.cells[i][bit(is.state == NotKnown)])
		return true
	case is.state == NotKnown:
		copy(to, s.any[i])
		return true
	case kind == KindYesNo:
		copy(to, s.cells[i][bit(is.yes)])
		return true
	}
	if kind == KindNumber && is.number != nil && is.number.Min == is.number.Max {
		if c, ok := s.part.CellOf(i, expr.Value{Number: is.number.Min}); ok {
			copy(to, s.cells[i][c])
			return true
		}
	}
	set := l.cellsOf(s.part, i, l.byPlace[s.place[i]], is)
	if set.IsEmpty() {
		copy(to, s.any[i])
		return false
	}
	clear(to[:len(s.any[i])])
	for c := range set.All() {
		for j, t := range s.cells[i][c] {
			to[j] |= t
		}
	}
	return true
}

func bit(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// at gives the truth of a wire, and works it out the first time.
func (s *state) at(w wire) truth {
	if t := s.truths[w]; t != 0 {
		return t
	}
	return s.work(w)
}

func (s *state) work(w wire) truth {
	g := &s.gates[int(w)-s.atoms]
	t := s.gate(g, s.wires[g.from:g.to])
	s.truths[w] = t
	return t
}

func (s *state) gate(g *gate, kids []wire) truth {
	switch g.op {
	case expr.OpAnd:
		t := isTrue
		for _, k := range kids {
			kid := s.at(k)
			if kid == isFalse {
				return isFalse
			}
			t |= kid
		}
		return t
	case expr.OpOr:
		t := isFalse
		for _, k := range kids {
			kid := s.at(k)
			if kid == isTrue {
				return isTrue
			}
			t |= kid
		}
		return t
	case expr.OpNot:
		return s.at(kids[0]).not()
	case expr.OpIf:
		return mux(s.at(kids[0]), s.at(kids[1]), s.at(kids[2]))
	case expr.OpAtLeast:
		return s.count(g.n, kids)
	case expr.OpAtom, expr.OpNamed, expr.OpConst:
	}
	panic("engine: a gate that is none")
}

// word is the truth as a reader has it.
func (t truth) word() Truth {
	switch t {
	case isTrue:
		return IsMet
	case isFalse:
		return IsNotMet
	case isOpen:
	}
	return IsOpen
}

func (t truth) not() truth {
	if t == isOpen {
		return t
	}
	return t ^ isOpen
}

func mux(which, yes, no truth) truth {
	switch which {
	case isTrue:
		return yes
	case isFalse:
		return no
	case isOpen:
	}
	return yes | no
}

// count says whether at least n of the wires are true.
func (s *state) count(n int, kids []wire) truth {
	sure, maybe := 0, 0
	for _, k := range kids {
		t := s.at(k)
		sure += int(t & 1 &^ (t >> 1))
		maybe += int(t & 1)
	}
	switch {
	case sure >= n:
		return isTrue
	case maybe < n:
		return isFalse
	}
	return isOpen
}
