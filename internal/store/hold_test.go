package store_test

import (
	"database/sql"
	"testing"

	"github.com/stretchr/testify/require"
)

// hold takes the write lock of a file as another program would, until release.
func hold(t *testing.T, path string) (release func()) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	require.NoError(t, err)
	conn, err := db.Conn(t.Context())
	require.NoError(t, err)
	_, err = conn.ExecContext(t.Context(), "BEGIN IMMEDIATE")
	require.NoError(t, err)
	return func() {
		require.NoError(t, conn.Close())
		require.NoError(t, db.Close())
	}
}
