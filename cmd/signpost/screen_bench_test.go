package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
)

// practice writes patients as lines: two of three with whatever is not named
// absent, each with a few findings of the vocabulary.
func practice(t testing.TB, lib *engine.Library, patients int) []byte {
	t.Helper()
	r := rand.New(rand.NewPCG(7, 8))
	all := lib.Findings()
	var out bytes.Buffer
	for i := range patients {
		answers := map[string]any{}
		for range r.IntN(8) {
			switch f := all[r.IntN(len(all))]; f.Kind { //nolint:exhaustive // the rest are rarely in a record
			case engine.KindYesNo:
				answers[f.ID] = r.IntN(3) > 0
			case engine.KindNumber:
				answers[f.ID] = f.Min + float64(r.IntN(int((f.Max-f.Min)/f.Step)))*f.Step
			case engine.KindOption:
				answers[f.ID] = f.Options[r.IntN(len(f.Options))].ID
			}
		}
		who := map[string]any{
			"id": fmt.Sprintf("p%d", i), "answers": answers, "others": []string{"absent", "absent", "not_asked"}[i%3],
			"patient": map[string]any{"age": r.IntN(100), "sex": []string{"female", "male"}[r.IntN(2)]},
		}
		line, err := json.Marshal(who)
		require.NoError(t, err)
		out.Write(append(line, '\n'))
	}
	return out.Bytes()
}

// BenchmarkScreen is signpost screen over a practice's file: an operation is
// 1,000 patients, from JSON to JSON.
func BenchmarkScreen(b *testing.B) {
	lib, _, err := loadLibrary(environment{stderr: io.Discard}, nil)
	require.NoError(b, err)
	const patients = 1000
	lines := practice(b, lib, patients)
	b.SetBytes(int64(len(lines)))
	for b.Loop() {
		if err := screen(environment{stdout: io.Discard}, lib, bytes.NewReader(lines), "json", "2026-11-21"); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(patients*float64(b.N)/b.Elapsed().Seconds(), "patients/s")
}
