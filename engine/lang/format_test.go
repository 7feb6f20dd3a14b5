package lang_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// format formats a text that must have no errors.
func format(t testing.TB, text string) string {
	t.Helper()
	var c source.Collector
	out, ok := lang.Format(source.NewFile("file.yaml", []byte(text)), &c)
	require.True(t, ok, "%s", render(&c))
	return string(out)
}

// TestFormat holds each pair of testdata/format: what an author wrote, and how
// it reads afterwards.
func TestFormat(t *testing.T) {
	paths, err := filepath.Glob("testdata/format/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			data, err := os.ReadFile(path)
			require.NoError(t, err)
			before, want, found := strings.Cut(string(data), "-- formatted --\n")
			require.True(t, found)
			before = strings.ReplaceAll(before, "·\n", "\n") // keeps blanks at the end of lines visible
			before = strings.ReplaceAll(before, "·", " ")
			got := format(t, before)
			if os.Getenv("UPDATE") != "" {
				head, _, _ := strings.Cut(string(data), "-- formatted --\n")
				require.NoError(t, os.WriteFile(path, []byte(head+"-- formatted --\n"+got), 0o600))
				return
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("formatted differs (-golden +now):\n%s", diff)
			}
			require.Equal(t, got, format(t, got), "formatted again")
		})
	}
}

// TestFormat_leaves_errors: a file with errors is told of them and left alone.
func TestFormat_leaves_errors(t *testing.T) {
	const text = "says:   \"Smokes\nwhen: smoker\n"
	var c source.Collector
	out, ok := lang.Format(source.NewFile("file.yaml", []byte(text)), &c)
	require.False(t, ok)
	require.Equal(t, text, string(out))
	require.Equal(t, "P016", c.All()[0].Code)
}

// TestFormat_last_line: a text that ends with the file gains no line break.
func TestFormat_last_line(t *testing.T) {
	require.Equal(t, "says: |+\n  Smokes", format(t, "says: |+\n    Smokes"))
	require.Equal(t, "says: Smokes\n", format(t, "says: Smokes"))
}

// TestFormat_shipped: formatting the shipped library says the same as before,
// and formatting twice is formatting once.
func TestFormat_shipped(t *testing.T) {
	for _, text := range shippedTexts(t) {
		once := format(t, text)
		require.Equal(t, once, format(t, once))
	}
}

func shippedTexts(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob("../../pathways/*/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	var out []string
	for _, path := range paths {
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		out = append(out, string(data))
	}
	return out
}

// FuzzFormat: whatever is read without errors is formatted to something that
// says the same, has the same comments, and formats to itself.
func FuzzFormat(f *testing.F) {
	for _, text := range shippedTexts(f)[:8] {
		f.Add([]byte(text[:min(len(text), 2000)]))
	}
	for _, seed := range []string{
		"a: 1 # one\n\n\n# two\nb:\n# three\n  - c\n  # four\n  -   d: e\n      f: |\n        g\n# five\n",
		"a: {b: c, # d\n  e: [f,   g]}\nh: 'i'\nj: 'k''l'\n", "a:\n- b\n-\n  # c\n  d: >-\n    e\n\n    f\n  g: \"h\n    i\"\n", "- - a\n  - b\n- # c\n  - d\n",
		"a: |+\n  b\n\n\nc: |2\n   d\n", "a:\n    # deep\n    b: c\n    # deep end\n  # odd\n# flat\nd: e", "---\na: b\n...\n", "%YAML 1.2\n---\na: ~\nb:\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		var c source.Collector
		before := lang.Parse(source.NewFile("file.yaml", data), &c)
		out, ok := lang.Format(source.NewFile("file.yaml", data), &source.Collector{})
		if !ok {
			require.True(t, before == nil || c.HasErrors())
			require.Equal(t, data, out)
			return
		}
		after := lang.Parse(source.NewFile("file.yaml", out), &source.Collector{})
		require.True(t, lang.Same(before, after), "%q", out)
		again, ok := lang.Format(source.NewFile("file.yaml", out), &source.Collector{})
		require.True(t, ok)
		if !bytes.Equal(out, again) {
			t.Errorf("formatted again:\n%s\nafter once:\n%s", again, out)
		}
	})
}
