package store

import (
	"context"

	"signpost.health/signpost/tracking"
)

const (
	startSQL = `
		INSERT INTO consultation (id, practice, patient, library, state, overridden, at, pathway, starter, begun)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
		ON CONFLICT (id) DO NOTHING`
	markSQL = `
		UPDATE consultation SET state = $1, overridden = $2, at = $3, line = $4
		WHERE id = $5`
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

// damaged is the error for a row that cannot be read back.
func damaged(err error) error {
	if err == nil {
		return nil
	}
	return tracking.Errorf(tracking.Unavailable, err, "This cannot be read back from storage. Tell the people who run Signpost.")
}
