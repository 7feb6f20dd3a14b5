package tracking

import (
	"context"
	"maps"
	"slices"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/audit"
)

// RecordChange is a finding of which the record says something else than when
// the draft last looked.
type RecordChange struct {
	Finding string `json:"finding"`
	// Before and Now are what the record said then and says now; nil is nothing.
	Before *engine.Answer `json:"before"`
	Now    *engine.Answer `json:"now"`
}

// recorded is what the record said of a finding when the draft last looked.
func (c Consultation) recorded(finding string) *engine.Answer {
	if seen, ok := c.Recorded[finding]; ok {
		return seen
	}
	if a, ok := c.Answers[finding]; ok && a.Source == engine.FromRecord {
		return &a
	}
	return nil
}

// RecordChanges compares the record's answers with those the draft last looked
// at, by finding. An answer that the GP gave is compared with nothing: the
// record of then is remembered beside it.
func (c Consultation) RecordChanges(now engine.Answers) []RecordChange {
	findings := map[string]bool{}
	for id := range now {
		findings[id] = true
	}
	for id := range c.Answers {
		findings[id] = true
	}
	for id := range c.Recorded {
		findings[id] = true
	}
	var changes []RecordChange
	for _, id := range slices.Sorted(maps.Keys(findings)) {
		change := RecordChange{Finding: id, Before: c.recorded(id)}
		if a, ok := now[id]; ok {
			change.Now = &a
		}
		if !sameEntry(change.Before, change.Now) {
			changes = append(changes, change)
		}
	}
	return changes
}

func sameEntry(a, b *engine.Answer) bool {
	if a == nil || b == nil {
		return a == b
	}
	number := a.Number == nil && b.Number == nil || a.Number != nil && b.Number != nil && *a.Number == *b.Number
	return number && a.State == b.State && a.Why == b.Why && a.YesNo == b.YesNo && a.Text == b.Text && a.Date == b.Date &&
		slices.Equal(a.Options, b.Options)
}

// remember keeps what the record said of a finding that is now answered
// otherwise. The map is replaced, as other copies of the consultation share it.
func (c *Consultation) remember(finding string, said *engine.Answer) {
	kept := maps.Clone(c.Recorded)
	if kept == nil {
		kept = map[string]*engine.Answer{}
	}
	kept[finding] = said
	c.Recorded = kept
}

// forget ends what was remembered: the answer is the record's own.
func (c *Consultation) forget(finding string) {
	if _, ok := c.Recorded[finding]; !ok {
		return
	}
	c.Recorded = maps.Clone(c.Recorded)
	delete(c.Recorded, finding)
}

// RecordOf gives the record as it stands of a consultation that this person
// has just read; that reading is the one on record. It returns not_found,
// forbidden and unavailable.
func (s *Service) RecordOf(ctx context.Context, a Actor, c Consultation) (Record, error) {
	r, err := s.ports.Store.Patient(ctx, c.Patient.ID)
	if err != nil {
		return Record{}, err
	}
	if err := a.may(r.Patient.Practice); err != nil {
		return Record{}, err
	}
	return r, nil
}

// DecideAt says what the pinned pathway advised on these answers at a moment.
func (s *Service) DecideAt(c Consultation, at time.Time) (engine.Decision, error) {
	return s.decide(c, at)
}

// Looked is what the GP saw of the changes and takes over.
type Looked struct {
	// Record is the record as they saw it.
	Record Record `json:"record"`
	// Take names the findings that are to be as the record has them now.
	Take []string `json:"take,omitempty"`
	// Library is the digest of the library they were told of.
	Library string `json:"library,omitempty"`
}

// TakeRecord takes over what the GP chose of a record that has changed, and
// remembers that they have seen the rest. The GP's own answers stay unless
// they are among those taken; patient's details and background are taken as
// they stand. It can be undone as any change of answers. It returns invalid
// for the record of another patient, and otherwise the codes of Answer.
func (s *Service) TakeRecord(ctx context.Context, w Write, id ID, seen Looked) (Consultation, error) {
	return s.write(ctx, w, command{
		kind: audit.RecordTaken, id: id, body: seen,
		change: func(c *Consultation, at time.Time) (effect, error) {
			if p := seen.Record.Patient; p.ID != c.Patient.ID || p.Practice != c.Practice || !p.SamePerson(c.Patient) {
				return effect{}, &Error{Code: Invalid, Field: "record", Message: "This is the record of another patient."}
			}
			done := answering{Set: engine.Answers{}}
			for _, change := range c.RecordChanges(seen.Record.Answers) {
				switch {
				case !slices.Contains(seen.Take, change.Finding):
					c.remember(change.Finding, change.Now)
				case change.Now != nil:
					now := *change.Now
					now.Note = c.Answers[change.Finding].Note
					done.Set[change.Finding] = now
				default:
					done.Forget = append(done.Forget, change.Finding)
				}
			}
			if len(done.Set)+len(done.Forget) > 0 {
				c.answer(done, at)
			}
			for _, finding := range append(slices.Sorted(maps.Keys(done.Set)), done.Forget...) {
				c.forget(finding)
			}
			c.Patient, c.Background, c.LibrarySeen = seen.Record.Patient, seen.Record.Background, seen.Library
			return effect{payload: done}, nil
		},
	})
}
