package engine

import (
	"maps"
	"math"
	"slices"

	"signpost.health/signpost/engine/expr"
)

// knowledge is what is known of one patient: what came with the question, and
// what follows from that.
type knowledge struct {
	lib *Library
	// facts are what is known of each finding, by place; given are the places of
	// those that came with the question.
	facts     []fact
	given     []int32
	concluded []conclusion
	clashes   [][2]int32
	// notes are the GP's words beside what is not known, by place.
	notes map[int32]string
}

// of gives what is known of a finding.
func (k *knowledge) of(finding string) fact {
	if place, ok := k.lib.place[finding]; ok {
		return k.facts[place]
	}
	return fact{}
}

// isGiven says whether a finding's value came with the question.
func (k *knowledge) isGiven(place int32) bool {
	_, given := slices.BinarySearch(k.given, place)
	return given && k.facts[place].state == Known &&
		!slices.ContainsFunc(k.concluded, func(c conclusion) bool { return c.place == place })
}

// clone is the same, kept when whoever worked it out is done.
func (k *knowledge) clone() *knowledge {
	return &knowledge{
		lib: k.lib, facts: slices.Clone(k.facts), given: slices.Clone(k.given),
		concluded: slices.Clone(k.concluded), clashes: slices.Clone(k.clashes), notes: maps.Clone(k.notes),
	}
}

// reasoner works out what follows from one patient's answers. It is kept for
// the next patient.
type reasoner struct {
	knowledge
	have  int
	rules *state
	says  []ruled
	// byDiagram has every rule asked of its diagram: what circuits are held
	// against.
	byDiagram bool
	// open are the findings that must not be assumed absent, filled those that
	// were last assumed.
	open   []bool
	filled []int32
}

// conclusion is a finding that follows from another.
type conclusion struct{ place, because int32 }

func (l *Library) newReasoner() *reasoner {
	r := &reasoner{
		knowledge: knowledge{lib: l, facts: make([]fact, len(l.byPlace)), notes: map[int32]string{}},
		open:      make([]bool, len(l.byPlace)),
	}
	if l.rulebook != nil {
		r.rules = l.rulebook.circuit.newState()
	}
	return r
}

// reason gives a reasoner that knows what follows from the answers. It goes
// back to l.reasoners.
func (l *Library) reason(given Answers) *reasoner {
	r := l.reasoners.Get().(*reasoner)
	r.take(given)
	r.conclude()
	return r
}

// take puts answers in the place of what was known before.
func (r *reasoner) take(given Answers) {
	r.forget()
	for id, a := range given {
		if place, ok := r.lib.place[id]; ok {
			r.give(place, &a)
		}
	}
	slices.Sort(r.given)
}

// forget makes the reasoner's a patient of whom nothing is known.
func (r *reasoner) forget() {
	clear(r.facts)
	clear(r.notes)
	r.given = r.given[:0]
}

// give adds an answer; given is to be sorted when all are there.
func (r *reasoner) give(place int32, a *Answer) {
	is := factOf(a)
	is.workedOut = a.Source == Implied && r.lib.byPlace[place].workedOut(*a)
	r.put(place, is)
	if a.State == NotKnown && a.Note != "" {
		r.notes[place] = a.Note
	}
}

// put is give of what rules read of an answer.
func (r *reasoner) put(place int32, is fact) {
	if r.facts[place].state == "" {
		r.given = append(r.given, place)
	}
	r.facts[place] = is
}

// takeFrom takes what another patient's knowledge began with, but for one
// finding, of which it takes what is said here.
func (r *reasoner) takeFrom(from *knowledge, but int32, is fact) {
	copy(r.facts, from.facts)
	for _, c := range from.concluded {
		r.facts[c.place] = fact{}
		if _, was := slices.BinarySearch(from.given, c.place); was {
			r.facts[c.place] = fact{state: NotKnown} // all that a conclusion overrides
		}
	}
	r.facts[but] = is
	r.given = append(r.given[:0], from.given...)
	at, there := slices.BinarySearch(r.given, but)
	switch {
	case there && is.state == "":
		r.given = slices.Delete(r.given, at, at+1)
	case !there && is.state != "":
		r.given = slices.Insert(r.given, at, but)
	}
}

