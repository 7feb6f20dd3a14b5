package preview

import (
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/letters"
)

// Example is the letter's input for a worked patient: an invented person at an
// invented practice, with the example's age, sex and answers. A case without a
// day is written on one and the same day, so that its letter never changes by
// itself.
func Example(p *engine.Pathway, who engine.Patient, a engine.Answers, day time.Time) letters.Input {
	if day.IsZero() {
		day = time.Date(2026, time.November, 21, 0, 0, 0, 0, time.UTC)
	}
	who = completed(p, who, a)
	in := letters.Input{
		ID: "EXAMPLE", ComposedAt: day, About: p.About(), Decision: p.Library().Advise(p, a),
		Answers: Told(p, a), Library: p.Library(),
		Patient: letters.Patient{
			Title: "Mx", Given: "Example", Family: "Patient", Born: bornOf(who, day), Sex: who.Sex, NHSNumber: "9990000018",
			Address: "1 Example Street, Fernminster, Fernshire FX1 4AB", Phone: "01632 960 000",
		},
		Sender: letters.Sender{Name: "Dr A Example", Role: "GP", Practice: "Fern Street Surgery", ODS: "FX0001", Phone: "01632 960 001"},
	}
	if s := in.Decision.Services; len(s) > 0 {
		in.Recipient = letters.RecipientOf(s[0])
	}
	return in
}

// Told leaves out what was only assumed, unless the pathway reads it: a letter
// does not list every finding that nobody mentioned.
func Told(p *engine.Pathway, a engine.Answers) engine.Answers {
	reads := map[string]bool{}
	for _, f := range p.Findings() {
		reads[f] = true
	}
	out := engine.Answers{}
	for id, ans := range a {
		if ans.Source != engine.Assumed || reads[id] {
			out[id] = ans
		}
	}
	return out
}

// completed takes age and sex from the answers where the patient does not say
// them: a case may give them so.
func completed(p *engine.Pathway, who engine.Patient, a engine.Answers) engine.Patient {
	for _, id := range p.Findings() {
		f, ok := p.Library().Finding(id)
		if !ok {
			continue
		}
		switch given := a[id]; {
		case f.FromPatient == "age" && given.Number != nil && who.Age == nil:
			who.Age = &given.Number.Min
		case f.FromPatient == "sex" && len(given.Options) == 1 && who.Sex == "":
			who.Sex = given.Options[0]
		}
	}
	return who
}

// bornOf is the patient's date of birth, or one that gives the age.
func bornOf(who engine.Patient, day time.Time) string {
	if who.Born != "" || who.Age == nil {
		return who.Born
	}
	months := int(*who.Age*12 + 0.5)
	return day.AddDate(0, -months, 0).Format(time.DateOnly)
}

// instead makes the letter that of another outcome, as if the GP had chosen
// it against the advice.
func instead(in letters.Input, p *engine.Pathway, o *engine.Outcome) letters.Input {
	in.Override = &letters.Override{
		Reason: "clinical_judgement", ReasonSays: "Clinical judgement", Text: "Here stand the GP's own words.", Chosen: o,
	}
	in.Recipient = letters.Recipient{}
	if s := p.Library().ServicesFor(o, in.Answers); len(s) > 0 {
		in.Recipient = letters.RecipientOf(s[0])
	}
	return in
}
