package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"

	"signpost.health/signpost/internal/audit"
	"signpost.health/signpost/tracking"
)

// encoded is a change as bytes.
type encoded struct {
	event    audit.Draft
	revision *tracking.Revision
	body     string
	// line is the consultation in a list, once it has ended.
	line     sql.NullString
	letter   *tracking.Letter
	picture  *tracking.Picture
	look     *tracking.Look
	wish     *tracking.Wish
	dropWish string
	seen     *tracking.Seen
	seenRows string
	dropSeen tracking.ID
	drop     []string
	snapshot *tracking.Snapshot
	records  []encodedRecord
}

type encodedRecord struct {
	patient tracking.Patient
	body    string
}

func encode(ch tracking.Change) (encoded, error) {
	e := encoded{event: ch.Event, revision: ch.Revision, letter: ch.Letter, picture: ch.Picture, drop: ch.DropPictures, snapshot: ch.Snapshot}
	e.look, e.wish, e.dropWish = ch.Look, ch.Wish, ch.DropWish
	e.seen, e.dropSeen = ch.Seen, ch.DropSeen
	if ch.Seen != nil {
		rows, err := json.Marshal(ch.Seen.Rows)
		if err != nil {
			return e, err
		}
		e.seenRows = string(rows)
	}
	if ch.Revision != nil {
		body, err := ch.Revision.Consultation.Encode()
		if err != nil {
			return e, err
		}
		e.body = string(body)
		if c := ch.Revision.Consultation; c.State != tracking.Draft {
			line, err := c.Summary().Encode()
			if err != nil {
				return e, err
			}
			e.line = sql.NullString{String: string(line), Valid: true}
		}
	}
	for _, r := range ch.Records {
		body, err := r.Encode()
		if err != nil {
			return e, err
		}
		e.records = append(e.records, encodedRecord{r.Patient, string(body)})
	}
	return e, nil
}

// apply does one change within the transaction.
func (w *writer) apply(ctx context.Context, ch encoded, event audit.Event) error {
	if ch.snapshot != nil {
		if _, err := w.keepSnapshot.ExecContext(ctx, ch.snapshot.Digest, ch.snapshot.Bytes, audit.Stamp(event.At)); err != nil {
			return err
		}
	}
	for _, r := range ch.records {
		if err := w.record(ctx, r); err != nil {
			return err
		}
	}
	if ch.revision != nil {
		if err := w.revise(ctx, ch.revision, ch.body, ch.line); err != nil {
			return err
		}
		if err := w.pictures(ctx, ch); err != nil {
			return err
		}
	}
	if err := w.news(ctx, ch); err != nil {
		return err
	}
	if err := w.seen(ctx, ch); err != nil {
		return err
	}
	if l := ch.letter; l != nil {
		if _, err := w.keepLetter.ExecContext(ctx, string(l.Consultation), l.ID, l.PDF, string(l.Input)); err != nil {
			return err
		}
	}
	_, err := w.append.ExecContext(ctx, event.Sequence, audit.Stamp(event.At), event.Actor, event.Practice,
		string(event.Kind), event.Subject, string(event.Payload), event.Prev, event.Hash)
	return err
}

// revise moves a consultation on by one version.
func (w *writer) revise(ctx context.Context, r *tracking.Revision, body string, line sql.NullString) error {
	c := r.Consultation
	overridden, at := c.Override != nil, audit.Stamp(c.Summary().At())
	switch {
	case c.Version == 1:
		if err := one(tracking.ErrMoved)(w.start.ExecContext(ctx, string(c.ID), c.Practice, string(c.Patient.ID),
			c.Pathway.Digest, string(c.State), overridden, at, c.Pathway.ID, c.StartedBy.ID, audit.Stamp(c.Started))); err != nil {
			return err
		}
	case r.Marks, line.Valid:
		if _, err := w.mark.ExecContext(ctx, string(c.State), overridden, at, line, string(c.ID)); err != nil {
			return err
		}
	}
	err := one(tracking.ErrMoved)(w.revision.ExecContext(ctx, string(c.ID), c.Version, audit.Stamp(c.Updated),
		r.Actor, r.Key, r.Fingerprint, body))
	if !errors.Is(err, tracking.ErrMoved) {
		return err
	}
	var used int
	if err := w.keyUsed.QueryRowContext(ctx, r.Actor, r.Key).Scan(&used); err != nil {
		return err
	}
	if used > 0 {
		return tracking.ErrKeyUsed
	}
	return err
}

func (w *writer) record(ctx context.Context, r encodedRecord) error {
	p := r.patient
	name := strings.ToLower(p.Family + " " + p.Given)
	search := strings.Join([]string{name, p.Born, string(p.NHSNumber)}, " ")
	return one(errOtherPractice())(w.keepPatient.ExecContext(ctx, string(p.ID), p.Practice, name, search, r.body))
}

func errOtherPractice() error {
	return tracking.Errorf(tracking.Conflict, nil, "A patient of another practice has this id.")
}

// one gives otherwise when a statement did not touch exactly one row.
func one(otherwise error) func(sql.Result, error) error {
	return func(r sql.Result, err error) error {
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n != 1 {
			return errors.Join(err, otherwise)
		}
		return nil
	}
}
