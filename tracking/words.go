package tracking

import (
	"context"
	"strings"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/audit"
)

// Words is what the GP writes for the letter. A nil part stays as it is.
type Words struct {
	FreeText *string `json:"free_text,omitempty"`
	Question *string `json:"question,omitempty"`
	// LeaveOut are the texts of medicines and diagnoses of the record that the
	// letter does not tell.
	LeaveOut *[]string `json:"leave_out,omitempty"`
}

// WriteText keeps the GP's own words, the question asked of the service, and
// what of the record the letter leaves out. It returns invalid (leave_out) for
// what the record does not have, and otherwise the codes of Answer.
func (s *Service) WriteText(ctx context.Context, w Write, id ID, words Words) (Consultation, error) {
	return s.write(ctx, w, command{
		kind: audit.TextWritten, id: id, body: words,
		change: func(c *Consultation, _ time.Time) (effect, error) {
			if words.FreeText != nil {
				c.FreeText = *words.FreeText
			}
			if words.Question != nil {
				c.Question = *words.Question
			}
			if words.LeaveOut != nil {
				if err := c.leaveOut(*words.LeaveOut); err != nil {
					return effect{}, err
				}
			}
			return effect{payload: words}, nil
		},
	})
}

// noting is the body of a WriteNote.
type noting struct {
	Finding string `json:"finding"`
	Note    string `json:"note"`
}

// WriteNote keeps the GP's words beside one answer; an empty note removes
// them. It returns invalid when the finding has no answer, and otherwise the
// codes of Answer.
func (s *Service) WriteNote(ctx context.Context, w Write, id ID, finding, note string) (Consultation, error) {
	body := noting{finding, note}
	return s.write(ctx, w, command{
		kind: audit.NoteWritten, id: id, body: body,
		change: func(c *Consultation, _ time.Time) (effect, error) {
			answer, ok := c.Answers[finding]
			if !ok {
				return effect{}, &Error{Code: Invalid, Field: finding, Message: "Answer this first, then write a note beside it."}
			}
			answer.Note = note
			c.Answers[finding] = answer
			return effect{payload: body}, nil
		},
	})
}

// Override records that the GP goes another way than the advice, which, and
// why. It replaces an earlier override. It returns invalid for an unknown
// reason, action, urgency or outcome, for a way that is not named, and on a
// letter without a pathway, and otherwise the codes of Answer.
func (s *Service) Override(ctx context.Context, w Write, id ID, o Override) (Consultation, error) {
	o.Advised = Advice{}
	return s.write(ctx, w, command{
		kind: audit.Overridden, id: id, body: o,
		change: func(c *Consultation, at time.Time) (effect, error) {
			if err := s.checkOutcome(*c, o.Outcome); err != nil {
				return effect{}, err
			}
			if err := o.checkWay(); err != nil {
				return effect{}, err
			}
			d, err := s.decide(*c, at)
			if err != nil {
				return effect{}, err
			}
			chosen := o
			chosen.Advised = AdvisedBy(d)
			c.Override = &chosen
			return effect{payload: chosen}, nil
		},
	})
}

// checkOutcome holds an override to the outcomes of the pinned pathway: one
// that is none would print nothing in the letter and chase nobody.
func (s *Service) checkOutcome(c Consultation, outcome string) error {
	if c.Own != nil {
		return &Error{Code: Invalid, Field: "override", Message: "This letter has no pathway to go another way from. Change what it asks for."}
	}
	if outcome == "" {
		return nil
	}
	outcomes, err := s.outcomes(c)
	if err != nil {
		return err
	}
	var legal []string
	for _, o := range outcomes {
		if o.ID == outcome {
			return nil
		}
		legal = append(legal, o.ID)
	}
	return &Error{Code: Invalid, Field: "outcome", Message: "This pathway has no such outcome. It has: " + strings.Join(legal, ", ") + "."}
}

func (s *Service) outcomes(c Consultation) ([]*engine.Outcome, error) {
	outcomes, err := s.ports.Advisor.Outcomes(c.Pathway)
	if err != nil {
		return nil, Errorf(Unavailable, err, "The pathway cannot be read just now. Your answers are kept.")
	}
	return outcomes, nil
}

// WithdrawOverride goes back to the advice. It returns the codes of Answer.
func (s *Service) WithdrawOverride(ctx context.Context, w Write, id ID) (Consultation, error) {
	return s.write(ctx, w, command{
		kind: audit.OverrideWithdrawn, id: id,
		change: func(c *Consultation, _ time.Time) (effect, error) {
			c.Override = nil
			return effect{}, nil
		},
	})
}

// ChooseService records the service that the letter goes to; empty takes the
// choice back. It returns the codes of Answer.
func (s *Service) ChooseService(ctx context.Context, w Write, id ID, service string) (Consultation, error) {
	return s.write(ctx, w, command{
		kind: audit.ServiceChosen, id: id, body: service,
		change: func(c *Consultation, at time.Time) (effect, error) {
			if c.Own == nil && c.Override == nil && service != "" {
				d, err := s.decide(*c, at)
				if err != nil {
					return effect{}, err
				}
				if err := c.checkService(d, service); err != nil {
					return effect{}, err
				}
			}
			c.Service = service
			return effect{payload: service}, nil
		},
	})
}
