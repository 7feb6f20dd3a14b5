package engine_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/pathways"
)

// shipped loads the library that is built in.
func shipped(t testing.TB) *engine.Library {
	t.Helper()
	lib, ds := engine.Load(shippedFiles(t), engine.Options{})
	if lib == nil {
		var b strings.Builder
		require.NoError(t, source.Text(&b, ds, source.TextOptions{}))
		t.Fatal(b.String())
	}
	return lib
}

func shippedFiles(t testing.TB) []*source.File {
	t.Helper()
	var out []*source.File
	err := fs.WalkDir(pathways.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := pathways.Files.ReadFile(path)
		out = append(out, source.NewFile("pathways/"+path, data))
		return err
	})
	require.NoError(t, err)
	return out
}
