package prove_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/prove"
)

// golden holds what a test wrote against a file; UPDATE=1 rewrites it.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
}

// faulty has one of nearly everything that prove finds.
func faulty(t *testing.T, o prove.Options) prove.Result {
	t.Helper()
	part, err := os.ReadFile(filepath.Join("testdata", "faulty.yaml"))
	require.NoError(t, err)
	lib, proofs, c := around(t, string(part), `accept:
  - {code: P521, about: asthma, because: "The register is complete, and audited every year"}
assert:
  - {id: clear, says: A clear result needs nothing, patients: fit_result == 0, outcome: manage}
`, engine.Options{})
	require.Empty(t, c.All())
	p, _ := lib.Pathway("shown")
	return prove.One(p, proofs, o)
}

func TestReport(t *testing.T) {
	golden(t, "faulty.txt", text(t, prove.Diagnostics([]prove.Result{faulty(t, prove.Options{})})))
}

func TestReportWithDetails(t *testing.T) {
	r := faulty(t, prove.Options{Details: true})
	require.Len(t, r.Behaviour, 32)
	require.Len(t, r.Content, 32)
	r.Behaviour, r.Content = "of this behaviour", "of this content" // what they are hashes of is the engine's matter
	data, err := json.MarshalIndent(r, "", "  ")
	require.NoError(t, err)
	golden(t, "faulty.json", string(data)+"\n")
}

func TestShippedLibraryIsProved(t *testing.T) {
	lib, proofs := shipped(t)
	results := prove.Run(lib.Pathways(), proofs, prove.Options{})
	require.Empty(t, text(t, prove.Diagnostics(results)))
	for i, p := range lib.Pathways() {
		require.Equal(t, p.About().ID, results[i].Pathway)
		require.True(t, results[i].Proved)
	}
}

func TestWorkersChangeNothing(t *testing.T) {
	lib, proofs := shipped(t)
	encode := func(workers int) string {
		told := 0
		data, err := json.Marshal(prove.Run(lib.Pathways(), proofs, prove.Options{
			Workers: workers, Details: true, Done: func(done, _ int) { told = done },
		}))
		require.NoError(t, err)
		require.Equal(t, len(lib.Pathways()), told)
		return string(data)
	}
	require.Equal(t, encode(1), encode(8))
}
