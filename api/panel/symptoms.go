package panel

import (
	"maps"
	"math"
	"slices"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// SymptomsView is what a list of symptoms leads to: the recommendations that
// they meet, those that one more answer would, and those that need several.
type SymptomsView struct {
	// Taken says how the words were understood; Left are those that were not.
	Taken []string
	Left  []string
	Met   RecommendationList
	Away  RecommendationList
	Open  RecommendationList
	// Draft says that some of it is not signed; Notices are what the sources ask
	// to be said.
	Draft   bool
	Notices []string
	// Words are sealed, to be carried into a pathway.
	Words string
}

// symptoms reads the words as symptoms of this patient and screens the whole
// library for them. It is nil where the words name none.
func (p *Panel) symptoms(record tracking.Record, words, of string, now time.Time) *SymptomsView {
	r := p.Library.Recognise(words)
	if len(r.Found) == 0 {
		return nil
	}
	answers := p.Library.Gather(record.Patient.Engine(), record.Answers, now)
	view := &SymptomsView{Left: r.Unknown, Words: p.sealed(of, words)}
	var found []string
	for _, f := range r.Found {
		if f.Named || !denied(r.Answers[f.Finding]) {
			found = append(found, f.Finding)
		}
		view.Taken = append(view.Taken, taken(f, r.Answers[f.Finding]))
		if !f.Named {
			answers[f.Finding] = r.Answers[f.Finding]
		}
	}
	own := p.Library.PatientAnswers(record.Patient.Engine(), now)
	for _, id := range p.ofPerson(r.Answers) {
		typed := r.Answers[id]
		if is, known := own[id]; !known {
			answers[id] = typed
			view.Taken = append(view.Taken, p.Library.Show(id, typed))
		} else if differs(typed, is) {
			view.Left = append(view.Left, p.Library.Show(id, typed)+", as the record says otherwise")
		}
	}
	view.screen(p, answers, found)
	return view
}

// ofPerson are the findings among some answers that are an age or a sex, in
// order.
func (p *Panel) ofPerson(answers engine.Answers) []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(answers)), func(id string) bool { return !p.Library.TakesPerson(id) })
}

// differs says whether the age or sex typed is not the patient's.
func differs(typed, own engine.Answer) bool {
	if typed.Number != nil && own.Number != nil {
		return typed.Number.Min != math.Floor(own.Number.Min)
	}
	return !slices.Equal(typed.Options, own.Options)
}

func denied(a engine.Answer) bool { return a.Number == nil && len(a.Options) == 0 && !a.YesNo }

// taken says what some words were taken for.
func taken(f engine.Recognised, a engine.Answer) string {
	says := f.Short
	switch {
	case f.Named:
		says += " (to be asked)"
	case a.Number != nil:
		says = f.Words
	case denied(a):
		says += ": no"
	}
	if f.Guessed {
		says += " (“" + f.Words + "”)"
	}
	return says
}

func (s *SymptomsView) screen(p *Panel, answers engine.Answers, found []string) {
	screening := p.Library.Screen(answers)
	var met, away, open recommendations
	for _, m := range p.Library.About(screening.Met, found) {
		met.add(m, nil)
	}
	for _, m := range p.Library.OneAway(answers, found) {
		if !met.have(m.Met) {
			away.add(m.Met, m.Missing)
		}
	}
	// Rows that need several answers: the most urgent of each pathway that
	// nothing as urgent was said of.
	rows := make([]engine.Met, len(screening.Possible))
	for i, m := range screening.Possible {
		rows[i] = m.Met
	}
	rows = p.Library.About(rows, found)
	for _, m := range screening.Possible {
		named := slices.ContainsFunc(rows, func(r engine.Met) bool { return r.Pathway == m.Pathway && r.Row == m.Row })
		if named && !met.soonAs(m.Met) && !away.soonAs(m.Met) && !open.soonAs(m.Met) {
			open.add(m.Met, p.nearFirst(m.Missing, found))
		}
	}
	s.Met = s.list(p, met, "", "")
	s.Away = s.list(p, away, "If: ", ", or ")
	s.Open = s.list(p, open, "Depends on: ", ", ")
}

// nearFirst puts what the symptoms themselves are asked about first.
func (p *Panel) nearFirst(findings, found []string) []string {
	near := func(id string) bool {
		f, ok := p.Library.Finding(id)
		return ok && (slices.Contains(found, id) || slices.ContainsFunc(f.Implies, func(to string) bool { return slices.Contains(found, to) }))
	}
	out := slices.Clone(findings)
	slices.SortStableFunc(out, func(a, b string) int { return order(near(a)) - order(near(b)) })
	return out
}

// carried gives the symptoms that were typed before a pathway was chosen, as
// answers to start it with; and an age or sex that the patient's details do not
// say.
func (p *Panel) carried(c tracking.Consultation, sealed string) engine.Answers {
	out := engine.Answers{}
	r := p.Library.Recognise(p.opened(patientHref(c.Patient.ID), sealed))
	for _, f := range r.Found {
		if !f.Named {
			out[f.Finding] = r.Answers[f.Finding]
		}
	}
	for _, id := range p.ofPerson(r.Answers) {
		if !p.inDetails(c, id) {
			out[id] = r.Answers[id]
		}
	}
	return out
}
