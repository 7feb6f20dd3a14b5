package main

import (
	"os"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	if os.Getenv(runAsProgram) != "" {
		main()
		return
	}
	testscript.Main(m, map[string]func(){
		"signpost": main,
	})
}

// TestScript runs each testdata/script/*.txtar as a person would at a shell.
func TestScript(t *testing.T) {
	dir, files := "testdata/script", []string(nil)
	if testing.Short() { // for the race detector: the commands that work on both cores
		dir, files = "", []string{"testdata/script/check.txtar", "testdata/script/prove.txtar", "testdata/script/screen.txtar"}
	}
	testscript.Run(t, testscript.Params{
		Dir: dir, Files: files,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE") != "",
	})
}
