package graph

import (
	"strconv"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/english"
)

// Flow is a pathway as steps, in the order in which a patient meets them.
type Flow struct {
	ID, Title string
	// Steps end at the first that the patient leaves by.
	Steps []Step
	// Also holds the further advice: each that fits is given.
	Also []Step
}

// Step is one question with the way out of the flow.
type Step struct {
	// ID is the row's, or not_for entry's; "applies_to" for whom it is for.
	ID string
	// Number counts the rows of decide from 1; 0 is no row.
	Number int
	// Note is a word about the step: "Red flag".
	Note string
	// When is the condition in plain English; empty takes everybody left.
	When string
	// Leave and Stay are the answers that lead out, and on to the next step.
	Leave, Stay string
	Ending      Ending
}

// Ending is where a step leads.
type Ending struct {
	// ID is the outcome's; empty when there is none.
	ID string
	// Urgency and Says are in words.
	Urgency, Says string
}

// Of gives the flow of a pathway.
func Of(p *engine.Pathway) Flow {
	w, about := english.For(p), p.About()
	f := Flow{ID: about.ID, Title: about.Title}
	if c := p.AppliesTo(); c != nil && !w.Phrase(c).Always() {
		f.Steps = append(f.Steps, Step{
			ID: "applies_to", Note: "Who it is for", When: w.Sentence(c), Leave: "No", Stay: "Yes",
			Ending: Ending{Says: "This pathway is not for the patient"},
		})
	}
	for _, n := range p.NotFor() {
		f.Steps = append(f.Steps, Step{
			ID: n.ID, Note: "Not for", When: w.Sentence(n.When), Leave: "Yes", Stay: "No", Ending: ending(p, n.Outcome),
		})
	}
	for i, r := range p.Rows() {
		s := Step{ID: r.ID, Number: i + 1, Leave: "Yes", Stay: "No", Ending: ending(p, r.Outcome)}
		if r.RedFlag {
			s.Note = "Red flag"
		}
		if !r.Otherwise {
			s.When = w.Sentence(r.When)
		}
		f.Steps = append(f.Steps, s)
	}
	for _, r := range p.AlsoRows() {
		f.Also = append(f.Also, Step{ID: r.ID, When: w.Sentence(r.When), Leave: "Yes", Ending: ending(p, r.Outcome)})
	}
	return f
}

func ending(p *engine.Pathway, id string) Ending {
	o, ok := p.Outcome(id)
	if !ok {
		return Ending{ID: id, Says: id}
	}
	e := Ending{ID: id, Says: o.Summary}
	if o.Within != engine.NoTime {
		e.Urgency = english.Within(o.Within)
	}
	return e
}

// head is what stands above the question of a step.
func (s Step) head() string {
	if s.Number > 0 && s.Note != "" {
		return strconv.Itoa(s.Number) + ". " + s.Note
	}
	return s.Note
}

// question is what the step asks; the last row asks nothing.
func (s Step) question() string {
	q := s.When
	if q == "" {
		q = "Everybody else"
	}
	if s.Number > 0 && s.Note == "" {
		return strconv.Itoa(s.Number) + ". " + q
	}
	return q
}

// says is a step as a sentence.
func (s Step) says() string {
	to := s.Ending.Says
	if s.Ending.Urgency != "" {
		to += " (" + s.Ending.Urgency + ")"
	}
	head := ""
	if h := s.head(); h != "" {
		head = h + ". "
	}
	if s.When == "" {
		return head + s.question() + ": " + to + "."
	}
	return head + s.question() + "? " + s.Leave + ": " + to + "."
}

// Describe is the whole flow as text.
func (f Flow) Describe() string {
	out := "The first of these that fits gives the advice."
	for _, s := range f.Steps {
		out += " " + s.says()
	}
	if len(f.Also) > 0 {
		out += " Besides, each of these that fits is advised."
	}
	for _, s := range f.Also {
		out += " " + s.says()
	}
	return out
}
