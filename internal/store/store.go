// Package store keeps consultations in one SQLite file. It is the only package
// that speaks SQL.
//
// One goroutine writes. It takes every change that is waiting, commits them
// together with one sync of the disk, and only then answers each: under load
// the disk is paid for once by many. Readers work beside it.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	_ "modernc.org/sqlite" // registers the driver "sqlite"

	"signpost.health/signpost/tracking"
)

// Options tunes a store. The zero value is right for a server.
type Options struct {
	// Now is the clock; nil is that of the system.
	Now func() time.Time
	// Patience is how long to wait for another program that holds the file;
	// zero is five seconds.
	Patience time.Duration
	// Together is how many changes may share a commit; zero is 256. One makes
	// each its own transaction.
	Together int
}

func (o Options) orDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Patience == 0 {
		o.Patience = 5 * time.Second
	}
	if o.Together == 0 {
		o.Together = 256
	}
	return o
}

// Store is an open file. It is a tracking.Store.
type Store struct {
	readers *sql.DB
	// readConsultation is prepared because every answer reads its consultation.
	readConsultation *sql.Stmt

	writing *sql.DB
	writer  *writer
	queue   chan *request

	// moving checkpoints when it is due, and says when the log is long.
	moving *sql.DB
	due    chan struct{}
	long   atomic.Bool

	closing chan struct{}
	running sync.WaitGroup
	close   sync.Once
	closed  error
}

var _ tracking.Store = (*Store)(nil)

// Open opens the file, makes it if there is none, and brings its schema up to
// date. The error says what is wrong with the file and what to do.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	// With one processor to run on, a sync of the disk would keep it, and 64
	// clients would wait half a second instead of ten milliseconds.
	if runtime.GOMAXPROCS(0) < 2 {
		runtime.GOMAXPROCS(2)
	}
	o = o.orDefaults()
	s, err := open(ctx, path, o)
	if err != nil {
		return nil, fmt.Errorf("open store %s%s: %w", path, hint(err), err)
	}
	s.running.Go(func() { s.write(o.Together) })
	s.running.Go(s.checkpoint)
	return s, nil
}

func open(ctx context.Context, path string, o Options) (_ *Store, err error) {
	if err := writable(path); err != nil {
		return nil, err
	}
	s := &Store{queue: make(chan *request), due: make(chan struct{}, 1), closing: make(chan struct{})}
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

// writable finds out before SQLite does whether an existing file can be
// written: SQLite would open it for reading and fail at the first answer.
func writable(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case errors.Is(err, os.ErrPermission):
		return fmt.Errorf("the file may only be read; allow this program to write to it and its folder: %w", err)
	case err != nil:
		return err
	}
	return f.Close()
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

// Close finishes the writes that were taken, refuses the rest, and closes the
// file. A second Close does nothing more.
func (s *Store) Close() error {
	s.close.Do(func() {
		close(s.closing)
		s.running.Wait()
		s.closed = s.disconnect()
	})
	return s.closed
}

func (s *Store) disconnect() error {
	var errs []error
	if s.readers != nil {
		errs = append(errs, s.readers.Close())
	}
	if s.writer != nil {
		errs = append(errs, s.writer.close())
	}
	if s.moving != nil {
		errs = append(errs, s.moving.Close())
	}
	if s.writing != nil {
		errs = append(errs, s.writing.Close())
	}
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("close store: %w", err)
	}
	return nil
}
