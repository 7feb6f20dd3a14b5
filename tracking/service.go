package tracking

import (
	"context"
	"errors"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/audit"
)

// Ports is what a Service needs of the outside.
type Ports struct {
	Store   Store
	Advisor Advisor
	Letters LetterWriter
	// Now is the clock.
	Now func() time.Time
	// NewID gives an unguessable name of at least 128 random bits, such as
	// rand.Text does.
	NewID func() string
}

// Service does what a GP does with consultations. It is safe for use by many
// at once.
type Service struct {
	ports  Ports
	recent recent
	led    led
	// drawing has a place for each picture that is being made safe.
	drawing chan struct{}
}

// atOnce is how many pictures are made safe at the same time: one may unpack
// to 200 MB.
const atOnce = 1

// New makes a service; every port is needed.
func New(p Ports) (*Service, error) {
	if p.Store == nil || p.Advisor == nil || p.Letters == nil || p.Now == nil || p.NewID == nil {
		return nil, errors.New("tracking service: a port is missing")
	}
	return &Service{ports: p, drawing: make(chan struct{}, atOnce)}, nil
}

// now is the one timestamp of a transaction, as precise as it is stored.
func (s *Service) now() time.Time { return s.ports.Now().UTC().Truncate(time.Millisecond) }

// Decide says what the pinned pathway advises on the answers so far.
// It returns unavailable when the pinned library is not at hand.
func (s *Service) Decide(c Consultation) (engine.Decision, error) { return s.decide(c, s.now()) }

func (s *Service) decide(c Consultation, at time.Time) (engine.Decision, error) {
	if c.Own != nil {
		return c.Own.decision(c.Pathway), nil
	}
	d, err := s.ports.Advisor.Decide(c.Pathway, c.Patient.Engine(), c.Answers, at)
	if err != nil {
		return engine.Decision{}, Errorf(Unavailable, err, "The advice cannot be worked out just now. Your answers are kept.")
	}
	return d, nil
}

// KeepSnapshot keeps the library that new consultations are pinned to. It is
// called at start, before any consultation; keeping it again changes nothing.
func (s *Service) KeepSnapshot(ctx context.Context, actor Actor, snap Snapshot) error {
	_, err := s.ports.Store.Snapshot(ctx, snap.Digest)
	if err == nil || CodeOf(err) != NotFound {
		return err
	}
	return s.ports.Store.Commit(ctx, Change{
		Event:    draft(actor, audit.SnapshotKept, snap.Digest, nil, s.now()),
		Snapshot: &snap,
	})
}

// Snapshot gives a library that was kept. It returns not_found for any other.
func (s *Service) Snapshot(ctx context.Context, digest string) ([]byte, error) {
	return s.ports.Store.Snapshot(ctx, digest)
}
