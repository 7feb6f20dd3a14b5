package diff_test

import (
	"bytes"
	"io/fs"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diff"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/pathways"
)

// BenchmarkLibraries compares the shipped library with one in which every age
// threshold of 40 became 41.
func BenchmarkLibraries(b *testing.B) {
	var before, after []*source.File
	require.NoError(b, fs.WalkDir(pathways.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := pathways.Files.ReadFile(path)
		before = append(before, source.NewFile(path, data))
		after = append(after, source.NewFile(path, bytes.ReplaceAll(data, []byte("age >= 40"), []byte("age >= 41"))))
		return err
	}))
	old, _ := engine.Load(before, engine.Options{})
	now, _ := engine.Load(after, engine.Options{})
	require.NotNil(b, old)
	require.NotNil(b, now)
	b.ReportAllocs()
	moves := 0
	for b.Loop() {
		r, err := diff.Libraries(old, now, diff.Options{Workers: 2})
		require.NoError(b, err)
		moves = 0
		for _, p := range r.Pathways {
			moves += len(p.Moves)
		}
	}
	b.ReportMetric(float64(moves), "groups")
}
