package tracking

import (
	"context"
	"slices"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/audit"
)

// undoable is how many changes of answers can be taken back.
const undoable = 20

// answering is the body of an Answer.
type answering struct {
	Set    engine.Answers `json:"set,omitempty"`
	Forget []string       `json:"forget,omitempty"`
}

// Answer keeps one or many answers and forgets others, in one write. What was
// there before is kept for Undo. It returns invalid, naming the finding in
// Field, not_found, conflict when the consultation has moved on or is closed,
// forbidden and unavailable. Values are checked against their findings before
// they come here, by Library.ParseAnswer.
func (s *Service) Answer(ctx context.Context, w Write, id ID, set engine.Answers, forget ...string) (Consultation, error) {
	forget = slices.Compact(slices.Sorted(slices.Values(forget)))
	body := answering{Set: set, Forget: forget}
	return s.write(ctx, w, command{
		kind: audit.Answered, id: id, body: body,
		change: func(c *Consultation, at time.Time) (effect, error) {
			if err := body.check(); err != nil {
				return effect{}, err
			}
			c.answer(body, at)
			return effect{payload: body}, nil
		},
	})
}

func (a answering) check() error {
	if len(a.Set)+len(a.Forget) == 0 {
		return &Error{Code: Invalid, Field: "answers", Message: "Give at least one answer."}
	}
	for _, finding := range a.Forget {
		if _, both := a.Set[finding]; both {
			return &Error{Code: Invalid, Field: finding, Message: "This finding is both answered and forgotten."}
		}
	}
	return nil
}

// answer sets and forgets, and keeps what was there before.
func (c *Consultation) answer(a answering, at time.Time) {
	step := Step{Before: map[string]*engine.Answer{}, Version: c.Version + 1, At: at}
	keep := func(finding string) {
		before, ok := c.Answers[finding]
		if !ok {
			step.Before[finding] = nil
			return
		}
		step.Before[finding] = &before
		if _, remembered := c.Recorded[finding]; !remembered && before.Source == engine.FromRecord {
			c.remember(finding, &before)
		}
	}
	for finding, answer := range a.Set {
		keep(finding)
		c.Answers[finding] = answer
	}
	for _, finding := range a.Forget {
		keep(finding)
		delete(c.Answers, finding)
	}
	c.Steps = append(c.Steps, step)
	c.Steps = c.Steps[max(0, len(c.Steps)-undoable):]
}

// Undo takes back the latest change of answers; up to twenty can be taken
// back, one by one. It returns conflict when there is none, and otherwise the
// codes of Answer.
func (s *Service) Undo(ctx context.Context, w Write, id ID) (Consultation, error) {
	return s.write(ctx, w, command{
		kind: audit.Undone, id: id,
		change: func(c *Consultation, _ time.Time) (effect, error) {
			if len(c.Steps) == 0 {
				return effect{}, Errorf(Conflict, nil, "There is nothing left to undo.")
			}
			last := c.Steps[len(c.Steps)-1]
			c.Steps = c.Steps[:len(c.Steps)-1]
			for finding, before := range last.Before {
				if before == nil {
					delete(c.Answers, finding)
				} else {
					c.Answers[finding] = *before
				}
			}
			return effect{payload: last}, nil
		},
	})
}
