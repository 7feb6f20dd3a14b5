package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"iter"
	"time"

	"signpost.health/signpost/internal/audit"
)

const (
	headSQL = `
		SELECT coalesce(max(sequence), 0), coalesce((SELECT hash FROM audit ORDER BY sequence DESC LIMIT 1), '')
		FROM audit`
	appendSQL = `
		INSERT INTO audit (sequence, at, actor, practice, kind, subject, payload, prev, hash)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`
	eventsSQL = `
		SELECT sequence, at, actor, practice, kind, subject, payload, prev, hash
		FROM audit WHERE sequence > $1 ORDER BY sequence`
)

// Events gives the audit events after a sequence number, in order.
func (s *Store) Events(ctx context.Context, after int64) iter.Seq2[audit.Event, error] {
	return func(yield func(audit.Event, error) bool) {
		rows, err := s.readers.QueryContext(ctx, eventsSQL, after)
		if err != nil {
			yield(audit.Event{}, fault(err))
			return
		}
		defer func() { _ = rows.Close() }() // Err has told all there is
		for rows.Next() {
			e, err := scanEvent(rows)
			if !yield(e, fault(err)) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(audit.Event{}, fault(err))
		}
	}
}

func scanEvent(rows *sql.Rows) (audit.Event, error) {
	var e audit.Event
	var at, payload string
	err := rows.Scan(&e.Sequence, &at, &e.Actor, &e.Practice, &e.Kind, &e.Subject, &payload, &e.Prev, &e.Hash)
	if err != nil {
		return e, err
	}
	if payload != "" {
		e.Payload = json.RawMessage(payload)
	}
	e.At, err = time.Parse(time.RFC3339, at)
	return e, err
}
