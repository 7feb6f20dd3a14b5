package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"signpost.health/signpost/internal/audit"
)

//go:embed migrations/*.sql
var shipped embed.FS

// applicationID marks a file as Signpost's: "SIGN" in ASCII.
const applicationID = 0x5349474e

// migration is one numbered step of the schema. Steps only go forward.
type migration struct {
	number   int
	name     string
	text     string
	checksum string
}

// migrations reads the steps of a folder in order. They are numbered 1, 2, 3.
func migrations(files fs.FS) ([]migration, error) {
	names, err := fs.Glob(files, "migrations/*.sql") // sorted by name
	if err != nil {
		return nil, err
	}
	var steps []migration
	for i, path := range names {
		name := strings.TrimSuffix(strings.TrimPrefix(path, "migrations/"), ".sql")
		digits, _, _ := strings.Cut(name, "_")
		if n, err := strconv.Atoi(digits); err != nil || n != i+1 {
			return nil, fmt.Errorf("migration %q: expected number %d", name, i+1)
		}
		text, err := fs.ReadFile(files, path)
		if err != nil {
			return nil, err
		}
		sum := sha256.Sum256(text)
		steps = append(steps, migration{i + 1, name, string(text), hex.EncodeToString(sum[:])})
	}
	return steps, nil
}

// migrate brings the schema up to date, or says why it will not. It holds the
// write lock throughout, so that two programs starting at once do it once.
func migrate(ctx context.Context, c *sql.Conn, steps []migration, now time.Time) error {
	if _, err := c.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if err := bring(ctx, c, steps, now); err != nil {
		_, _ = c.ExecContext(ctx, "ROLLBACK") // the first error is the one to tell
		return err
	}
	_, err := c.ExecContext(ctx, "COMMIT")
	return err
}

func bring(ctx context.Context, c *sql.Conn, steps []migration, now time.Time) error {
	if err := claim(ctx, c); err != nil {
		return err
	}
	done, err := applied(ctx, c)
	if err != nil {
		return err
	}
	if len(done) > len(steps) {
		return fmt.Errorf("its schema is %d and this program knows up to %d: start the newer Signpost that wrote it", len(done), len(steps))
	}
	for i, step := range steps {
		if i < len(done) {
			if done[i] != step.checksum {
				return fmt.Errorf("migration %q is not the one that was applied to this file: restore the program or the file that belong together", step.name)
			}
			continue
		}
		if _, err := c.ExecContext(ctx, step.text); err != nil {
			return fmt.Errorf("migration %q: %w", step.name, err)
		}
		if _, err := c.ExecContext(ctx, `INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)`,
			step.number, step.name, step.checksum, audit.Stamp(now)); err != nil {
			return fmt.Errorf("migration %q: %w", step.name, err)
		}
	}
	return nil
}

// ours refuses a file of another program, before anything in it is touched.
func ours(ctx context.Context, c *sql.Conn) error {
	var id, tables int
	err := c.QueryRowContext(ctx, `SELECT (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_schema)`).Scan(&id, &tables)
	if err == nil && id != applicationID && tables > 0 {
		return errors.New("it is a database of another program: give the path of a Signpost database or of a new file")
	}
	return err
}

// claim marks a new file as ours.
func claim(ctx context.Context, c *sql.Conn) error {
	_, err := c.ExecContext(ctx, fmt.Sprintf(`PRAGMA application_id = %d; CREATE TABLE IF NOT EXISTS schema_migration (
		number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT`, applicationID))
	return err
}

// applied gives the checksums of the steps that were done, in order.
func applied(ctx context.Context, c *sql.Conn) ([]string, error) {
	rows, err := c.QueryContext(ctx, `SELECT checksum FROM schema_migration ORDER BY number`)
	if err != nil {
		return nil, err
	}
	return collect(rows, func(r *sql.Rows) (s string, err error) { return s, r.Scan(&s) })
}
