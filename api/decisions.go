package api

import (
	"fmt"
	"math"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"signpost.health/signpost/engine"
)

// question is what a stateless decision or screening is asked about: a patient
// with answers, of whom nothing is kept.
type question struct {
	Patient engine.Patient `json:"patient"`
	Answers caseAnswers    `json:"answers"`
	// Others is what the findings not named are: not_asked (the default) or
	// absent.
	Others string `json:"others"`
	// At is the day to decide for; empty is today.
	At string `json:"at"`
}

// complete checks the question and completes its case.
func (s *server) complete(q *question) error {
	at, err := s.day(q.At)
	if err != nil {
		return err
	}
	if err := CheckPatient(s.Library, q.Patient, at); err != nil {
		return err
	}
	for _, err := range q.Answers.to.Complete(q.Patient, at) {
		q.Answers.refused = append(q.Answers.refused, refusal(err.Finding, err))
	}
	if len(q.Answers.refused) > 0 {
		return unusable("Some answers cannot be used.", q.Answers.refused)
	}
	switch q.Others {
	case "", "not_asked":
		return nil
	case "absent":
		q.Answers.to.Assume()
		return nil
	}
	return &fieldError{"/others", "takes not_asked or absent"}
}

func (s *server) day(at string) (time.Time, error) {
	now := s.Now()
	if at == "" {
		return now, nil
	}
	day, err := time.ParseInLocation(time.DateOnly, at, now.Location())
	if err != nil {
		return day, &fieldError{"/at", "takes a day such as 2026-11-21"}
	}
	return day, nil
}

// CheckPatient refuses what cannot be of a person: a date of birth to come, an
// age beyond what the library's rules take, a word for sex that is not
// understood.
func CheckPatient(lib *engine.Library, p engine.Patient, at time.Time) error {
	oldest, limited := lib.OldestAge()
	if p.Born != "" {
		born, err := time.Parse(time.DateOnly, p.Born)
		if err != nil {
			return &fieldError{"/patient/born", "takes a day such as 1961-04-05"}
		}
		if born.After(at) {
			return &fieldError{"/patient/born", "is after the day of the decision"}
		}
		if age, ok := (engine.Patient{Born: p.Born}).AgeAt(at); ok && limited && age > oldest {
			return &fieldError{"/patient/born", fmt.Sprintf("makes the patient older than %g years, the most that the rules take", oldest)}
		}
	}
	if p.Age != nil && *p.Age < 0 {
		return &fieldError{"/patient/age", "takes years from 0"}
	}
	if p.Age != nil && limited && *p.Age > oldest {
		return &fieldError{"/patient/age", fmt.Sprintf("takes years from 0 to %g", oldest)}
	}
	if p.Age != nil && p.Born != "" {
		exact, ok := engine.Patient{Born: p.Born}.AgeAt(at)
		if ok && math.Floor(exact) != math.Floor(*p.Age) {
			return &fieldError{"/patient/age", "is not the age of someone born then; leave one of the two out"}
		}
	}
	switch p.Sex {
	case "", "female", "male":
		return nil
	}
	return &fieldError{"/patient/sex", "takes female or male; leave it out when it is neither or not known"}
}

// decide answers as `signpost decide` prints.
func (s *server) decide(c *gin.Context) error {
	var asked struct {
		Pathway string `json:"pathway"`
		question
	}
	patient := s.Library.NewCase()
	defer patient.Close()
	asked.Answers.to = patient
	if err := s.read(c, &asked); err != nil {
		return err
	}
	if asked.Pathway == "" {
		return &fieldError{"/pathway", "is missing"}
	}
	p, ok := s.Library.Pathway(asked.Pathway)
	if !ok {
		return &fieldError{"/pathway", "is not the id of a pathway; GET /api/v1/pathways lists them"}
	}
	if err := s.complete(&asked.question); err != nil {
		return err
	}
	return s.reply(c, http.StatusOK, patient.Advise(p))
}

// screen evaluates every row of every pathway for one patient.
func (s *server) screen(c *gin.Context) error {
	var asked question
	patient := s.Library.NewCase()
	defer patient.Close()
	asked.Answers.to = patient
	if err := s.read(c, &asked); err != nil {
		return err
	}
	if err := s.complete(&asked); err != nil {
		return err
	}
	return s.reply(c, http.StatusOK, patient.Screen())
}
