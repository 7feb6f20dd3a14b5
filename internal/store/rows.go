package store

import "database/sql"

// collect reads each row with scan and closes the rows.
func collect[T any](rows *sql.Rows, scan func(*sql.Rows) (T, error)) ([]T, error) {
	var all []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			_ = rows.Close() // the first error is the one to tell
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}
