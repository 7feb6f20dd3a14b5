package store

import (
	"context"
	"database/sql"

	"signpost.health/signpost/tracking"
)

const (
	keepPictureSQL = `
		INSERT INTO picture (consultation, id, whole, letter, thumb)
		VALUES ($1, $2, $3, $4, $5)`
	dropPictureSQL = `
		DELETE FROM picture WHERE consultation = $1 AND id = $2`
	pictureSQL = `
		SELECT whole, letter, thumb FROM picture WHERE consultation = $1 AND id = $2`
	picturesSQL = `
		SELECT id, letter, thumb FROM picture WHERE consultation = $1`
	// A draft that can no longer be gone on with needs no pictures.
	dropExpiredSQL = `
		DELETE FROM picture
		WHERE consultation IN (SELECT id FROM consultation WHERE state = 'draft' AND at < $1)`
)

// Picture gives one picture in full.
func (s *Store) Picture(ctx context.Context, id tracking.ID, image string) (tracking.Picture, error) {
	p := tracking.Picture{Consultation: id, ID: image}
	err := s.readers.QueryRowContext(ctx, pictureSQL, string(id), image).Scan(&p.Full, &p.Letter, &p.Thumb)
	if err != nil {
		return tracking.Picture{}, missing(err, "There is no such picture.")
	}
	return p, nil
}

// Pictures gives the pictures of a consultation without their full size.
func (s *Store) Pictures(ctx context.Context, id tracking.ID) ([]tracking.Picture, error) {
	rows, err := s.readers.QueryContext(ctx, picturesSQL, string(id))
	if err != nil {
		return nil, fault(err)
	}
	list, err := collect(rows, func(r *sql.Rows) (tracking.Picture, error) {
		p := tracking.Picture{Consultation: id}
		return p, r.Scan(&p.ID, &p.Letter, &p.Thumb)
	})
	return list, fault(err)
}

// pictures keeps and drops what a change says, once its consultation is there.
func (w *writer) pictures(ctx context.Context, ch encoded) error {
	if p := ch.picture; p != nil {
		if _, err := w.keepPicture.ExecContext(ctx, string(p.Consultation), p.ID, p.Full, p.Letter, p.Thumb); err != nil {
			return err
		}
	}
	for _, id := range ch.drop {
		if _, err := w.dropPicture.ExecContext(ctx, string(ch.revision.Consultation.ID), id); err != nil {
			return err
		}
	}
	return nil
}
