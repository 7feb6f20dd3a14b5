package bench

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/pathways"
)

// BenchmarkGrowth is promise 7 as its author meets it: check, test and prove as
// whole processes, cold, over libraries from 6 to 300 pathways with their
// examples. It builds the program, writes the libraries and reports the wall
// and processor time of one run. `make growth` runs it.
func BenchmarkGrowth(b *testing.B) {
	program := filepath.Join(b.TempDir(), "signpost")
	build := exec.Command("go", "build", "-o", program, "./cmd/signpost")
	build.Dir = ".."
	out, err := build.CombinedOutput()
	require.NoError(b, err, "%s", out)
	for _, size := range []int{6, 21, 50, 100, 300} {
		dir := b.TempDir()
		writeLibrary(b, dir, size)
		for _, command := range [][]string{{"check"}, {"test", "--coverage"}, {"prove"}} {
			b.Run(fmt.Sprintf("%s/%d", command[0], size), func(b *testing.B) {
				var took time.Duration
				for b.Loop() {
					c := exec.Command(program, append(command, dir)...)
					var says bytes.Buffer
					c.Stderr = &says
					var exit *exec.ExitError
					// 1 says that a copy has findings of its own, which is no matter here.
					if err := c.Run(); err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
						b.Fatal(err, says.String())
					}
					require.NotContains(b, says.String(), "error", "the library is not whole")
					took += c.ProcessState.UserTime() + c.ProcessState.SystemTime()
				}
				b.ReportMetric(b.Elapsed().Seconds()/float64(b.N), "wall-s/op")
				b.ReportMetric(took.Seconds()/float64(b.N), "cpu-s/op")
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

// writeLibrary writes so many pathways into a folder, with the shipped
// vocabulary and services and with examples and proofs beside each.
func writeLibrary(t testing.TB, dir string, size int) {
	t.Helper()
	files := manyFiles(t, size)
	for i, f := range files {
		files[i] = source.NewFile(f.Path, renamed(f.Data))
	}
	lib := library(t, files)
	suites := shippedSuites(t)
	for _, f := range files {
		if firstWord(f.Data, "proof:") != "" {
			continue // those of the pathways that there are follow
		}
		write(t, dir, f.Path, f.Data)
		id := firstWord(f.Data, "pathway:")
		if id == "" {
			continue
		}
		p, ok := lib.Pathway(id)
		require.True(t, ok, id)
		of := regexp.MustCompile(`_\d+$`).ReplaceAllString(id, "")
		write(t, dir, strings.TrimSuffix(f.Path, ".yaml")+".examples.yaml", []byte(workedOut(t, lib, p, suites[of])))
		if proof, err := fs.ReadFile(pathways.Files, strings.TrimSuffix(strings.TrimLeft(f.Path, "0123456789/"), ".yaml")+".proof.yaml"); err == nil {
			write(t, dir, strings.TrimSuffix(f.Path, ".yaml")+".proof.yaml", []byte(strings.Replace(string(proof), "proof: "+of, "proof: "+id, 1)))
		}
	}
}

// renamed gives a copy a title of its own, and no alias that another has.
func renamed(data []byte) []byte {
	id := firstWord(data, "pathway:")
	n := regexp.MustCompile(`_(\d+)$`).FindStringSubmatch(id)
	if n == nil {
		return data
	}
	text := regexp.MustCompile(`(?m)^title: "?(.*?)"?$`).ReplaceAllString(string(data), `title: "$1, variant `+n[1]+`"`)
	return []byte(regexp.MustCompile(`(?m)^aliases: .*\n`).ReplaceAllString(text, ""))
}

func shippedSuites(t testing.TB) map[string]*examples.Suite {
	t.Helper()
	var files []*source.File
	require.NoError(t, fs.WalkDir(pathways.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".examples.yaml") {
			return err
		}
		data, err := pathways.Files.ReadFile(path)
		files = append(files, source.NewFile(path, data))
		return err
	}))
	out := map[string]*examples.Suite{}
	for _, s := range examples.Read(files, &source.Collector{}) {
		out[s.Pathway] = s
	}
	return out
}

// workedOut are the patients of a suite with what a copy of its pathway says of
// them: an example for measuring, and of nothing else.
func workedOut(t testing.TB, lib *engine.Library, p *engine.Pathway, s *examples.Suite) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "examples: %s\ncases:\n", p.About().ID)
	for _, k := range s.Cases {
		a, ok := k.AnswersOf(lib, &source.Collector{})
		if !ok || k.Patient.Born != "" || !k.Today.IsZero() {
			continue
		}
		one := *k
		one.Expecting(p.Decide(a))
		one.Source = "worked out for measuring"
		b.WriteString(one.YAML(2))
	}
	return b.String()
}

func firstWord(data []byte, key string) string {
	rest, ok := strings.CutPrefix(string(data), key)
	if !ok {
		return ""
	}
	line, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSpace(line)
}

func write(t testing.TB, dir, path string, data []byte) {
	t.Helper()
	to := filepath.Join(dir, path)
	require.NoError(t, os.MkdirAll(filepath.Dir(to), 0o755))
	require.NoError(t, os.WriteFile(to, data, 0o600))
}
