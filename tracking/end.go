package tracking

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/audit"
)

// Send writes the letter from the stored answers and what they decide now,
// keeps both, and closes the draft. Nothing of the decision comes from the
// request. Where the advice is not to refer, it goes all the same once an
// override says why. It returns invalid (version, override), not_found,
// conflict, forbidden and unavailable.
func (s *Service) Send(ctx context.Context, w Write, id ID) (Consultation, error) {
	return s.write(ctx, w, command{
		kind: audit.Sent, id: id, seen: true,
		change: func(c *Consultation, at time.Time) (effect, error) {
			d, err := s.decide(*c, at)
			if err != nil {
				return effect{}, err
			}
			if c.Override == nil && !advisesLetter(d) {
				return effect{}, &Error{Code: Invalid, Field: "override",
					Message: "The advice so far is not to refer. You can send this: say why first."}
			}
			if err := c.standing(d); err != nil {
				return effect{}, err
			}
			c.Service = c.Addressee(d)
			dropped := c.dropPictures(false)
			letter, err := s.writeLetter(ctx, *c, d, w.Actor, at)
			if err != nil {
				return effect{}, err
			}
			going, err := s.going(*c, d)
			if err != nil {
				return effect{}, err
			}
			chase, err := chaseOn(going, at)
			if err != nil {
				return effect{}, err
			}
			c.State, c.Decision, c.Ended = Sent, &d, at
			c.Referral = &Referral{
				Letter: letter.ID, PDFSHA256: sum(letter.PDF), InputSHA256: sum(letter.Input),
				SentBy: w.Actor, SentAt: at, Service: c.Service, ChaseOn: chase,
			}
			if c.Override != nil && c.Override.Outcome != "" {
				c.Referral.Outcome = going
			}
			return effect{payload: c.Referral, letter: &letter, drop: dropped}, nil
		},
	})
}

// advisesLetter says whether the decision itself is to write to a service.
func advisesLetter(d engine.Decision) bool {
	if d.Outcome == nil || d.Status != engine.Decided && d.Status != engine.DoesNotApply {
		return false
	}
	switch d.Outcome.Action {
	case engine.Refer, engine.AdviceAndGuidance, engine.Redirect:
		return true
	case engine.Test, engine.Manage, engine.OtherPathway:
		return false
	}
	return false
}

func (s *Service) writeLetter(ctx context.Context, c Consultation, d engine.Decision, sender Actor, at time.Time) (Letter, error) {
	pictures, err := s.Pictures(ctx, c)
	if err != nil {
		return Letter{}, err
	}
	id := s.ports.NewID()
	pdf, input, err := s.ports.Letters.WriteLetter(LetterRequest{
		ID: id, Consultation: c, Decision: d, Sender: sender, At: at, Pictures: pictures,
	})
	if err != nil {
		return Letter{}, Errorf(Unavailable, err, "The letter cannot be made just now. Your answers are kept.")
	}
	return Letter{ID: id, Consultation: c.ID, PDF: pdf, Input: input}, nil
}

func sum(b []byte) string {
	h := sha256.Sum256(b)
	return hex.EncodeToString(h[:])
}

// Finish closes a draft that ended in advice and needs no letter, and keeps
// what was decided. While nothing is advised it asks what the GP does instead.
// It returns the codes of Send.
func (s *Service) Finish(ctx context.Context, w Write, id ID) (Consultation, error) {
	return s.write(ctx, w, command{
		kind: audit.Advised, id: id, seen: true,
		change: func(c *Consultation, at time.Time) (effect, error) {
			d, err := s.decide(*c, at)
			if err != nil {
				return effect{}, err
			}
			if d.Outcome == nil && c.Override == nil {
				return effect{}, &Error{Code: Invalid, Field: "override",
					Message: "Nothing is advised yet. Answer what is still asked, or say first what you do instead."}
			}
			if err := c.standing(d); err != nil {
				return effect{}, err
			}
			c.State, c.Decision, c.Ended = Advised, &d, at
			return effect{drop: c.dropPictures(true)}, nil
		},
	})
}

// Abandon closes a draft that is not wanted. It is kept, its pictures are not. It returns the codes
// of Answer.
func (s *Service) Abandon(ctx context.Context, w Write, id ID) (Consultation, error) {
	return s.write(ctx, w, command{
		kind: audit.Abandoned, id: id,
		change: func(c *Consultation, at time.Time) (effect, error) {
			c.State, c.Ended = Abandoned, at
			return effect{drop: c.dropPictures(true)}, nil
		},
	})
}
