package store

import (
	"context"
	"database/sql"
	"time"

	"signpost.health/signpost/internal/audit"
	"signpost.health/signpost/tracking"
)

const (
	keepLookSQL = `
		INSERT INTO look (actor, practice, library, at)
		VALUES ($1, $2, $3, $4)
		ON CONFLICT (actor) DO UPDATE SET practice = excluded.practice, library = excluded.library, at = excluded.at`
	lastLookSQL = `
		SELECT actor, practice, library, at FROM look WHERE actor = $1`
	keepWishSQL = `
		INSERT INTO wish (id, practice, actor, name, words, at)
		VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (id) DO NOTHING`
	dropWishSQL = `
		DELETE FROM wish WHERE id = $1`
	wishesSQL = `
		SELECT id, practice, actor, name, words, at FROM wish
		WHERE practice = $1 ORDER BY at DESC, id DESC LIMIT $2`
)

// LastLook gives when a person last looked at what is new.
func (s *Store) LastLook(ctx context.Context, actor string) (tracking.Look, error) {
	var l tracking.Look
	var at string
	if err := s.readers.QueryRowContext(ctx, lastLookSQL, actor).Scan(&l.Actor, &l.Practice, &l.Library, &at); err != nil {
		return l, missing(err, "They have not looked yet.")
	}
	var err error
	l.At, err = time.Parse(time.RFC3339, at)
	return l, damaged(err)
}

// Wishes gives what a practice asked for, the newest first.
func (s *Store) Wishes(ctx context.Context, practice string, limit int) ([]tracking.Wish, error) {
	rows, err := s.readers.QueryContext(ctx, wishesSQL, practice, limit)
	if err != nil {
		return nil, fault(err)
	}
	list, err := collect(rows, func(r *sql.Rows) (tracking.Wish, error) {
		var w tracking.Wish
		var at string
		if err := r.Scan(&w.ID, &w.Practice, &w.By.ID, &w.By.Name, &w.Words, &at); err != nil {
			return w, err
		}
		var err error
		w.By.Practice = w.Practice
		w.At, err = time.Parse(time.RFC3339, at)
		return w, damaged(err)
	})
	return list, fault(err)
}

// news keeps what a change says of looks and wishes.
func (w *writer) news(ctx context.Context, ch encoded) error {
	if l := ch.look; l != nil {
		if _, err := w.keepLook.ExecContext(ctx, l.Actor, l.Practice, l.Library, audit.Stamp(l.At)); err != nil {
			return err
		}
	}
	if one := ch.wish; one != nil {
		if _, err := w.keepWish.ExecContext(ctx, one.ID, one.Practice, one.By.ID, one.By.Name, one.Words, audit.Stamp(one.At)); err != nil {
			return err
		}
	}
	if ch.dropWish != "" {
		if _, err := w.dropWish.ExecContext(ctx, ch.dropWish); err != nil {
			return err
		}
	}
	return nil
}
