package tracking

import (
	"context"
	"time"
	"unicode/utf8"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/audit"
)

// longestTitle is how many characters the title of a letter may have.
const longestTitle = 120

// OwnLetter is what a GP decides who writes a letter without a pathway. No
// rule advises it, and the letter says so.
type OwnLetter struct {
	// Title is what the letter is about.
	Title string `json:"title,omitempty"`
	// Action is refer or advice_and_guidance.
	Action engine.Action `json:"action"`
	Within engine.Within `json:"within"`
	// ChaseAfter is when to ask if nothing has come: "6 weeks"; empty never asks.
	ChaseAfter string `json:"chase_after,omitempty"`
}

func (o OwnLetter) check() error {
	switch o.Action {
	case engine.Refer, engine.AdviceAndGuidance:
	case engine.Test, engine.Redirect, engine.Manage, engine.OtherPathway:
		return &Error{Code: Invalid, Field: "action", Message: "A letter refers or asks for advice: refer or advice_and_guidance."}
	default:
		return &Error{Code: Invalid, Field: "action", Message: "Choose to refer or to ask for advice: refer or advice_and_guidance."}
	}
	if err := checkWithin(o.Within); err != nil {
		return err
	}
	if o.Within == "" || o.Within == engine.NoTime {
		return &Error{Code: Invalid, Field: "within", Message: "Say how soon the patient is to be seen, or advice is to come."}
	}
	if utf8.RuneCountInString(o.Title) > longestTitle {
		return &Error{Code: Invalid, Field: "title", Message: "Shorten the title to 120 characters."}
	}
	if o.ChaseAfter != "" {
		if _, err := after(time.Time{}, o.ChaseAfter); err != nil {
			return &Error{Code: Invalid, Field: "chase_after", Message: "Say when to chase as in 6 weeks."}
		}
	}
	return checkText("title", o.Title)
}

// decision is what the GP decided.
func (o OwnLetter) decision(pinned engine.Identity) engine.Decision {
	outcome := &engine.Outcome{
		ID: "own_letter", Action: o.Action, Within: o.Within, Summary: o.Title, ChaseAfter: o.ChaseAfter,
		TellPatient: "We are referring you to a specialist service. They will contact you.",
	}
	if o.Action == engine.AdviceAndGuidance {
		outcome.TellPatient = "We are asking a specialist for advice. We will tell you what they say."
	}
	if outcome.Summary == "" {
		outcome.Summary = "Letter without a title"
	}
	return engine.Decision{
		Status: engine.Decided, Pathway: pinned, Outcome: outcome, Possible: []engine.Possible{{Outcome: outcome, Rows: []string{}}},
		Also: []engine.Also{}, Criteria: []engine.CriterionResult{}, Tests: []engine.TestAdvice{},
		Services: []engine.ServiceOption{}, Ask: []engine.Screen{}, Changes: []engine.Change{},
	}
}

// WriteOwn changes what a letter without a pathway is about, what it asks for
// and how soon. It returns invalid (title, action, within, chase_after), also
// for a consultation on a pathway, and otherwise the codes of Answer.
func (s *Service) WriteOwn(ctx context.Context, w Write, id ID, o OwnLetter) (Consultation, error) {
	return s.write(ctx, w, command{
		kind: audit.OwnLetterWritten, id: id, body: o,
		change: func(c *Consultation, _ time.Time) (effect, error) {
			if c.Own == nil {
				return effect{}, &Error{Code: Invalid, Field: "own", Message: "This consultation is on a pathway. Its letter follows the advice, or an override."}
			}
			if err := o.check(); err != nil {
				return effect{}, err
			}
			c.Own = &o
			return effect{payload: o}, nil
		},
	})
}
