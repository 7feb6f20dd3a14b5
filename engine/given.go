package engine

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
)

// CheckGiven refuses what somebody says of a patient and cannot mean: a result
// of a day still to come, and an age or sex that is not the patient's. A record
// may hold a wrong date, which nobody who reads it can mend: that answer is not
// known instead. The errors come in the order of the findings' ids.
func (l *Library) CheckGiven(p Patient, given Answers, at When) []*AnswerError {
	var refused []*AnswerError
	for id, a := range given {
		if a.Source != FromRecord && comes(a.Date, at) {
			refused = append(refused, &AnswerError{
				Finding: id, Says: fmt.Sprintf("its date, %s, is after the day of the decision, %s", a.Date, at.Format(time.DateOnly)),
				Hint: "give the day of the result, or leave the date out",
			})
		}
	}
	var own Answers
	for _, f := range l.fromPatient {
		said, told := given[f.ID]
		if !told || f.FromPatient == "organ" {
			continue
		}
		if own == nil { // few say what the patient's details say already
			own = l.PatientAnswers(p, at)
		}
		if is, known := own[f.ID]; known && !agrees(said, is) {
			refused = append(refused, &AnswerError{
				Finding: f.ID, Says: strings.ReplaceAll(fmt.Sprintf("%s is not the patient's own, which is %s", f.showValue(said), f.ownWords(is)), nbsp, " "),
				Hint: "leave one of the two out",
			})
		}
	}
	slices.SortStableFunc(refused, func(a, b *AnswerError) int { return strings.Compare(a.Finding, b.Finding) })
	return refused
}

// TakesPerson says whether a finding is a patient's age or sex, which their own
// answers.
func (l *Library) TakesPerson(finding string) bool {
	f, ok := l.findings[finding]
	return ok && (f.FromPatient == "age" || f.FromPatient == "sex")
}

// OldestAge is the highest age that the rules take, in years; false if they
// take none.
func (l *Library) OldestAge() (float64, bool) {
	for _, f := range l.fromPatient {
		if f.FromPatient == "age" {
			return f.Max, true
		}
	}
	return 0, false
}

// agrees says whether an answer allows what the person is: an age in years
// stands for the whole year.
func agrees(said, is Answer) bool {
	if said.State != Known {
		return true
	}
	if said.Number == nil || is.Number == nil {
		return slices.Contains(said.Options, is.Options[0])
	}
	age, n := is.Number.Min, said.Number
	if n.Min == n.Max {
		return math.Floor(n.Min) == math.Floor(age)
	}
	return (age > n.Min || age == n.Min && !n.MinOpen) && (age < n.Max || age == n.Max && !n.MaxOpen)
}

// ownWords writes a patient's own age in whole years, or their sex.
func (f *findingSpec) ownWords(a Answer) string {
	if a.Number != nil {
		whole := Number(math.Floor(a.Number.Min))
		return f.showValue(whole)
	}
	return f.showValue(a)
}
