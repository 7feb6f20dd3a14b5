package store

import (
	"context"
	"database/sql"
	"slices"
	"strconv"
	"strings"
	"time"

	"signpost.health/signpost/tracking"
)

const (
	lookedThrough = 100 // consultations of one person, the newest
	usedSQL       = `
		SELECT pathway FROM consultation
		WHERE practice = $1 AND starter = $2 ORDER BY at DESC, id DESC LIMIT $3`
	// endedSQL is followed by the patients.
	endedSQL = `
		SELECT patient, pathway, max(begun) FROM consultation
		WHERE practice = $1 AND state IN ('sent', 'advised') AND patient IN (`
)

// LatelyUsed gives the pathways that a person began last, the latest first.
func (s *Store) LatelyUsed(ctx context.Context, practice, actor string, limit int) ([]string, error) {
	rows, err := s.readers.QueryContext(ctx, usedSQL, practice, actor, lookedThrough)
	if err != nil {
		return nil, fault(err)
	}
	all, err := collect(rows, func(r *sql.Rows) (id string, err error) { return id, r.Scan(&id) })
	if err != nil {
		return nil, fault(err)
	}
	var used []string
	for _, pathway := range all {
		if pathway != "" && len(used) < limit && !slices.Contains(used, pathway) {
			used = append(used, pathway)
		}
	}
	return used, nil
}

// Ended gives the pathways that each patient was taken to the end of, with when
// the latest of each was begun.
func (s *Store) Ended(ctx context.Context, practice string, patients []tracking.PatientID) ([]tracking.Taken, error) {
	query, args := strings.Builder{}, []any{practice}
	query.WriteString(endedSQL)
	for i, id := range patients {
		if i > 0 {
			query.WriteString(", ")
		}
		args = append(args, string(id))
		query.WriteString("$" + strconv.Itoa(len(args)))
	}
	query.WriteString(") GROUP BY patient, pathway")
	rows, err := s.readers.QueryContext(ctx, query.String(), args...)
	if err != nil {
		return nil, fault(err)
	}
	list, err := collect(rows, func(r *sql.Rows) (tracking.Taken, error) {
		var t tracking.Taken
		var begun string
		if err := r.Scan(&t.Patient, &t.Pathway, &begun); err != nil {
			return t, err
		}
		var err error
		t.Begun, err = time.Parse(time.RFC3339, begun)
		return t, damaged(err)
	})
	return list, fault(err)
}
