package store_test

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/internal/store"
)

func TestOpen_keeps_what_was_written_under_any_file_name(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b?c#d%20e;é.db")
	p := openPractice(t, path, store.Options{})
	c := p.start(t)
	require.NoError(t, p.store.Close())

	require.FileExists(t, path)
	again := openPractice(t, path, store.Options{})
	got, err := again.Resume(t.Context(), p.gp, c.ID)
	require.NoError(t, err)
	require.Equal(t, c.Answers, got.Answers)
}

func TestOpen_makes_files_for_this_user_alone(t *testing.T) {
	p := newPractice(t, store.Options{})
	p.start(t)
	files, err := os.ReadDir(filepath.Dir(p.path))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, f := range files {
		info, err := f.Info()
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm(), f.Name())
	}
}

func TestOpen_says_what_is_wrong_with_a_file(t *testing.T) {
	folder := t.TempDir()
	text := filepath.Join(folder, "letter.txt")
	require.NoError(t, os.WriteFile(text, []byte("Dear colleague, this is no database at all, but long enough."), 0o600))
	foreign := filepath.Join(folder, "foreign.db")
	require.NoError(t, store.Exec(t.Context(), foreign, "CREATE TABLE recipe (name TEXT)"))

	for name, c := range map[string]struct{ path, says string }{
		"not a database":  {text, "the file is not a database; give the path of a Signpost database or of a new file"},
		"another program": {foreign, "it is a database of another program: give the path of a Signpost database or of a new file"},
		"no such folder":  {filepath.Join(folder, "none", "signpost.db"), "the folder must exist and allow writing"},
		"a folder":        {folder, "is a directory"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := store.Open(t.Context(), c.path, store.Options{})
			require.ErrorContains(t, err, "open store "+c.path)
			require.ErrorContains(t, err, c.says)
		})
	}
}

func TestOpen_leaves_a_database_of_another_program_as_it_was(t *testing.T) {
	path := filepath.Join(t.TempDir(), "foreign.db")
	require.NoError(t, store.Exec(t.Context(), path, "CREATE TABLE recipe (name TEXT)"))
	before, err := os.ReadFile(path)
	require.NoError(t, err)

	_, err = store.Open(t.Context(), path, store.Options{})
	require.Error(t, err)
	after, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, before, after)
}

func TestOpen_says_that_another_program_holds_the_file(t *testing.T) {
	p := newPractice(t, store.Options{})
	release := hold(t, p.path)
	defer release()
	_, err := store.Open(t.Context(), p.path, store.Options{Patience: 20 * time.Millisecond})
	require.ErrorContains(t, err, "another program is using the file; close it")
}

func TestOpen_refuses_a_schema_that_is_not_the_programs(t *testing.T) {
	shipped, err := store.Shipped().Open("migrations/0001_consultations.sql")
	require.NoError(t, err)
	require.NoError(t, shipped.Close())
	for name, c := range map[string]struct{ change, says string }{
		"newer": {
			"INSERT INTO schema_migration SELECT count(*) + 1, 'later', 'x', '2030-01-01' FROM schema_migration",
			"start the newer Signpost that wrote it",
		},
		"drifted": {
			"UPDATE schema_migration SET checksum = 'x'",
			`migration "0001_consultations" is not the one that was applied to this file`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPractice(t, store.Options{})
			require.NoError(t, p.store.Close())
			require.NoError(t, store.Exec(t.Context(), p.path, c.change))
			_, err := store.Open(t.Context(), p.path, store.Options{})
			require.ErrorContains(t, err, c.says)
		})
	}
}

func TestMigrations_are_numbered_without_gaps(t *testing.T) {
	path := filepath.Join(t.TempDir(), "signpost.db")
	err := store.MigrateWith(t.Context(), path, fstest.MapFS{
		"migrations/0001_one.sql":   {Data: []byte("CREATE TABLE one (x INTEGER)")},
		"migrations/0003_three.sql": {Data: []byte("CREATE TABLE three (x INTEGER)")},
	})
	require.EqualError(t, err, `migration "0003_three": expected number 2`)
}

func TestMigrations_are_done_as_a_whole_or_not_at_all(t *testing.T) {
	path := filepath.Join(t.TempDir(), "signpost.db")
	files := fstest.MapFS{
		"migrations/0001_one.sql": {Data: []byte("CREATE TABLE one (x INTEGER)")},
		"migrations/0002_two.sql": {Data: []byte("CREATE TABLE two (x INTEGER); CREATE TABLE one (x INTEGER)")},
	}
	require.ErrorContains(t, store.MigrateWith(t.Context(), path, files), `migration "0002_two"`)

	files["migrations/0002_two.sql"].Data = []byte("CREATE TABLE two (x INTEGER)")
	require.NoError(t, store.MigrateWith(t.Context(), path, files))
	require.NoError(t, store.MigrateWith(t.Context(), path, files), "a second start changes nothing")
}
