package store

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"time"
)

// FillTo stops the file from growing by more than a few pages from now on, as a
// full disk would.
func (s *Store) FillTo(ctx context.Context, more int) error {
	var pages int
	if err := s.writer.conn.QueryRowContext(ctx, "PRAGMA page_count").Scan(&pages); err != nil {
		return err
	}
	_, err := s.writer.conn.ExecContext(ctx, fmt.Sprintf("PRAGMA max_page_count = %d", pages+more))
	return err
}

// MigrateWith opens a file with other migrations than the shipped ones.
func MigrateWith(ctx context.Context, path string, files fs.FS) error {
	steps, err := migrations(files)
	if err != nil {
		return err
	}
	db, err := connect(filepath.Clean(path), time.Second)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }() // the outcome is known by now
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	return migrate(ctx, conn, steps, time.Unix(0, 0))
}

// Shipped are the migrations of the program.
func Shipped() fs.FS { return shipped }

// Exec runs SQL as another program with access to the file would.
func Exec(ctx context.Context, path, query string) error {
	db, err := connect(path, time.Second)
	if err != nil {
		return err
	}
	defer func() { _ = db.Close() }() // the outcome is known by now
	_, err = db.ExecContext(ctx, query)
	return err
}
