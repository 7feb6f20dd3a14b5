package store

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"signpost.health/signpost/tracking"
)

const (
	keepPatientSQL = `
		INSERT INTO patient (id, practice, name, search, body)
		VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, search = excluded.search, body = excluded.body
		WHERE patient.practice = excluded.practice`
	patientSQL = `
		SELECT body FROM patient WHERE id = $1`
	// Each word of a search adds a condition, then the order follows.
	patientsSQL = `
		SELECT body FROM patient
		WHERE practice = $1`
)

// Patient gives a patient's record.
func (s *Store) Patient(ctx context.Context, id tracking.PatientID) (tracking.Record, error) {
	var body []byte
	if err := s.readers.QueryRowContext(ctx, patientSQL, string(id)).Scan(&body); err != nil {
		return tracking.Record{}, missing(err, "There is no such patient.")
	}
	r, err := tracking.DecodeRecord(body)
	return r, damaged(err)
}

// Patients gives those of a practice who match every word, by name.
func (s *Store) Patients(ctx context.Context, practice string, words []string, limit int) ([]tracking.Patient, error) {
	query, args := patientsSQL, []any{practice}
	for _, word := range words {
		args = append(args, "%"+literal(word)+"%")
		query += " AND search LIKE $" + strconv.Itoa(len(args)) + ` ESCAPE '\'`
	}
	args = append(args, limit)
	query += " ORDER BY name, id LIMIT $" + strconv.Itoa(len(args))
	rows, err := s.readers.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fault(err)
	}
	found, err := collect(rows, func(r *sql.Rows) (tracking.Patient, error) {
		var body []byte
		if err := r.Scan(&body); err != nil {
			return tracking.Patient{}, err
		}
		record, err := tracking.DecodeRecord(body)
		return record.Patient, damaged(err)
	})
	return found, fault(err)
}

// literal makes a word match itself in LIKE.
func literal(word string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(word)
}
