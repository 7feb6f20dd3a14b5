package bench

import (
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/pathways"
)

// shippedFiles are the library that is built in, without its examples.
func shippedFiles(t testing.TB) []*source.File {
	t.Helper()
	out, err := builtIn()
	require.NoError(t, err)
	return out
}

func builtIn() ([]*source.File, error) {
	var out []*source.File
	err := fs.WalkDir(pathways.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, ".examples.yaml") {
			return err
		}
		data, err := pathways.Files.ReadFile(path)
		out = append(out, source.NewFile(path, data))
		return err
	})
	return out, err
}

func library(t testing.TB, files []*source.File) *engine.Library {
	t.Helper()
	lib, ds := engine.Load(files, engine.Options{})
	if lib == nil {
		var b strings.Builder
		require.NoError(t, source.Text(&b, ds, source.TextOptions{}))
		t.Fatal(b.String())
	}
	return lib
}

// manyFiles are the shipped vocabulary and services with so many pathways: the
// shipped ones, then copies of them under names of their own, whose thresholds
// each stand some steps further on.
func manyFiles(t testing.TB, pathways int) []*source.File {
	t.Helper()
	shipped := shippedFiles(t)
	lib := library(t, shipped)
	var out, own []*source.File
	for _, f := range shipped {
		if strings.HasPrefix(string(f.Data), "pathway:") {
			own = append(own, f)
		} else {
			out = append(out, f)
		}
	}
	for i := range pathways {
		f, round := own[i%len(own)], i/len(own)
		if round == 0 {
			out = append(out, f)
			continue
		}
		out = append(out, source.NewFile(fmt.Sprintf("%d/%s", round, f.Path), varied(lib, f.Data, round)))
	}
	return out
}

// varied is a pathway under another name, its thresholds some steps further on
// where the finding's domain allows it.
func varied(lib *engine.Library, data []byte, steps int) []byte {
	name, rest, _ := strings.Cut(string(data), "\n")
	threshold := regexp.MustCompile(`\b([a-z0-9_]+) (>=|<=|<|>) ([0-9.]+)\b`)
	rest = threshold.ReplaceAllStringFunc(rest, func(text string) string {
		part := threshold.FindStringSubmatch(text)
		f, ok := lib.Finding(part[1])
		v, err := strconv.ParseFloat(part[3], 64)
		if !ok || err != nil || f.Kind != engine.KindNumber || v != float64(int(v)) {
			return text
		}
		step := max(f.Step, 1)
		if to := v + float64(steps)*step; to < f.Max {
			v = to
		}
		return fmt.Sprintf("%s %s %g", part[1], part[2], v)
	})
	return []byte(fmt.Sprintf("%s_%d\n%s", name, steps, rest))
}
