// Package pathways_test holds the clinical library against the facts that it
// is written from: what a recommendation says, restated as data in testdata
// without any of its wording, and evaluated here by other code than the
// engine's.
package pathways_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/pathways"
)

// builtIn reads what is built in.
func builtIn(t testing.TB) []*source.File {
	t.Helper()
	var files []*source.File
	err := fs.WalkDir(pathways.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := pathways.Files.ReadFile(path)
		files = append(files, source.NewFile("pathways/"+path, data))
		return err
	})
	require.NoError(t, err)
	return files
}

// library loads what is built in.
func library(t testing.TB) *engine.Library {
	t.Helper()
	lib, ds := engine.Load(builtIn(t), engine.Options{})
	if lib == nil {
		var b strings.Builder
		require.NoError(t, source.Text(&b, ds, source.TextOptions{}))
		t.Fatal(b.String())
	}
	return lib
}

// readJSON reads a file of testdata.
func readJSON(t testing.TB, name string, into any) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(data, into), name)
}
