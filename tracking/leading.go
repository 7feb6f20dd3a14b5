package tracking

import (
	"context"
	"slices"
	"sync"
	"time"

	"signpost.health/signpost/engine"
)

// Taken is a pathway that a patient was taken to the end of: sent or advised.
type Taken struct {
	Patient PatientID
	Pathway string
	// Begun is when the latest consultation on it was.
	Begun time.Time
}

// LatelyUsed gives the pathways that this person began last, the latest first.
// It returns forbidden and unavailable.
func (s *Service) LatelyUsed(ctx context.Context, a Actor, limit int) ([]string, error) {
	if err := a.may(a.Practice); err != nil {
		return nil, err
	}
	return s.ports.Store.LatelyUsed(ctx, a.Practice, a.ID, limit)
}

// lead says on each line what other pathways hold that is more urgent, until
// the patient was taken to the end of them or somebody has seen them. What has
// ended says what it was decided with; what leads a draft follows from its
// answers.
func (s *Service) lead(ctx context.Context, practice string, list []Summary) error {
	var patients []PatientID
	for i := range list {
		line := &list[i]
		switch line.State {
		case Draft:
			leading, err := s.leads(ctx, *line)
			if err != nil {
				return err
			}
			line.Leading = leading
		case Abandoned:
			line.Leading = nil
		case Sent, Advised:
		}
		if len(line.Leading) > 0 && !slices.Contains(patients, line.Patient.ID) {
			patients = append(patients, line.Patient.ID)
		}
	}
	if len(patients) == 0 {
		return nil
	}
	taken, err := s.ports.Store.Ended(ctx, practice, patients)
	if err != nil {
		return err
	}
	for i := range list {
		line := &list[i]
		line.Leading = slices.DeleteFunc(slices.Clone(line.Leading), func(m engine.Met) bool {
			return slices.ContainsFunc(taken, func(t Taken) bool {
				return t.Patient == line.Patient.ID && t.Pathway == m.Pathway && !t.Begun.Before(line.Started)
			})
		})
	}
	return s.quieten(ctx, list)
}

// leads works out what leads a draft, once for each version in an hour: by then
// a day may have begun on which a result is out of date. A draft whose library
// is not at hand has nothing to say; it tells of that when it is opened.
func (s *Service) leads(ctx context.Context, line Summary) ([]engine.Met, error) {
	if line.Own != nil {
		return nil, nil
	}
	at := s.now()
	now := leadKey{line.Version, at.Truncate(time.Hour)}
	if leading, ok := s.led.get(line.ID, now); ok {
		return leading, nil
	}
	c, err := s.ports.Store.Consultation(ctx, line.ID)
	if err != nil {
		return nil, err
	}
	d, err := s.decide(c, at)
	if err != nil {
		return nil, nil //nolint:nilerr // see above
	}
	s.led.put(line.ID, leadKey{c.Version, at.Truncate(time.Hour)}, d.Leading)
	return d.Leading, nil
}

// mostLed is how many drafts' leads are remembered.
const mostLed = 4000

// led remembers what leads drafts.
type led struct {
	mu sync.Mutex
	by map[ID]leadOf
}

type leadKey struct {
	version int
	hour    time.Time
}

type leadOf struct {
	leadKey
	leading []engine.Met
}

func (l *led) get(id ID, of leadKey) ([]engine.Met, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	kept, ok := l.by[id]
	return kept.leading, ok && kept.leadKey == of
}

func (l *led) put(id ID, of leadKey, leading []engine.Met) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.by == nil || len(l.by) >= mostLed {
		l.by = map[ID]leadOf{} // the next view fills it again
	}
	l.by[id] = leadOf{of, leading}
}
