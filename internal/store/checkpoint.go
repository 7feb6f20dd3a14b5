package store

import "context"

// SQLite appends commits to a log beside the file and moves them into the
// file now and then. Left to itself it does so within some unlucky commit,
// which then takes many times as long. Here another connection does it beside
// the writer.

const (
	// betweenCheckpoints is how many changes may wait in the log: some four
	// thousand pages.
	betweenCheckpoints = 1024
	// longLog is the length in pages from which the writer helps: 32 MB. The
	// log begins anew once all of it has been moved, which under steady load
	// never is so while the writer goes on writing.
	longLog = 8000
	moveSQL = `PRAGMA wal_checkpoint(PASSIVE)`
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
			var busy, frames, moved int
			err := s.moving.QueryRowContext(context.Background(), moveSQL).Scan(&busy, &frames, &moved)
			// An error is that the file is in use: the next time will do.
			s.long.Store(err == nil && frames > longLog)
		case <-s.closing:
			return
		}
	}
}

// shorten lets the writer move the little that was left, so that the log
// begins anew. It does not wait for readers: one who reads for long only puts
// it off.
func (s *Store) shorten() {
	if s.long.Swap(false) {
		var busy, frames, moved int
		_ = s.writer.move.QueryRowContext(context.Background()).Scan(&busy, &frames, &moved) // as above
	}
}
