package audit

import (
	"fmt"
	"iter"
)

// BrokenError says where a chain stops being true.
type BrokenError struct {
	// Sequence is the event at which it shows.
	Sequence int64
	// Says is what is wrong there.
	Says string
}

func (e *BrokenError) Error() string {
	return fmt.Sprintf("audit event %d: %s", e.Sequence, e.Says)
}

// Verify walks a chain from its first event, or from a head that was verified
// before, and gives the head it ends at. The error is a *BrokenError when the
// chain does not hold, else what reading the events gave.
func Verify(from Head, events iter.Seq2[Event, error]) (Head, error) {
	head := from
	for e, err := range events {
		if err != nil {
			return head, fmt.Errorf("read audit event after %d: %w", head.Sequence, err)
		}
		switch {
		case e.Sequence != head.Sequence+1:
			return head, &BrokenError{e.Sequence, fmt.Sprintf("comes after event %d", head.Sequence)}
		case e.Prev != head.Hash:
			return head, &BrokenError{e.Sequence, "does not name the event before it"}
		case e.Hash != e.sum():
			return head, &BrokenError{e.Sequence, "does not match its hash"}
		}
		head = e.Head()
	}
	return head, nil
}
