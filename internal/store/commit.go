package store

import (
	"context"

	"signpost.health/signpost/internal/audit"
	"signpost.health/signpost/tracking"
)

// request is one change on its way to the writer.
type request struct {
	change encoded
	// left is closed when the caller no longer waits.
	left <-chan struct{}
	done chan error
}

func (r *request) hasLeft() bool {
	select {
	case <-r.left:
		return true
	default:
		return false
	}
}

// Commit does all of the change, or none of it, and comes back when it is on
// disk. It returns conflict (ErrMoved, ErrKeyUsed), invalid and unavailable.
func (s *Store) Commit(ctx context.Context, ch tracking.Change) error {
	// Made into bytes here, where many can work at once.
	e, err := encode(ch)
	if err != nil {
		return err
	}
	r := &request{change: e, left: ctx.Done(), done: make(chan error, 1)}
	select {
	case s.queue <- r:
	case <-ctx.Done():
		return fault(ctx.Err())
	case <-s.closing:
		return tracking.Errorf(tracking.Unavailable, nil, "Signpost is stopping. Nothing that was saved is lost. Try again in a moment.")
	}
	// Once taken it will be done or refused, and the caller is told which.
	return fault(<-r.done)
}

// write takes requests until the store closes.
func (s *Store) write(together int) {
	group := make([]*request, 0, together)
	changes := 0
	for {
		select {
		case r := <-s.queue:
			group = s.gather(append(group[:0], r), together)
			s.settle(group)
			s.shorten()
			if changes += len(group); changes >= betweenCheckpoints {
				changes = 0
				s.checkpointDue()
			}
		case <-s.closing:
			return
		}
	}
}

// gather adds what else is waiting. It does not wait for more: while a group
// is on its way to disk, the next one comes together by itself.
func (s *Store) gather(group []*request, together int) []*request {
	for len(group) < together {
		select {
		case r := <-s.queue:
			group = append(group, r)
		default:
			return group
		}
	}
	return group
}

// settle commits a group and answers each request. When something goes wrong
// with a group as a whole, each is tried alone, so that nobody fails for a
// neighbour.
func (s *Store) settle(group []*request) {
	ctx := context.Background() // a caller who leaves must not stop the others
	err := s.file.check()
	if err == nil {
		_, err = s.writer.begin.ExecContext(ctx)
	}
	if err != nil {
		// It is gone, or another program holds it. To try each alone would make
		// the last wait for all their patience together.
		for _, r := range group {
			r.done <- err
		}
		return
	}
	refused, err := s.writer.commit(ctx, group)
	if err != nil && len(group) > 1 {
		for _, r := range group {
			s.settle([]*request{r})
		}
		return
	}
	for i, r := range group {
		if err != nil {
			r.done <- err
			continue
		}
		r.done <- refused[i]
	}
}

// commit does a group in the transaction that was begun. It gives an error
// for each request that was refused, or one error when none of them was done.
func (w *writer) commit(ctx context.Context, group []*request) (refused []error, err error) {
	defer func() {
		if err != nil {
			_, _ = w.rollback.ExecContext(ctx) // SQLite may have done so already
		}
	}()
	var head audit.Head
	if err := w.head.QueryRowContext(ctx).Scan(&head.Sequence, &head.Hash); err != nil {
		return nil, err
	}
	refused = make([]error, len(group))
	for i, r := range group {
		if r.hasLeft() {
			refused[i] = context.Canceled
			continue
		}
		event := audit.Append(head, r.change.event)
		if refused[i], err = w.apart(ctx, r.change, event); err != nil {
			return nil, err
		}
		if refused[i] == nil {
			head = event.Head()
		}
	}
	_, err = w.end.ExecContext(ctx)
	return refused, err
}

// apart does one change so that it can be taken back by itself. What the
// change itself brought about is refused; any other error ends the group.
func (w *writer) apart(ctx context.Context, ch encoded, event audit.Event) (refused, err error) {
	if _, err := w.savepoint.ExecContext(ctx); err != nil {
		return nil, err
	}
	refused = w.apply(ctx, ch, event)
	if refused != nil {
		if !refusal(refused) {
			return nil, refused
		}
		if _, err := w.takeBack.ExecContext(ctx); err != nil {
			return nil, err
		}
	}
	_, err = w.release.ExecContext(ctx)
	return refused, err
}
