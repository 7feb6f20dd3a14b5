package prove_test

import (
	"io/fs"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/prove"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/pathways"
)

// shipped loads the library that is built in, with the proofs beside it.
func shipped(t testing.TB) (*engine.Library, []*prove.Proof) {
	t.Helper()
	files := shippedFiles(t)
	lib, ds := engine.Load(files, engine.Options{})
	if lib == nil {
		t.Fatal(text(t, ds))
	}
	c := &source.Collector{}
	proofs := prove.Read(files, c)
	prove.Check(lib, proofs, c)
	require.Empty(t, text(t, c.All()))
	return lib, proofs
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

func text(t testing.TB, ds source.Diagnostics) string {
	t.Helper()
	var b strings.Builder
	require.NoError(t, source.Text(&b, ds, source.TextOptions{}))
	return b.String()
}
