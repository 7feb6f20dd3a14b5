package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMistakes makes the mistakes that a clinician makes who edits YAML twice a
// year. Each script begins with the small library of testdata/area, changes a
// line or two of it by the command edit, and shows what its author is told.
func TestMistakes(t *testing.T) {
	area, err := filepath.Abs("testdata/area")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script/mistakes",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE") != "",
		Setup: func(e *testscript.Env) error {
			return os.CopyFS(filepath.Join(e.WorkDir, "area"), os.DirFS(area))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"edit": editFile, "restore": restoreArea(area)},
	})
}

// editFile replaces a text that stands once in a file: edit FILE OLD NEW. \n and
// \t stand for a line break and a tab.
func editFile(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: edit FILE OLD NEW")
	}
	unescape := strings.NewReplacer(`\n`, "\n", `\t`, "\t").Replace
	path, before, after := ts.MkAbs(args[0]), unescape(args[1]), unescape(args[2])
	data, err := os.ReadFile(path)
	ts.Check(err)
	if n := strings.Count(string(data), before); n != 1 {
		ts.Fatalf("%s holds %q %d times", args[0], before, n)
	}
	ts.Check(os.WriteFile(path, []byte(strings.Replace(string(data), before, after, 1)), 0o600))
}

// restoreArea puts the library back as it was, for the next mistake.
func restoreArea(area string) func(*testscript.TestScript, bool, []string) {
	return func(ts *testscript.TestScript, _ bool, _ []string) {
		dir := ts.MkAbs("area")
		ts.Check(os.RemoveAll(dir))
		ts.Check(os.CopyFS(dir, os.DirFS(area)))
	}
}
