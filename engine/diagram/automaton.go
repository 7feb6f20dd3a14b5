package diagram

import (
	"math/bits"
	"slices"
)

// Automaton follows a diagram answer by answer. Where an answer leads is worked
// out the first time that somebody gives it and looked up ever after, as a
// matcher of regular expressions makes its states while it runs. It belongs to
// one goroutine.
type Automaton struct {
	from    *Space
	r, care Ref
	// s is a copy of from that grows with what is left of its diagrams.
	s *Space
	// first is where each level's cells begin among those of all levels.
	first  []int
	cells  int
	values []int

	states    []residue
	places    map[[2]Ref]State
	cofactors pairMemo
	// visits is how many more nodes the answer may touch, of mostVisits.
	visits, mostVisits int
	constrained        map[[2]Ref]Ref
	// reach says of each node, by its place, which levels and terminals are
	// under it: words of bits, all zero until asked.
	reach []uint64
	words int
}

// State is what is left of the diagram after some answers.
type State int32

// residue is a State: r and care with the answers put in, and what that says.
type residue struct {
	r, care            Ref
	terminals, support []int
	// next is the State after each cell of each level; 0 is not worked out, less
	// is how often that took too long.
	next []State
}

// The bounds of what an Automaton remembers, and of the nodes that one answer
// may touch. In a small diagram it may touch them all; in a large one the
// answers must come nearly in the order of the levels, or a question to a
// Scratch costs less.
const (
	mostStates = 1 << 13
	mostNodes  = 1 << 18
	smallSize  = 1 << 8
	fewVisits  = 1 << 4
	// An answer that failed may lead on when what was worked out for it is
	// remembered, but not for ever.
	mostTries = 8
)

// NewAutomaton follows r, where only the assignments that care allows count.
func NewAutomaton(s *Space, r, care Ref) *Automaton {
	a := &Automaton{from: s, r: r, care: care}
	for _, n := range s.cells {
		a.first = append(a.first, a.cells)
		a.cells += n
	}
	a.mostVisits = smallSize
	if s.Size(r)+s.Size(care) > smallSize {
		a.mostVisits = fewVisits
	}
	a.values = s.Terminals(r)
	a.words = (len(s.cells) + len(a.values) + 63) / 64
	a.Forget()
	return a
}

// Forget drops every State but Start, to begin anew.
func (a *Automaton) Forget() {
	a.s = a.from.Clone()
	a.s.budget = a.s.nodes + mostNodes
	a.states, a.places = make([]residue, 1, 64), map[[2]Ref]State{}
	a.cofactors, a.constrained, a.reach = pairMemo{epoch: 1}, map[[2]Ref]Ref{}, nil
	a.add(a.r, a.care)
}

// Start is the State before any answer.
func (a *Automaton) Start() State { return 1 }

// Terminals is every value that is still possible, in order; none where the
// answers contradict each other.
func (a *Automaton) Terminals(at State) []int { return a.states[at].terminals }

// Support is the levels that can still matter, in order.
func (a *Automaton) Support(at State) []int { return a.states[at].support }

// IsFull says whether there is room for no other State: Forget makes room.
func (a *Automaton) IsFull() bool { return len(a.states) > mostStates || a.s.err != nil }

// After is the State after one more answer. It says false where to find that
// out would take too long, or too much room.
func (a *Automaton) After(at State, level, cell int) (State, bool) {
	next := &a.states[at].next[a.first[level]+cell]
	switch {
	case *next > 0:
		return *next, true
	case *next <= -mostTries:
		return 0, false
	}
	*next--
	a.visits = a.mostVisits
	r, care := a.cofactor(a.states[at].r, level, cell), a.cofactor(a.states[at].care, level, cell)
	if a.visits < 0 || a.IsFull() {
		return 0, false
	}
	found, known := a.places[[2]Ref{r, care}]
	if !known {
		found = a.add(r, care)
	}
	a.states[at].next[a.first[level]+cell] = found
	return found, a.s.err == nil
}

func (a *Automaton) add(r, care Ref) State {
	st := residue{r: r, care: care, next: make([]State, a.cells)}
	if care != False {
		st.terminals, st.support = a.read(a.s.constrain(r, care, a.constrained))
	}
	at := State(len(a.states))
	a.states, a.places[[2]Ref{r, care}] = append(a.states, st), at
	return at
}

// cofactor is r where a level is known to be a cell.
func (a *Automaton) cofactor(r Ref, level, cell int) Ref {
	own := a.s.level(r)
	if own >= level {
		return a.s.kid(r, level, cell)
	}
	if a.visits--; a.visits < 0 || a.s.err != nil {
		return False
	}
	place := Ref(a.first[level] + cell)
	if done, ok := a.cofactors.get(r, place); ok {
		return done
	}
	base := len(a.s.tmp)
	for c := range a.s.cells[own] {
		kid := a.cofactor(a.s.kid(r, own, c), level, cell)
		a.s.tmp = append(a.s.tmp, kid)
	}
	if a.visits < 0 {
		a.s.tmp = a.s.tmp[:base]
		return False
	}
	result := a.s.pop(own, base)
	a.cofactors.put(r, place, result)
	return result
}

// read lists the terminals and levels under r.
func (a *Automaton) read(r Ref) (terminals, support []int) {
	if r >= 0 {
		return []int{r.Value()}, nil
	}
	if a.s.err != nil {
		return nil, nil
	}
	for word, b := range a.under(r) {
		for ; b != 0; b &= b - 1 {
			if at := 64*word + bits.TrailingZeros64(b); at < len(a.s.cells) {
				support = append(support, at)
			} else {
				terminals = append(terminals, a.values[at-len(a.s.cells)])
			}
		}
	}
	return terminals, support
}

// under is the levels of a node and what is under it, then its terminals.
func (a *Automaton) under(r Ref) []uint64 {
	if n := a.words * len(a.s.data); len(a.reach) < n {
		a.reach = append(a.reach, make([]uint64, 2*n-len(a.reach))...)
	}
	of := a.reach[a.words*int(^r):][:a.words]
	if level := a.s.level(r); slices.Max(of) == 0 {
		of[level/64] |= 1 << (level % 64)
		for _, kid := range a.s.kids(r) {
			if kid >= 0 {
				at, _ := slices.BinarySearch(a.values, kid.Value())
				at += len(a.s.cells)
				of[at/64] |= 1 << (at % 64)
				continue
			}
			for word, b := range a.under(kid) {
				of[word] |= b
			}
		}
	}
	return of
}
