package store

import (
	"context"
	"database/sql"

	"signpost.health/signpost/internal/audit"
	"signpost.health/signpost/tracking"
)

const (
	startSQL = `
		INSERT INTO consultation (id, practice, patient, library, state, overridden)
		VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (id) DO NOTHING`
	markSQL = `
		UPDATE consultation SET state = $1, overridden = $2
		WHERE id = $3`
	// The version before must be there, and this one must not.
	revisionSQL = `
		INSERT INTO revision (consultation, version, at, actor, key, fingerprint, body)
		SELECT $1, $2, $3, $4, $5, $6, $7
		WHERE $2 = 1 OR EXISTS (SELECT 1 FROM revision WHERE consultation = $1 AND version = $2 - 1)
		ON CONFLICT DO NOTHING`
	keyUsedSQL = `
		SELECT count(*) FROM revision WHERE actor = $1 AND key = $2`
	consultationSQL = `
		SELECT body FROM revision WHERE consultation = $1 ORDER BY version DESC LIMIT 1`
	replaySQL = `
		SELECT body, fingerprint FROM revision WHERE actor = $1 AND key = $2`
	listSQL = `
		SELECT revision.body
		FROM consultation JOIN revision ON revision.consultation = consultation.id
			AND revision.version = (SELECT max(r.version) FROM revision r WHERE r.consultation = consultation.id)
		WHERE consultation.practice = $1
			AND ($2 = '' OR consultation.state = $2)
			AND ($3 = '' OR consultation.patient = $3)
			AND ($4 = 0 OR consultation.overridden = 1)
			AND ($5 = '' OR (revision.at, consultation.id) < ($5, $6))
		ORDER BY revision.at DESC, consultation.id DESC
		LIMIT $7`
)

// Consultation gives a consultation as it stands.
func (s *Store) Consultation(ctx context.Context, id tracking.ID) (tracking.Consultation, error) {
	var body []byte
	if err := s.readConsultation.QueryRowContext(ctx, string(id)).Scan(&body); err != nil {
		return tracking.Consultation{}, missing(err, "There is no such consultation.")
	}
	c, err := tracking.DecodeConsultation(body)
	return c, damaged(err)
}

// Replay gives what an earlier write of this person with this key gave.
func (s *Store) Replay(ctx context.Context, actor, key string) (tracking.Replay, error) {
	var r tracking.Replay
	var body []byte
	if err := s.readers.QueryRowContext(ctx, replaySQL, actor, key).Scan(&body, &r.Fingerprint); err != nil {
		return tracking.Replay{}, missing(err, "There is no such consultation.")
	}
	var err error
	r.Consultation, err = tracking.DecodeConsultation(body)
	return r, damaged(err)
}

// List gives consultations, the latest changed first.
func (s *Store) List(ctx context.Context, f tracking.Filter) ([]tracking.Summary, error) {
	var updated, id string
	if f.Before != nil {
		updated, id = audit.Stamp(f.Before.Updated), string(f.Before.ID)
	}
	rows, err := s.readers.QueryContext(ctx, listSQL, f.Practice, string(f.State), string(f.Patient), f.Overridden, updated, id, f.Limit)
	if err != nil {
		return nil, fault(err)
	}
	list, err := collect(rows, func(r *sql.Rows) (tracking.Summary, error) {
		var body []byte
		if err := r.Scan(&body); err != nil {
			return tracking.Summary{}, err
		}
		c, err := tracking.DecodeConsultation(body)
		return c.Summary(), damaged(err)
	})
	return list, fault(err)
}

// damaged is the error for a row that cannot be read back.
func damaged(err error) error {
	if err == nil {
		return nil
	}
	return tracking.Errorf(tracking.Unavailable, err, "This cannot be read back from storage. Tell the people who run Signpost.")
}
