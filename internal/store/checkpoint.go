package store

import "context"

// SQLite appends commits to a log beside the file and moves them into the
// file now and then. Left to itself it does so within some unlucky commit,
// which then takes many times as long. Here another connection does it beside
// the writer.

const (
	// betweenCheckpoints is how many changes may wait in the log: some three
	// thousand pages.
	betweenCheckpoints = 1024
	// longLog is the length in pages from which the writer has to wait for the
	// log to be emptied, because changes come faster than they are moved.
	longLog = 16000
)

// checkpointDue wakes checkpoint, and does not wait if it is at work.
func (s *Store) checkpointDue() {
	select {
	case s.due <- struct{}{}:
	default:
	}
}

// checkpoint moves commits into the file until the store closes. What cannot
// be moved now is moved later: nothing is lost by waiting.
func (s *Store) checkpoint() {
	for {
		select {
		case <-s.due:
			if s.move("PASSIVE") > longLog {
				s.move("RESTART")
			}
		case <-s.closing:
			return
		}
	}
}

// move runs a checkpoint and gives the length of the log in pages.
func (s *Store) move(how string) (frames int) {
	var busy, moved int
	err := s.moving.QueryRowContext(context.Background(), "PRAGMA wal_checkpoint("+how+")").Scan(&busy, &frames, &moved)
	if err != nil {
		return 0 // the file is in use; the next one will do it
	}
	return frames
}
