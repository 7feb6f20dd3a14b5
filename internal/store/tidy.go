package store

import (
	"context"
	"time"

	"signpost.health/signpost/internal/audit"
)

const (
	// window is how many revisions are looked at in one transaction, so that
	// answers get in between.
	window  = 2000
	lastSQL = `
		SELECT coalesce(max(rowid), 0) FROM revision`
	tidySQL = `
		DELETE FROM revision
		WHERE rowid > $1 AND rowid <= $2 AND at < $3
			AND EXISTS (SELECT 1 FROM revision AS later
				WHERE later.consultation = revision.consultation AND later.version = revision.version + 1)`
)

// Tidy drops the pictures of drafts that began before a moment, the copies of
// consultations as they were before it, and the idempotency keys with them; how each stands now is kept, and the audit
// events say what changed. It gives the number of copies dropped. A server
// calls it once a day for what is older than tracking.KeepDraft: by then no
// write is sent again, and a copy with each answer would fill the disk.
func (s *Store) Tidy(ctx context.Context, before time.Time) (dropped int, err error) {
	var last int64
	if err := s.readers.QueryRowContext(ctx, lastSQL).Scan(&last); err != nil {
		return 0, fault(err)
	}
	if _, err := s.moving.ExecContext(ctx, dropExpiredSQL, audit.Stamp(before)); err != nil {
		return 0, fault(err)
	}
	for from := int64(0); from < last; from += window {
		done, err := s.moving.ExecContext(ctx, tidySQL, from, from+window, audit.Stamp(before))
		if err != nil {
			return dropped, fault(err)
		}
		n, err := done.RowsAffected()
		if err != nil {
			return dropped, fault(err)
		}
		dropped += int(n)
	}
	return dropped, nil
}
