package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
)

// practice writes patients as lines: two of three with whatever is not named
// absent, each with a few findings of the vocabulary.
func practice(t testing.TB, lib *engine.Library, patients int, out io.Writer) {
	t.Helper()
	r := rand.New(rand.NewPCG(7, 8))
	all := lib.Findings()
	for i := range patients {
		answers := map[string]any{}
		for range r.IntN(8) {
			f := all[r.IntN(len(all))]
			if lib.TakesPerson(f.ID) {
				continue // the patient's own says it
			}
			switch f.Kind { //nolint:exhaustive // the rest are rarely in a record
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
		_, err = out.Write(append(line, '\n'))
		require.NoError(t, err)
	}
}

// BenchmarkScreen is signpost screen over a practice's file: an operation is
// 1,000 patients, from JSON to JSON.
func BenchmarkScreen(b *testing.B) {
	lib, _, err := loadLibrary(environment{stderr: io.Discard}, nil)
	require.NoError(b, err)
	const patients = 1000
	var lines bytes.Buffer
	practice(b, lib, patients, &lines)
	b.SetBytes(int64(lines.Len()))
	for b.Loop() {
		if err := screen(environment{stdout: io.Discard}, lib, bytes.NewReader(lines.Bytes()), "json", "2026-11-21"); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(patients*float64(b.N)/b.Elapsed().Seconds(), "patients/s")
}

// BenchmarkScreenFile runs the program on files of patients, from its start to
// its end: an operation is a file. The peak of memory is that of the process.
func BenchmarkScreenFile(b *testing.B) {
	lib, _, err := loadLibrary(environment{stderr: io.Discard}, nil)
	require.NoError(b, err)
	exe, err := os.Executable()
	require.NoError(b, err)
	for _, patients := range []int{10_000, 100_000, 300_000} {
		b.Run(fmt.Sprint(patients), func(b *testing.B) {
			name := filepath.Join(b.TempDir(), "practice.jsonl")
			file, err := os.Create(name)
			require.NoError(b, err)
			to := bufio.NewWriter(file)
			practice(b, lib, patients, to)
			require.NoError(b, errors.Join(to.Flush(), file.Close()))
			var peak int64
			var busy time.Duration
			for b.Loop() {
				cmd := exec.Command(exe, "screen", "--patients", name, "--format", "json", "--at", "2026-11-21")
				cmd.Env = append(os.Environ(), runAsProgram+"=1")
				if err := cmd.Run(); err != nil {
					b.Fatal(err)
				}
				used := cmd.ProcessState
				busy += used.UserTime() + used.SystemTime()
				peak = max(peak, used.SysUsage().(*syscall.Rusage).Maxrss)
			}
			b.ReportMetric(float64(patients*b.N)/b.Elapsed().Seconds(), "patients/s")
			b.ReportMetric(float64(busy.Microseconds())/float64(patients*b.N), "cpu-us/patient")
			b.ReportMetric(float64(peak)/1024, "peak-MB")
		})
	}
}
