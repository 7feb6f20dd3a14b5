package tracking

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/audit"
)

// Hop goes on from a consultation with another pathway for the same patient,
// and says where: the newest draft of it that stands, with what was answered
// since, or else a new one. It returns the codes of Start and Answer.
func (s *Service) Hop(ctx context.Context, w Write, from ID, pathway string) (ID, error) {
	before, err := s.ports.Store.Consultation(ctx, from)
	if err != nil {
		return "", err
	}
	if err := w.Actor.may(before.Practice); err != nil {
		return "", err
	}
	drafts, err := s.ports.Store.List(ctx, Filter{Practice: before.Practice, Patient: before.Patient.ID, State: Draft, Limit: 100})
	if err != nil {
		return "", err
	}
	at := s.now()
	for _, d := range drafts {
		if d.Pathway.ID == pathway && d.ID != from && !at.After(d.Expires) && d.Patient.SamePerson(before.Patient) {
			return d.ID, s.catchUp(ctx, w, d.ID, before)
		}
	}
	begin := NewConsultation{Patient: before.Patient.ID, Pathway: pathway, From: from}
	next, err := s.Start(ctx, w, begin)
	if err != nil {
		return "", err
	}
	// A form sent again gives what it began: that may have been closed since.
	if now, err := s.ports.Store.Consultation(ctx, next.ID); err != nil || now.State != Abandoned {
		return next.ID, err
	}
	w.Key = s.ports.NewID()
	next, err = s.Start(ctx, w, begin)
	return next.ID, err
}

// catchUp brings into a draft what was answered since in another consultation
// of the same patient. It can be undone as one change of answers.
func (s *Service) catchUp(ctx context.Context, w Write, id ID, from Consultation) error {
	c, err := s.ports.Store.Consultation(ctx, id)
	if err != nil {
		return err
	}
	since := c.since(from, s.now())
	if len(since.Set)+len(since.Forget) == 0 {
		return nil
	}
	w.Version, w.Key = 0, fmt.Sprintf("%s-%d", w.Key, c.Version)
	_, err = s.write(ctx, w, command{
		kind: audit.Answered, id: id, body: since,
		change: func(c *Consultation, at time.Time) (effect, error) {
			c.answer(since, at)
			return effect{payload: since}, nil
		},
	})
	return err
}

// since is what another consultation heard later than this draft did. Where the
// draft began with its answers and nobody has changed one here, it is as it is
// there now, or taken back as there.
func (c Consultation) since(from Consultation, at time.Time) answering {
	from.forgetAttached() // its pictures stay where they were agreed to
	news := answering{Set: engine.Answers{}}
	for finding, heard := range from.heard(at) {
		if heard.Source == engine.FromRecord {
			continue
		}
		have, ok := c.Answers[finding]
		mine, untouched := c.changedAt(finding)
		theirs, _ := from.changedAt(finding)
		later := theirs.After(mine) || untouched && c.From == from.ID
		if !later && (ok || !untouched) {
			continue
		}
		if ok && sayTheSame(have, heard) {
			heard.Note = cmp.Or(have.Note, heard.Note)
		}
		if !ok || !sayTheSame(have, heard) || have.Note != heard.Note {
			news.Set[finding] = heard
		}
	}
	for _, finding := range slices.Sorted(maps.Keys(c.Answers)) {
		_, untouched := c.changedAt(finding)
		_, there := from.Answers[finding]
		own := c.Answers[finding].Source == engine.FromRecord || c.Answers[finding].Text == attachedWords
		if !there && untouched && c.From == from.ID && !own {
			news.Forget = append(news.Forget, finding)
		}
	}
	return news
}

// changedAt is when a finding was last answered or taken back here; what nobody
// touched is as it was at the start.
func (c Consultation) changedAt(finding string) (at time.Time, untouched bool) {
	for _, step := range slices.Backward(c.Steps) {
		if _, ok := step.Before[finding]; ok {
			return step.At, false
		}
	}
	return c.Started, true
}

// sayTheSame tells whether two answers do, whenever they were given and
// whatever was noted beside them.
func sayTheSame(a, b engine.Answer) bool {
	a.Date = b.Date
	return sameEntry(&a, &b)
}