// conclude adds what follows from what is given.
func (r *reasoner) conclude() {
	r.have, r.concluded, r.clashes = len(r.given), r.concluded[:0], r.clashes[:0]
	r.spread(r.given)
	for range 4 { // rules may feed implications and each other; four rounds settle any sensible vocabulary
		before := r.have
		r.applyRules()
		if r.have == before {
			break
		}
	}
}

// spread follows implications from each finding, however far.
func (r *reasoner) spread(places []int32) {
	for _, from := range places {
		is, leads := &r.facts[from], &r.lib.leadsOn[from]
		switch {
		case is.state != Known:
		case is.yes:
			for _, to := range leads.yes {
				r.yesNo(to, true, from)
			}
		default:
			for _, to := range leads.no {
				r.yesNo(to, false, from)
			}
		}
	}
}

// yesNo adds a yes/no answer that follows from another finding.
func (r *reasoner) yesNo(place int32, yes bool, because int32) bool {
	is := &r.facts[place]
	if is.state == Known {
		if is.yes != yes {
			r.clash(because, place)
		}
		return false
	}
	if is.state == "" {
		r.have++
	}
	*is = fact{state: Known, yes: yes}
	r.concluded = append(r.concluded, conclusion{place, because})
	return true
}

func (r *reasoner) clash(a, b int32) {
	pair := [2]int32{min(a, b), max(a, b)}
	if !slices.Contains(r.clashes, pair) {
		r.clashes = append(r.clashes, pair)
	}
}

// applyRules applies only_if and derive, and then the laws. What a rule says is
// read off what was known before any of them is applied.
func (r *reasoner) applyRules() {
	book := r.lib.rulebook
	if book == nil {
		return
	}
	look := ruling{reasoner: r, book: book}
	defer look.end()
	look.begin()
	var fresh []int32
	for i := range book.rules {
		rule, says := &book.rules[i], look.says[i]
		if says.onlyIf == isFalse && r.yesNo(rule.place, false, rule.onlyIf.because) {
			fresh = append(fresh, rule.place)
		}
		switch {
		case rule.number:
			r.number(rule.place, rule.parts)
		case says.derive != isOpen && r.yesNo(rule.place, says.derive == isTrue, rule.derive.because):
			fresh = append(fresh, rule.place)
		}
	}
	for i := range book.laws {
		fresh = look.law(&book.laws[i], fresh)
	}
	r.spread(fresh)
}

// number works out a derived number whose parts are all known: the one value
// of its grid for which its law holds.
func (r *reasoner) number(place int32, parts []int32) {
	f := r.lib.byPlace[place]
	if r.facts[place].state != "" || f.derive.cond == nil {
		return
	}
	for _, part := range parts {
		if r.facts[part].state != Known {
			return
		}
	}
	var value float64
	look := func(l expr.Level) expr.Value {
		if l.Finding == f.ID {
			return expr.Value{Number: value}
		}
		return r.value(l)
	}
	for i := 0; ; i++ {
		value = f.Min + float64(i)*f.Step
		if value > f.Max+f.Step/2 || i > 10_000 {
			return
		}
		if ok, err := f.derive.cond.Eval(look, nil); ok && err == nil {
			r.facts[place] = fact{state: Known, number: &Interval{Min: value, Max: value}}
			r.have++
			r.concluded = append(r.concluded, conclusion{place: place})
			return
		}
	}
}

// value is a known answer as CEL sees it.
func (r *reasoner) value(l expr.Level) expr.Value {
	is := r.facts[r.lib.place[l.Finding]]
	v := expr.Value{Bool: is.yes}
	if l.Option != "" {
		v.Bool = has(is.options, l.Option)
	} else if len(is.options) > 0 {
		v.Text = is.options[0]
	}
	if is.number != nil {
		v.Number = is.number.Min
		if math.IsInf(v.Number, 0) {
			v.Number = is.number.Max
		}
	}
	return v
}
