package store

import (
	"context"

	"signpost.health/signpost/tracking"
)

const (
	keepLetterSQL = `
		INSERT INTO letter (consultation, id, pdf, input)
		VALUES ($1, $2, $3, $4)`
	letterSQL = `
		SELECT id, pdf, input FROM letter WHERE consultation = $1`
)

// Letter gives the letter of a consultation, as it was sent.
func (s *Store) Letter(ctx context.Context, id tracking.ID) (tracking.Letter, error) {
	l := tracking.Letter{Consultation: id}
	err := s.readers.QueryRowContext(ctx, letterSQL, string(id)).Scan(&l.ID, &l.PDF, &l.Input)
	if err != nil {
		return tracking.Letter{}, missing(err, "There is no such letter.")
	}
	return l, nil
}
