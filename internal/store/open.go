package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"time"
)

func open(ctx context.Context, path string, o Options) (_ *Store, err error) {
	file, err := writable(path)
	if err != nil {
		return nil, err
	}
	s := &Store{file: file, queue: make(chan *request), due: make(chan struct{}, 1), closing: make(chan struct{})}
	defer func() {
		if err != nil {
			_ = s.disconnect() // the first error is the one to tell
		}
	}()
	if s.writing, err = connect(path, o.Patience, "synchronous(FULL)", "wal_autocheckpoint(0)"); err != nil {
		return nil, err
	}
	s.writing.SetMaxOpenConns(1)
	conn, err := s.writing.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if err := prepareFile(ctx, conn, o.Now()); err != nil {
		return nil, err
	}
	if s.writer, err = newWriter(ctx, conn); err != nil {
		return nil, err
	}
	if s.moving, err = connect(path, o.Patience, "synchronous(FULL)"); err != nil {
		return nil, err
	}
	s.readers, err = connect(path, o.Patience, "query_only(1)")
	if err != nil {
		return nil, err
	}
	s.readers.SetMaxOpenConns(8)
	s.readers.SetMaxIdleConns(8)
	s.readConsultation, err = s.readers.PrepareContext(ctx, consultationSQL)
	return s, err
}

// writable finds out before SQLite does whether the file can be written:
// SQLite would open it for reading and fail at the first answer. A new file is
// for this user alone, and so then are those SQLite lays beside it. It gives
// which file that is.
func writable(path string) (place, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return place{}, fmt.Errorf("the folder must exist and allow writing: %w", err)
	case errors.Is(err, os.ErrPermission):
		return place{}, fmt.Errorf("the file may only be read; allow this program to write to it and its folder: %w", err)
	case err != nil:
		return place{}, err
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return place{}, errors.Join(err, f.Close())
	}
	is, err := f.Stat()
	return place{full, is}, errors.Join(err, f.Close())
}

func connect(path string, patience time.Duration, pragmas ...string) (*sql.DB, error) {
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	// busy_timeout comes first, so that the others wait, too.
	all := append([]string{fmt.Sprintf("busy_timeout(%d)", patience.Milliseconds()), "foreign_keys(1)"}, pragmas...)
	q := url.Values{"_pragma": all}
	return sql.Open("sqlite", (&url.URL{Scheme: "file", Path: full, RawQuery: q.Encode()}).String())
}

func prepareFile(ctx context.Context, conn *sql.Conn, now time.Time) error {
	if err := ours(ctx, conn); err != nil {
		return err
	}
	var mode string
	if err := conn.QueryRowContext(ctx, "PRAGMA journal_mode = WAL").Scan(&mode); err != nil {
		return err
	}
	if mode != "wal" {
		return fmt.Errorf("it cannot be written ahead (journal mode %q): put it on a local disk", mode)
	}
	steps, err := migrations(shipped)
	if err != nil {
		return err
	}
	return migrate(ctx, conn, steps, now)
}
