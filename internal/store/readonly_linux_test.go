package store_test

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/internal/store"
)

func TestOpen_says_that_a_file_may_only_be_read(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "signpost.db")
	require.NoError(t, os.WriteFile(path, nil, 0o444))
	require.NoError(t, os.Chmod(filepath.Dir(folder), 0o755))
	err := asNobody(func() error {
		_, err := store.Open(t.Context(), path, store.Options{})
		return err
	})
	require.ErrorContains(t, err, "the file may only be read; allow this program to write to it and its folder")
}

// asNobody runs f without the power over all files that root has, for tests in
// a container run as root. The thread that gave the power up ends with f.
func asNobody(f func() error) error {
	done := make(chan error)
	go func() {
		runtime.LockOSThread()
		const nobody = 65534
		if err := syscall.Setfsuid(nobody); err != nil && os.Geteuid() == 0 {
			done <- err
			return
		}
		done <- f()
	}()
	return <-done
}
