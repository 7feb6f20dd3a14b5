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
	file place

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
