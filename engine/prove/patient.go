package prove

import "signpost.health/signpost/engine/diagram"

// Patient stands for all the patients for whom a statement fails.
type Patient struct {
	// Says describes some of them, ranges rather than points.
	Says string `json:"says"`
	// Example is one of them in words, at the edge of each range.
	Example string `json:"example"`
	// Case is the same patient as an example case takes it.
	Case Case `json:"case"`
}

// patientOf picks and describes a patient of a claim.
func (pr *prover) patientOf(c claim, bad diagram.Ref) *Patient {
	if bad == diagram.False || pr.s.Err() != nil {
		return nil
	}
	if c.twins != nil {
		return pr.twinsOf(c.twins, bad)
	}
	v := pr.simplest(bad)
	k := pr.caseOf(v)
	return &Patient{Says: pr.describe(bad, pr.c.Care), Example: pr.exampleWords(k) + ": " + pr.adviceWords(v), Case: k}
}

// twinsOf describes what two patients share, and what each is advised.
func (pr *prover) twinsOf(t *twins, bad diagram.Ref) *Patient {
	fixed := pr.fix(pr.choose(bad), t.free)
	first, rank := pr.ranked(pr.s.And(t.before, fixed), t.ranks, -1)
	second, _ := pr.ranked(pr.s.And(t.after, fixed), t.ranks, rank)
	k := pr.caseOf(second)
	return &Patient{
		Says: pr.describe(bad, pr.s.Exists(pr.c.Care, t.free)),
		Example: pr.exampleWords(k) + ": " + t.other + ", " + pr.adviceWords(second) +
			"; " + t.one + ", " + pr.adviceWords(first),
		Case: k,
	}
}

// adviceWords says what a patient is advised.
func (pr *prover) adviceWords(v patient) string {
	if pr.hides(v) {
		return "the advice can be: " + pr.outcomeWords(v.end)
	}
	return "the advice is: " + pr.outcomeWords(v.end)
}

// ranked picks a patient whose advice is the most urgent that is less urgent
// than a rank.
func (pr *prover) ranked(who, ranks diagram.Ref, than int) (patient, int) {
	for _, r := range pr.s.Terminals(ranks) {
		at := pr.s.And(who, pr.s.MapTerminals(ranks, func(t int) int { return one(t == r) }))
		if r > than && at != diagram.False {
			return pr.simplest(at), r
		}
	}
	panic("prove: twins who do not differ in urgency")
}

// fix is the condition that every level but the free ones takes a patient's
// cell.
func (pr *prover) fix(v patient, free []bool) diagram.Ref {
	all := diagram.True
	for level := len(v.cells) - 1; level >= 0; level-- {
		if !free[level] {
			in := make([]bool, len(pr.c.Cells[level]))
			in[v.cells[level]] = true
			all = pr.s.And(pr.s.Literal(level, in), all)
		}
	}
	return all
}

// describe says of which patients something is true, by the fewest answers that
// make it so among the feasible.
func (pr *prover) describe(bad, among diagram.Ref) string {
	if bad == diagram.False || pr.s.Err() != nil {
		return "nobody"
	}
	path := pr.choose(bad).path
	pr.shorten(path, bad, among)
	d := description{pr: pr}
	for level, set := range path {
		if n := len(pr.c.Cells[level]); !set.IsFull(n) {
			d.add(level, set)
		}
	}
	return d.String()
}

// shorten drops the answers that follow from the others: absent ones first.
func (pr *prover) shorten(path []diagram.Set, bad, among diagram.Ref) {
	for _, present := range []bool{false, true} {
		for level := len(path) - 1; level >= 0; level-- {
			n := len(pr.c.Cells[level])
			if path[level].IsFull(n) || (pr.isPresent(level, path[level].First())) != present {
				continue
			}
			kept := path[level]
			path[level] = diagram.Full(n)
			if pr.outside(pr.s.And(among, pr.cube(path)), bad) != diagram.False {
				path[level] = kept
			}
		}
	}
}

// cube is the condition that every level is in its set.
func (pr *prover) cube(path []diagram.Set) diagram.Ref {
	all := diagram.True
	for level := len(path) - 1; level >= 0; level-- {
		n := len(pr.c.Cells[level])
		if path[level].IsFull(n) {
			continue
		}
		in := make([]bool, n)
		for cell := range path[level].All() {
			in[cell] = true
		}
		all = pr.s.And(pr.s.Literal(level, in), all)
	}
	return all
}
