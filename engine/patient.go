package engine

import (
	"fmt"
	"maps"
	"time"
)

// PatientAnswers gives what follows from the person alone: age, sex, and the
// organs that the recorded sex makes likely. Answers given later override
// them. A date of birth after `at` gives no age.
func (l *Library) PatientAnswers(p Patient, at When) Answers {
	if p == (Patient{}) {
		return nil
	}
	out := make(Answers, len(l.fromPatient))
	age, known := p.AgeAt(at)
	for _, f := range l.fromPatient {
		id := f.ID
		switch f.FromPatient {
		case "age":
			if known && age >= f.Min && age <= f.Max {
				a := Number(age)
				a.Source = FromRecord
				out[id] = a
			}
		case "sex":
			if p.Sex == "female" || p.Sex == "male" {
				a := Choice(p.Sex)
				a.Source = FromRecord
				out[id] = a
			}
		case "organ":
			if p.Sex == "female" || p.Sex == "male" {
				out[id] = Answer{State: Known, YesNo: p.Sex == f.PresentFor, Source: FromSex}
			}
		}
	}
	return out
}

// Gather puts what is known of a patient together as it counts at a moment:
// what follows from the person, the answers given, and what is out of date. A
// known age or sex is the patient's, whatever an answer says; organs can be
// corrected by an answer.
func (l *Library) Gather(p Patient, given Answers, at When) Answers {
	all := make(Answers, len(given)+len(l.fromPatient))
	maps.Copy(all, given)
	l.Complete(all, p, at)
	return all
}

// Complete is Gather in place. It says whether a value does not count for its
// date: Unused lists those.
func (l *Library) Complete(given Answers, p Patient, at When) (unused bool) {
	for id, a := range given {
		if a.Date != "" {
			a = l.fresh(id, a, at)
			given[id] = a
		}
		unused = unused || a.WrongDay()
	}
	for id, a := range l.PatientAnswers(p, at) {
		if _, told := given[id]; !told || l.findings[id].FromPatient != "organ" {
			given[id] = l.fresh(id, a, at)
		}
	}
	return unused
}

// AgeAt is the age in years, exact to the day with a date of birth. It is not
// known without either, nor before birth.
func (p Patient) AgeAt(at When) (float64, bool) {
	if p.Born != "" {
		if born, err := time.Parse("2006-01-02", p.Born); err == nil && !born.After(at) {
			return ageAt(born, at), true
		}
		return 0, false
	}
	if p.Age != nil && *p.Age >= 0 {
		return *p.Age, true
	}
	return 0, false
}

// ageAt is the age in years: whole months as twelfths, and the days of the
// unfinished month as a part of one. A birthday makes a whole number exactly.
func ageAt(born, at time.Time) float64 {
	by, bm, bd := born.Date()
	ay, am, ad := at.Date()
	months := (ay-by)*12 + int(am) - int(bm)
	start := anniversary(by, bm, bd, months)
	today := time.Date(ay, am, ad, 0, 0, 0, 0, time.UTC)
	if start.After(today) {
		months--
		start = anniversary(by, bm, bd, months)
	}
	end := anniversary(by, bm, bd, months+1)
	days := today.Sub(start).Hours() / 24
	length := end.Sub(start).Hours() / 24
	if days == 0 {
		return float64(months) / 12
	}
	return (float64(months) + days/length) / 12
}

// anniversary is the day that is some months after a date of birth; the last
// day of the month where that day does not exist.
func anniversary(y int, m time.Month, d, months int) time.Time {
	first := time.Date(y, m+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(d, last)-1)
}

// AgeWords writes a patient's age at a moment: "65y", "7m".
func AgeWords(p Patient, at When) string {
	age, ok := p.AgeAt(at)
	switch {
	case !ok:
		return ""
	case age < 2:
		return fmt.Sprintf("%dm", int(age*12+1e-9))
	default:
		return fmt.Sprintf("%dy", int(age+1e-9))
	}
}
