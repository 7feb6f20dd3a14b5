package tracking

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"time"

	"signpost.health/signpost/internal/audit"
)

// retries is how often a write that did not name a version is tried again
// when another came between. Each miss means that another write succeeded.
const retries = 20

// command is one write on a consultation.
type command struct {
	kind audit.Kind
	id   ID
	// body is what was asked for, and goes into the fingerprint.
	body any
	// seen marks a write that must name the version the person saw.
	seen bool
	// change makes the new consultation from the old one.
	change func(c *Consultation, at time.Time) (effect, error)
}

// effect is what a change does beside the consultation.
type effect struct {
	// payload goes into the audit event.
	payload any
	letter  *Letter
	picture *Picture
	// drop are the ids of pictures that are kept no longer.
	drop []string
}

// write does a command once, however often it is sent.
func (s *Service) write(ctx context.Context, w Write, cmd command) (Consultation, error) {
	if err := w.check(cmd.seen); err != nil {
		return Consultation{}, err
	}
	content, err := fingerprint(cmd)
	if err != nil {
		return Consultation{}, err
	}
	c, err := s.tryOften(ctx, w, cmd, content)
	if err == nil {
		s.recent.put(c)
		return c, nil
	}
	// A write sent again fails on what its first sending did, in one way or
	// another. Looking only now spares every first sending the look.
	if before, again := s.replay(ctx, w, content); CodeOf(again) != NotFound {
		return before, again
	}
	return Consultation{}, err
}

// tryOften tries from memory, then from what is stored, and again from there
// while others come between.
func (s *Service) tryOften(ctx context.Context, w Write, cmd command, content string) (Consultation, error) {
	if c, ok := s.recent.take(cmd.id); ok {
		if c, err := s.try(ctx, w, cmd, c, content); err == nil {
			return c, nil
		}
	}
	for range retries {
		c, err := s.load(ctx, cmd.id)
		if err == nil {
			c, err = s.try(ctx, w, cmd, c, content)
		}
		if !errors.Is(err, ErrMoved) || w.Version != 0 {
			return c, err
		}
	}
	return Consultation{}, movedOn(ErrMoved)
}

// load reads the consultation to be changed; a new one is empty.
func (s *Service) load(ctx context.Context, id ID) (Consultation, error) {
	if id == "" {
		return Consultation{}, nil
	}
	return s.ports.Store.Consultation(ctx, id)
}

// try changes the consultation and commits.
func (s *Service) try(ctx context.Context, w Write, cmd command, c Consultation, content string) (Consultation, error) {
	at := s.now()
	if err := w.mayChange(cmd, c, at); err != nil {
		return Consultation{}, err
	}
	state, overridden := c.State, c.Override != nil
	done, err := cmd.change(&c, at)
	if err != nil {
		return Consultation{}, err
	}
	c.Version++
	c.Updated = at
	if err := c.check(); err != nil {
		return Consultation{}, err
	}
	event := draft(w.Actor, cmd.kind, string(c.ID), done.payload, at)
	err = s.ports.Store.Commit(ctx, Change{
		Event: event, Letter: done.letter, Picture: done.picture, DropPictures: done.drop,
		Revision: &Revision{
			Consultation: c, Actor: w.Actor.ID, Key: w.Key, Fingerprint: content,
			Marks: state != c.State || overridden != (c.Override != nil),
		},
	})
	if errors.Is(err, ErrMoved) {
		return Consultation{}, movedOn(err)
	}
	return c, err
}

// mayChange refuses what cannot be changed by this write.
func (w Write) mayChange(cmd command, c Consultation, at time.Time) error {
	if cmd.id == "" {
		return nil
	}
	if err := w.Actor.may(c.Practice); err != nil {
		return err
	}
	if err := c.openForWriting(at); err != nil {
		return err
	}
	if w.Version != 0 && w.Version != c.Version {
		return movedOn(ErrMoved)
	}
	return nil
}

// replay gives what the same write gave before; not_found if it is new.
func (s *Service) replay(ctx context.Context, w Write, content string) (Consultation, error) {
	before, err := s.ports.Store.Replay(ctx, w.Actor.ID, w.Key)
	if err != nil {
		return Consultation{}, err
	}
	if before.Fingerprint != content {
		return Consultation{}, &Error{
			Code: Conflict, Field: "idempotency_key", cause: ErrKeyUsed,
			Message: "This key was used for a different change. Use a new key for a new change.",
		}
	}
	// A person who has moved to another practice no longer sees it.
	if err := w.Actor.may(before.Consultation.Practice); err != nil {
		return Consultation{}, err
	}
	return before.Consultation, nil
}

// fingerprint tells two writes apart. The version seen is left out: the same
// change sent again after a look at the page is still the same change.
func fingerprint(cmd command) (string, error) {
	b, err := json.Marshal(struct {
		Kind audit.Kind
		ID   ID
		Body any
	}{cmd.kind, cmd.id, cmd.body})
	if err != nil {
		return "", Errorf(Invalid, err, "This cannot be stored.")
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}

// draft makes an audit event. A payload is of our own types and has a JSON
// form: the fingerprint has tested what came from outside.
func draft(a Actor, kind audit.Kind, subject string, payload any, at time.Time) audit.Draft {
	d := audit.Draft{At: at, Actor: a.ID, Practice: a.Practice, Kind: kind, Subject: subject}
	if payload == nil {
		return d
	}
	b, err := json.Marshal(payload)
	if err != nil {
		panic("tracking: audit payload of " + string(kind) + " has no JSON form: " + err.Error())
	}
	d.Payload = b
	return d
}

func movedOn(cause error) error {
	return Errorf(Conflict, cause, "This consultation was changed in another window or by a colleague. "+
		"Nothing of theirs is lost. Look at it as it is now, then make your change again.")
}
