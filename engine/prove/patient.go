package prove

import (
	"slices"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/expr"
)

// Patient stands for patients for whom a statement fails.
type Patient struct {
	// Says describes some of them, ranges rather than points.
	Says string `json:"says"`
	// Example is one of them in words, at the edge of each range, with what
	// the pathway advises.
	Example string `json:"example"`
	// Patient and Answers are the same one; what is not named is absent.
	Patient engine.Patient `json:"patient"`
	Answers map[string]any `json:"answers"`
	Others  string         `json:"others"`
	// Row is the row or not_for entry that takes the patient now, Outcome what
	// that leads to. Open says that they hang on what is not known.
	Row     string `json:"row,omitempty"`
	Outcome string `json:"outcome,omitempty"`
	Open    bool   `json:"open,omitempty"`

	// Case is the patient as an example that nobody has confirmed yet.
	Case *examples.Case `json:"-"`
}

// patientOf picks and describes a patient of a claim.
func (pr *prover) patientOf(c claim, bad diagram.Ref) *Patient {
	if bad == diagram.False {
		return nil
	}
	if c.twins != nil {
		return pr.twinsOf(c.twins, bad)
	}
	k, ok := pr.pick(bad)
	if !ok {
		return nil
	}
	out := k.patient()
	out.Example += ": " + k.advice()
	return out
}

// picked is one patient by cells.
type picked struct {
	*examples.Picked
	pr    *prover
	cells []int
	end   int
	// open says that the end hangs on what is not known.
	open bool
}

// pick takes a patient who is easy to picture, and describes those who are like
// that one and are told the same. It is not ok over the node budget.
func (pr *prover) pick(who diagram.Ref) (picked, bool) {
	k, ok := pr.pickAny(who)
	if !ok {
		return k, false
	}
	told := pr.advice(k.end)
	alike, ok := pr.pickAny(pr.s.And(who, pr.s.MapTerminals(pr.c.RowOf, func(t int) int { return one(pr.advice(t) == told) })))
	if ok {
		alike.open = alike.isOpen()
	}
	return alike, ok
}

func (pr *prover) pickAny(who diagram.Ref) (picked, bool) {
	p, ok := examples.Pick(pr.lib, pr.c, who)
	if !ok || pr.s.Err() != nil {
		return picked{}, false
	}
	k := picked{Picked: p, pr: pr, cells: make([]int, len(pr.c.Levels))}
	at := make([]uint16, len(pr.c.Levels))
	for i, l := range pr.c.Levels {
		k.cells[i] = cellOf(pr.c.Cells[i], p.Value(l))
		at[i] = uint16(k.cells[i])
	}
	k.end = pr.s.Walk(pr.c.RowOf, at)
	return k, true
}

// cellOf is the cell that holds a value.
func cellOf(cells []expr.Cell, v expr.Value) int {
	return slices.IndexFunc(cells, func(c expr.Cell) bool {
		switch {
		case len(c.Options) > 0:
			return slices.Contains(c.Options, v.Text)
		case len(c.Regions) > 0:
			return slices.ContainsFunc(c.Regions, func(r expr.Region) bool { return r.Contains(v.Number) })
		}
		return c.Sample.Bool == v.Bool
	})
}

// isOpen says whether the patient's answers leave more than one advice, as what
// is not known may. Answers that only follow from others by what another
// condition reads, such as a service's, are given outright first.
func (k *picked) isOpen() bool {
	if !k.asked() {
		return false
	}
	for _, l := range k.pr.p.Levels() {
		f, ok := k.pr.lib.Finding(l.Finding)
		if _, told := k.Case.Answers[l.Finding]; !ok || told || l.Missing || l.Option != "" || f.FromPatient != "" || f.Derive != "" {
			continue
		}
		switch v := k.Value(l); f.Kind {
		case engine.KindYesNo:
			if v.Bool {
				k.Case.Answers[f.ID] = "yes"
			}
		case engine.KindOption:
			k.Case.Answers[f.ID] = v.Text
		case engine.KindNumber:
			k.Case.Answers[f.ID] = v.Number
		case engine.KindOptions, engine.KindDate, engine.KindText, engine.KindFile:
		}
	}
	return k.asked()
}

// asked says whether the engine would ask on, or could not tell.
func (k *picked) asked() bool {
	a := k.pr.lib.PatientAnswers(k.Case.Patient, engine.When{})
	for id, raw := range k.Case.Answers {
		if ans, err := k.pr.lib.ParseAnswer(id, raw); err == nil {
			a[id] = ans
		}
	}
	status := k.pr.p.Decide(k.pr.lib.Assume(a)).Status
	return status == engine.Open || status == engine.Undecided
}

// fix is the condition that every level but the free ones is as the patient's.
func (k *picked) fix(free []bool) diagram.Ref {
	all := diagram.True
	for level := len(k.cells) - 1; level >= 0; level-- {
		if !free[level] {
			in := make([]bool, len(k.pr.c.Cells[level]))
			in[k.cells[level]] = true
			all = k.pr.s.And(k.pr.s.Literal(level, in), all)
		}
	}
	return all
}

// advice says what the patient is advised.
func (k *picked) advice() string {
	if k.open {
		return "the advice can be: " + k.pr.outcomeWords(k.end)
	}
	return "the advice is: " + k.pr.outcomeWords(k.end)
}

func (k *picked) patient() *Patient {
	e := k.pr.c.Ends[k.end]
	out := &Patient{
		Says: plainSpaces(k.Who), Example: k.Example, Patient: k.Case.Patient, Answers: k.Case.Answers, Others: k.Case.Others,
		Row: e.Row + e.NotFor, Open: k.open, Case: k.Case,
	}
	if e.Outcome != nil {
		out.Outcome = e.Outcome.ID
	}
	return out
}

// twinsOf describes two patients who differ in one finding, by the one who is
// advised less urgently.
func (pr *prover) twinsOf(t *twins, share diagram.Ref) *Patient {
	s := pr.s
	ranks := s.Terminals(t.ranks)
	for _, than := range ranks {
		sooner := s.And(share, t.before, s.MapTerminals(t.ranks, func(r int) int { return one(r <= than) }))
		later := s.And(share, t.after, s.MapTerminals(t.ranks, func(r int) int { return one(r > than) }))
		if later = s.And(later, s.Exists(sooner, t.free)); later == diagram.False {
			continue
		}
		second, ok := pr.pick(pr.soonest(later, t.ranks))
		if !ok {
			return nil
		}
		first, ok := pr.pick(s.And(sooner, second.fix(t.free)))
		if !ok {
			return nil
		}
		out := second.patient()
		out.Example += ": " + t.other + ", " + second.advice() + "; " + t.one + ", " + first.advice()
		return out
	}
	return nil
}

// soonest keeps those who are advised the most urgently.
func (pr *prover) soonest(who, ranks diagram.Ref) diagram.Ref {
	for _, r := range pr.s.Terminals(ranks) {
		if at := pr.s.And(who, pr.s.MapTerminals(ranks, func(t int) int { return one(t == r) })); at != diagram.False {
			return at
		}
	}
	return who
}

// plainSpaces is text that may be searched for and become a name: a number and
// its unit may part there.
func plainSpaces(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }
