package store

import "context"

const (
	keepSnapshotSQL = `
		INSERT INTO snapshot (digest, bytes, kept_at)
		VALUES ($1, $2, $3)
		ON CONFLICT (digest) DO NOTHING`
	snapshotSQL = `
		SELECT bytes FROM snapshot WHERE digest = $1`
)

// Snapshot gives a library that was kept.
func (s *Store) Snapshot(ctx context.Context, digest string) ([]byte, error) {
	var b []byte
	if err := s.readers.QueryRowContext(ctx, snapshotSQL, digest).Scan(&b); err != nil {
		return nil, missing(err, "There is no such library snapshot.")
	}
	return b, nil
}
