package store

import (
	"context"
	"database/sql"
	"errors"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"signpost.health/signpost/tracking"
)

// fault turns an error of the database into one a user may read. What went
// wrong stays within it, for the log.
func fault(err error) error {
	switch {
	case err == nil:
		return nil
	case tracking.CodeOf(err) != "":
		return err
	case errors.Is(err, tracking.ErrMoved):
		return tracking.Errorf(tracking.Conflict, err, "This consultation was changed meanwhile.")
	case errors.Is(err, tracking.ErrKeyUsed):
		return tracking.Errorf(tracking.Conflict, err, "This key was used before.")
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return tracking.Errorf(tracking.Unavailable, err, "This took too long. Try again.")
	}
	return tracking.Errorf(tracking.Unavailable, err, "Signpost cannot reach its storage just now"+hint(err)+". Nothing that was saved is lost. Try again.")
}

// missing is fault for the reading of one thing: none is not found.
func missing(err error, says string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return tracking.Errorf(tracking.NotFound, nil, says)
	}
	return fault(err)
}

// hint says in words what a code of SQLite means and what to do; it is empty
// or begins with a colon.
func hint(err error) string {
	e, ok := errors.AsType[*sqlite.Error](err)
	if !ok {
		return ""
	}
	switch e.Code() & 0xff { // the rest of the code is detail
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return ": another program is using the file; close it"
	case sqlite3.SQLITE_NOTADB:
		return ": the file is not a database; give the path of a Signpost database or of a new file"
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return ": the file may only be read; allow this program to write to it and its folder"
	case sqlite3.SQLITE_CANTOPEN:
		return ": the file cannot be opened; the folder must exist and allow writing"
	case sqlite3.SQLITE_FULL:
		return ": the disk is full; make room"
	case sqlite3.SQLITE_CORRUPT:
		return ": the file is damaged; restore a backup"
	case sqlite3.SQLITE_IOERR:
		return ": the disk does not answer as it should; look at the system's log"
	}
	return ""
}

// refusal says whether an error is about one change alone, and no sign that
// anything is wrong with the file.
func refusal(err error) bool {
	if tracking.CodeOf(err) != "" || errors.Is(err, tracking.ErrMoved) || errors.Is(err, tracking.ErrKeyUsed) {
		return true
	}
	e, ok := errors.AsType[*sqlite.Error](err)
	return ok && e.Code()&0xff == sqlite3.SQLITE_CONSTRAINT
}
