package store

import (
	"context"
	"database/sql"
	"errors"
)

// writer is the one connection that writes, with its statements prepared.
type writer struct {
	conn *sql.Conn

	begin, end, rollback         *sql.Stmt
	savepoint, takeBack, release *sql.Stmt

	move, head, append       *sql.Stmt
	start, mark, revision    *sql.Stmt
	keyUsed                  *sql.Stmt
	keepSnapshot, keepLetter *sql.Stmt
	keepPatient              *sql.Stmt
	keepPicture, dropPicture *sql.Stmt
	keepLook                 *sql.Stmt
	keepWish, dropWish       *sql.Stmt
	keepSeen, dropSeen       *sql.Stmt
}

func newWriter(ctx context.Context, conn *sql.Conn) (*writer, error) {
	w := &writer{conn: conn}
	for _, p := range []struct {
		stmt **sql.Stmt
		text string
	}{
		{&w.begin, `BEGIN IMMEDIATE`}, {&w.end, `COMMIT`}, {&w.rollback, `ROLLBACK`},
		{&w.savepoint, `SAVEPOINT apart`}, {&w.takeBack, `ROLLBACK TO apart`}, {&w.release, `RELEASE apart`},
		{&w.move, moveSQL}, {&w.head, headSQL}, {&w.append, appendSQL},
		{&w.start, startSQL}, {&w.mark, markSQL}, {&w.revision, revisionSQL}, {&w.keyUsed, keyUsedSQL},
		{&w.keepSnapshot, keepSnapshotSQL}, {&w.keepLetter, keepLetterSQL}, {&w.keepPatient, keepPatientSQL},
		{&w.keepPicture, keepPictureSQL}, {&w.dropPicture, dropPictureSQL},
		{&w.keepLook, keepLookSQL}, {&w.keepWish, keepWishSQL}, {&w.dropWish, dropWishSQL},
		{&w.keepSeen, keepSeenSQL}, {&w.dropSeen, dropSeenSQL},
	} {
		var err error
		if *p.stmt, err = conn.PrepareContext(ctx, p.text); err != nil {
			return nil, errors.Join(err, w.close())
		}
	}
	return w, nil
}

// close gives the connection back; its statements go with it.
func (w *writer) close() error { return w.conn.Close() }
