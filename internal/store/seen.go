package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"time"

	"signpost.health/signpost/internal/audit"
	"signpost.health/signpost/tracking"
)

const (
	keepSeenSQL = `
		INSERT INTO seen (consultation, actor, name, rows, at)
		VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (consultation) DO UPDATE SET actor = excluded.actor, name = excluded.name, rows = excluded.rows, at = excluded.at`
	dropSeenSQL = `
		DELETE FROM seen WHERE consultation = $1`
	// seenSQL is given the consultations as a JSON list.
	seenSQL = `
		SELECT consultation, actor, name, rows, at FROM seen
		WHERE consultation IN (SELECT value FROM json_each($1))`
)

// Seen gives what was seen of what leads some consultations.
func (s *Store) Seen(ctx context.Context, ids []tracking.ID) ([]tracking.Seen, error) {
	asked, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := s.readers.QueryContext(ctx, seenSQL, string(asked))
	if err != nil {
		return nil, fault(err)
	}
	list, err := collect(rows, func(r *sql.Rows) (tracking.Seen, error) {
		var seen tracking.Seen
		var of []byte
		var at string
		if err := r.Scan(&seen.Consultation, &seen.By.ID, &seen.By.Name, &of, &at); err != nil {
			return seen, err
		}
		if err := json.Unmarshal(of, &seen.Rows); err != nil {
			return seen, damaged(err)
		}
		var err error
		seen.At, err = time.Parse(time.RFC3339, at)
		return seen, damaged(err)
	})
	return list, fault(err)
}

// seen keeps or drops what a change says was seen.
func (w *writer) seen(ctx context.Context, ch encoded) error {
	if one := ch.seen; one != nil {
		_, err := w.keepSeen.ExecContext(ctx, string(one.Consultation), one.By.ID, one.By.Name, ch.seenRows, audit.Stamp(one.At))
		return err
	}
	if ch.dropSeen != "" {
		_, err := w.dropSeen.ExecContext(ctx, string(ch.dropSeen))
		return err
	}
	return nil
}
