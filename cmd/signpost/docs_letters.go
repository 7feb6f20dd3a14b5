package main

import (
	"bytes"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/docs"
	"signpost.health/signpost/letters"
)

// caseLetter writes the letter of a worked case for an invented patient, from
// an invented practice.
func caseLetter(p *engine.Pathway, w docs.Worked) (string, error) {
	day := w.Today
	if day.IsZero() {
		// A case that names no day is the same letter on every day.
		day = time.Date(2026, time.November, 21, 0, 0, 0, 0, time.UTC)
	}
	in := letters.Input{
		ID: "EXAMPLE", ComposedAt: day, About: p.About(), Decision: p.Library().Advise(p, w.Answers),
		Answers: told(p, w.Answers), Library: p.Library(),
		Patient: letters.Patient{
			Title: "Mx", Given: "Example", Family: "Patient", Born: bornOf(w, day), Sex: w.Patient.Sex, NHSNumber: "9990000018",
			Address: "1 Example Street, Fernminster, Fernshire FX1 4AB", Phone: "01632 960 000",
		},
		Sender: letters.Sender{Name: "Dr A Example", Role: "GP", Practice: "Fern Street Surgery", ODS: "FX0001", Phone: "01632 960 001"},
	}
	if s := in.Decision.Services; len(s) > 0 {
		in.Recipient = letters.RecipientOf(s[0])
	}
	l, err := letters.Compose(in)
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	if err := letters.Text(&b, l); err != nil {
		return "", err
	}
	return b.String(), nil
}

// bornOf is the case's date of birth, or one that gives its age.
func bornOf(w docs.Worked, day time.Time) string {
	if w.Patient.Born != "" || w.Patient.Age == nil {
		return w.Patient.Born
	}
	months := int(*w.Patient.Age*12 + 0.5)
	return day.AddDate(0, -months, 0).Format("2006-01-02")
}
