package store

import (
	"context"
	"database/sql"
	"strconv"

	"signpost.health/signpost/internal/audit"
	"signpost.health/signpost/tracking"
)

// listSQL is followed by the conditions of the filter and the order, so that
// each list has an index that gives it in order. The bodies are read only of
// the drafts that are shown, and of what ended before lines were kept.
const listSQL = `
	SELECT line IS NOT NULL, coalesce(line, (SELECT body FROM revision WHERE revision.consultation = consultation.id ORDER BY version DESC LIMIT 1))
	FROM consultation
	WHERE practice = $1`

// List gives consultations, the newest first.
func (s *Store) List(ctx context.Context, f tracking.Filter) ([]tracking.Summary, error) {
	query, args := listQuery(f)
	rows, err := s.readers.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fault(err)
	}
	list, err := collect(rows, func(r *sql.Rows) (tracking.Summary, error) {
		var kept bool
		var body []byte
		if err := r.Scan(&kept, &body); err != nil {
			return tracking.Summary{}, err
		}
		decode := tracking.DecodeSummary
		if kept {
			decode = tracking.DecodeLine
		}
		line, err := decode(body)
		return line, damaged(err)
	})
	return list, fault(err)
}

func listQuery(f tracking.Filter) (string, []any) {
	query, args := listSQL, []any{f.Practice}
	add := func(value any) string {
		args = append(args, value)
		return "$" + strconv.Itoa(len(args))
	}
	if f.State != "" {
		query += " AND state = " + add(string(f.State))
	}
	if f.Patient != "" {
		query += " AND patient = " + add(string(f.Patient))
	}
	if f.Overridden {
		query += " AND overridden = 1"
	}
	if f.Before != nil {
		query += " AND (at, id) < (" + add(audit.Stamp(f.Before.At())) + ", " + add(string(f.Before.ID)) + ")"
	}
	query += " ORDER BY at DESC, id DESC LIMIT " + add(f.Limit)
	return query, args
}
