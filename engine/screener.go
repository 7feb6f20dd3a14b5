package engine

import "slices"

// Screener screens patients one after another and keeps its memory between
// them. It belongs to one goroutine.
type Screener struct {
	lib      *Library
	sieve    *sieve
	reasoner *reasoner
	state    *state
	// odd is set where some answer leaves nothing possible.
	odd     bool
	settled settled
	// met and open are rows by urgency, the most urgent first. names are what the
	// open ones depend on.
	met   [ranks][]int32
	open  [ranks][]openRow
	names []string
}

// ranks are those of every Within, and of none.
const ranks = 10

// openRow is a row that an answer could still meet. The findings that would
// settle it are a stretch of names, or shared with other patients.
type openRow struct {
	row      int32
	from, to int
	shared   []string
}

// NewScreener makes a Screener of the library.
func (l *Library) NewScreener() *Screener {
	s := &Screener{lib: l, sieve: l.sieve(), reasoner: l.newReasoner()}
	s.state = s.sieve.circuit.newState()
	s.settled.by = make([]map[string][]settledRow, len(s.sieve.pathways))
	s.lay()
	return s
}

// Take puts a patient's answers, and what follows from them, in the place of
// the last patient's.
func (s *Screener) Take(a Answers) {
	s.reasoner.take(a)
	s.reasoner.conclude()
	s.lay()
}

// TakeAssumed is Take of Library.Assume's answers: whatever is not named is
// absent.
func (s *Screener) TakeAssumed(named Answers) {
	s.reasoner.take(named)
	s.reasoner.conclude()
	s.reasoner.assume()
	s.lay()
}

func (s *Screener) lay() { s.odd = !s.state.lay(s.lib, s.reasoner.facts) }

// Count evaluates every row for the patient taken, and says how many are met
// and how many an answer could still meet.
func (s *Screener) Count() (met, possible int) {
	s.look("")
	for i := range s.met {
		met, possible = met+len(s.met[i]), possible+len(s.open[i])
	}
	return met, possible
}

// Result gives the rows of the patient taken.
func (s *Screener) Result() Screening {
	met, possible := s.Count()
	out := Screening{Met: make([]Met, 0, met), Possible: make([]PossibleRow, 0, possible)}
	names := slices.Clone(s.names)
	for i := range s.met {
		for _, r := range s.met[i] {
			out.Met = append(out.Met, s.sieve.rows[r].met)
		}
		for _, r := range s.open[i] {
			missing := r.shared
			if r.to > 0 {
				missing = names[r.from:r.to:r.to]
			}
			out.Possible = append(out.Possible, PossibleRow{Met: s.sieve.rows[r.row].met, Missing: missing})
		}
	}
	return out
}

// Contradictions gives the answers of the patient taken that cannot all be true.
func (s *Screener) Contradictions() []Contradiction { return s.reasoner.contradictions() }

// metBefore gives the rows met that are more urgent than a rank, but for those
// of one pathway.
func (s *Screener) metBefore(rank int, but string) []Met {
	s.look(but)
	var out []Met
	for _, rows := range s.met[:rank] {
		for _, r := range rows {
			out = append(out, s.sieve.rows[r].met)
		}
	}
	return out
}

// look evaluates every row, but for those of one pathway. A pathway that does
// not apply has none to look at.
func (s *Screener) look(but string) {
	for i := range s.met {
		s.met[i], s.open[i] = s.met[i][:0], s.open[i][:0]
	}
	s.names = s.names[:0]
	s.state.forget()
	for i := range s.sieve.pathways {
		p := &s.sieve.pathways[i]
		if p.p.spec.about.ID == but {
			continue
		}
		applies := isOpen
		if !s.odd {
			applies = s.state.at(p.applies)
		}
		if applies != isFalse {
			s.rowsOf(i, p, applies)
		}
	}
}

func (s *Screener) rowsOf(pathway int, p *sievedPathway, applies truth) {
	var settled []settledRow
	for r := p.from; r < p.to; r++ {
		t := s.state.at(s.sieve.whens[r])
		switch {
		case s.odd:
		case t == isFalse:
			continue
		case t|applies == isTrue:
			s.addMet(r)
			continue
		case s.addOpen(r, p):
			continue
		}
		if settled == nil {
			settled = s.settle(pathway, p)
		}
		switch now := settled[r-p.from]; now.truth {
		case isTrue:
			s.addMet(r)
		case isOpen:
			rank := s.sieve.rows[r].rank
			s.open[rank] = append(s.open[rank], openRow{row: r, shared: now.missing})
		case isFalse:
		}
	}
}

func (s *Screener) addMet(r int32) {
	rank := s.sieve.rows[r].rank
	s.met[rank] = append(s.met[rank], r)
}

// addOpen adds a row that is open for certain, with the findings that it
// depends on in the pathway's order.
func (s *Screener) addOpen(r int32, p *sievedPathway) bool {
	row := &s.sieve.rows[r]
	if s.state.at(row.whole) != isOpen || !s.state.isExact(row.whole) {
		return false
	}
	read := s.state.read
	for i, level := range read {
		if read[i] = p.order[level]; read[i] < 0 {
			return false
		}
	}
	slices.Sort(read)
	from := len(s.names)
	for _, level := range read {
		if f := p.p.unit.levels[level].Finding; !slices.Contains(s.names[from:], f) {
			s.names = append(s.names, f)
		}
	}
	s.open[row.rank] = append(s.open[row.rank], openRow{row: r, from: from, to: len(s.names)})
	return true
}
