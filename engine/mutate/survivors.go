package mutate

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/expr"
	"signpost.health/signpost/engine/source"
)

// find gives each survivor a patient who would notice it: one already found, if
// that will do.
func (r *run) find(survivors []Survivor) {
	var found []*Survivor
	var cases []*worked
	for i := range survivors {
		s := &survivors[i]
		if j := slices.IndexFunc(cases, func(w *worked) bool { return r.shows(w, s.Mutant) }); j >= 0 {
			s.Patient, s.Shared = found[j].Patient, true
			s.tell(cases[j])
			continue
		}
		if w := r.patient(s); w != nil {
			found, cases = append(found, s), append(cases, w)
			s.tell(w)
		}
	}
}

// shows says whether a generated example kills a survivor, however it is tried.
func (r *run) shows(w *worked, m *Mutant) bool {
	return w.notices(m.fate.trial.Lay(w.answers), m.fate.tried) && r.killsAlone(w, m)
}

// tell says in words what the patient shows.
func (s *Survivor) tell(w *worked) {
	s.Who, s.Example = s.Patient.Who, s.Patient.Example
	t := s.fate.trial
	laid := t.Lay(w.answers)
	s.Advice = advice(laid.Decide(&t.Base, false))
	s.Instead = advice(laid.Decide(s.fate.tried, false))
	if w.Name == "" {
		w.Name = title(s.Example + ": " + s.Advice)
	}
}

// title makes a name for a case: one short line.
func title(words string) string {
	const most = 120
	if len(words) > most {
		cut := strings.LastIndexByte(words[:most], ' ')
		words = words[:cut] + " ..."
	}
	first, size := utf8.DecodeRuneInString(words)
	return string(unicode.ToUpper(first)) + words[size:]
}

// advice says shortly what is decided.
func advice(d engine.Decision) string {
	var also []string
	for _, a := range d.Also {
		also = append(also, a.Row)
	}
	said := "the pathway does not apply"
	switch {
	case d.Outcome != nil && d.Status == engine.DoesNotApply:
		said = "not for this pathway, " + d.Outcome.ID
	case d.Outcome != nil:
		said = d.Outcome.ID
	case len(d.Possible) > 0:
		var ids []string
		for _, o := range d.Possible {
			ids = append(ids, o.Outcome.ID)
		}
		said = "open between " + strings.Join(ids, " and ")
	}
	if len(also) > 0 {
		said += " and also " + strings.Join(also, ", ")
	}
	return said
}

// patient picks a patient for whom a survivor decides otherwise, and makes sure
// of it by deciding: what a patient's state of knowledge hides, no example can
// show. Few words are tried first; they may contradict what goes unsaid.
func (r *run) patient(s *Survivor) *worked {
	t := s.fate.trial
	for _, region := range s.fate.gap.regions(t.Base.Diagrams) {
		picked, ok := examples.Pick(r.p.Library(), t.Base.Diagrams, region)
		if !ok {
			continue
		}
		for _, k := range []*examples.Case{picked.Case, picked.Whole} {
			if w := r.work(k); w != nil && r.shows(w, s.Mutant) {
				picked.Case = k
				s.Patient = picked
				return w
			}
		}
	}
	return nil
}

// work makes an example of a case: it expects what the pathway decides now. It
// is nil where the answers cannot all be true.
func (r *run) work(k *examples.Case) *worked {
	a, ok := k.AnswersOf(r.p.Library(), &source.Collector{})
	if !ok {
		return nil
	}
	d := r.p.Decide(a)
	if len(d.Contradictions) > 0 {
		return nil
	}
	k.Expecting(d)
	return &worked{Case: k, answers: r.p.Library().Reason(a)}
}

// regions gives parts of a gap to look for a patient in: one change of advice
// at a time, and then again with everything known.
func (g gap) regions(c *engine.Compiled) []diagram.Ref {
	s := c.Space
	var whole []diagram.Ref
	for _, pair := range s.Terminals(g.ends) {
		if pair != 0 {
			whole = append(whole, s.MapTerminals(g.ends, func(t int) int { return truth(t == pair) }))
		}
	}
	whole = append(whole, g.also...)
	for _, r := range whole {
		if known := s.And(r, allKnown(c)); known != diagram.False {
			whole = append(whole, known)
		}
	}
	return whole
}

// allKnown is the condition that no state of knowledge is "not known".
func allKnown(c *engine.Compiled) diagram.Ref {
	all := diagram.True
	for level := len(c.Levels) - 1; level >= 0; level-- {
		if !c.Levels[level].Missing {
			continue
		}
		in := make([]bool, len(c.Cells[level]))
		for cell, found := range c.Cells[level] {
			in[cell] = found.Sample == (expr.Value{})
		}
		all = c.Space.And(c.Space.Literal(level, in), all)
	}
	return all
}

func truth(is bool) int {
	if is {
		return diagram.True.Value()
	}
	return diagram.False.Value()
}
