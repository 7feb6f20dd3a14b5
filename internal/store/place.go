package store

import (
	"context"
	"os"

	"signpost.health/signpost/tracking"
)

// place is where the file of a store lies, and which file it is.
type place struct {
	path string
	is   os.FileInfo
}

// check finds out whether the file still lies there. What is written to one
// that was deleted, or moved away for another, is gone with this process: it
// must not be acknowledged.
func (p place) check() error {
	now, err := os.Stat(p.path)
	if err == nil && os.SameFile(now, p.is) {
		return nil
	}
	return tracking.Errorf(tracking.Unavailable, err, "The file that Signpost keeps everything in was moved or deleted while it ran. "+
		"This was not saved. Tell whoever runs Signpost for you: put the file back, or stop Signpost and start it again.")
}

// Ready says whether changes can be kept and read.
func (s *Store) Ready(ctx context.Context) error {
	if err := s.file.check(); err != nil {
		return err
	}
	var steps int
	return fault(s.readers.QueryRowContext(ctx, `SELECT count(*) FROM schema_migration`).Scan(&steps))
}
