package english_test

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/english"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/pathways"
)

// shipped is the library that Signpost comes with.
func shipped(t *testing.T) *engine.Library {
	t.Helper()
	var files []*source.File
	require.NoError(t, fs.WalkDir(pathways.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := pathways.Files.ReadFile(path)
		files = append(files, source.NewFile(path, data))
		return err
	}))
	lib, ds := engine.Load(files, engine.Options{})
	require.NotNil(t, lib, "%v", ds)
	return lib
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err)
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs; read it as a clinician, then UPDATE=1\n%s", path, diff)
	}
}

// conditionsOf gives every condition of a pathway under a name.
func conditionsOf(p *engine.Pathway, visit func(name string, c *engine.Condition)) {
	visit("applies_to", p.AppliesTo())
	for _, n := range p.NotFor() {
		visit("not_for "+n.ID, n.When)
	}
	for _, c := range p.Criteria() {
		visit("criterion "+c.ID, c.When)
	}
	for _, r := range p.Rows() {
		if !r.Otherwise {
			visit("decide "+r.ID, r.When)
		}
	}
	for _, r := range p.AlsoRows() {
		visit("also "+r.ID, r.When)
	}
}

// TestShipped is what a clinician reads of every condition that is shipped:
// the author's own words and the rule's stand side by side.
func TestShipped(t *testing.T) {
	lib := shipped(t)
	var b strings.Builder
	for _, p := range lib.Pathways() {
		fmt.Fprintf(&b, "== %s\n", p.About().ID)
		w := english.For(p)
		says := map[string]string{}
		for _, c := range p.Criteria() {
			says["criterion "+c.ID] = c.Says
		}
		conditionsOf(p, func(name string, c *engine.Condition) {
			fmt.Fprintf(&b, "%s\n", name)
			if s := says[name]; s != "" {
				fmt.Fprintf(&b, "  says %s\n", s)
			}
			fmt.Fprintf(&b, "  CEL  %s\n  is   %s\n", c.Text, w.Sentence(c))
		})
	}
	w := english.For(lib.Pathways()[0])
	b.WriteString("== worked out\n")
	for _, f := range lib.Findings() {
		if d := w.Derivation(f); d != "" {
			fmt.Fprintf(&b, "%s\n  CEL  %s\n  is   %s\n", f.ID, f.Derive, d)
		}
	}
	golden(t, "shipped.txt", b.String())
}
