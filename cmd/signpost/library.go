package main

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"golang.org/x/term"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/approval"
	"signpost.health/signpost/engine/source"
	"signpost.health/signpost/pathways"
)

// readLibrary reads the files of the given paths, or the built-in library
// when none is given.
func readLibrary(paths []string) ([]*source.File, error) {
	builtIn, err := embedded()
	if err != nil || len(paths) == 0 {
		return builtIn, err
	}
	var own []*source.File
	read := map[string]bool{}
	for _, p := range paths {
		files, err := readWithCompanions(p)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			if clean := filepath.Clean(f.Path); !read[clean] {
				read[clean] = true
				own = append(own, f)
			}
		}
	}
	if len(own) == 0 {
		return nil, usage("no .yaml file in %s", strings.Join(paths, ", "))
	}
	return completed(own, builtIn), nil
}

func embedded() ([]*source.File, error) {
	var out []*source.File
	err := fs.WalkDir(pathways.Files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := pathways.Files.ReadFile(path)
		if err != nil {
			return fmt.Errorf("read %s: %w", path, err)
		}
		out = append(out, source.NewFile("pathways/"+path, data))
		return nil
	})
	return out, err
}

func readPath(path string) ([]*source.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, usage("cannot read %s: %s", path, reason(err))
	}
	var names []string
	if !info.IsDir() {
		names = []string{path}
	} else if err := filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && p != path && strings.HasPrefix(d.Name(), ".") {
			return filepath.SkipDir
		}
		if ext := filepath.Ext(p); !d.IsDir() && (ext == ".yaml" || ext == ".yml") {
			names = append(names, p)
		}
		return nil
	}); err != nil {
		return nil, fmt.Errorf("read %s: %w", path, err)
	}
	sort.Strings(names)
	var out []*source.File
	for _, n := range names {
		data, err := os.ReadFile(n)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", n, err)
		}
		out = append(out, source.NewFile(filepath.ToSlash(n), data))
	}
	return out, nil
}

func reason(err error) string {
	if os.IsNotExist(err) {
		return "there is no such file or folder"
	}
	return err.Error()
}

func starts(f *source.File, key string) bool {
	for line := range strings.Lines(string(f.Data)) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") && line != "---" {
			return strings.HasPrefix(line, key)
		}
	}
	return false
}

func anyStarts(files []*source.File, key string) bool {
	for _, f := range files {
		if starts(f, key) {
			return true
		}
	}
	return false
}

// loadLibrary compiles files, or shows what is wrong with them.
func loadLibrary(env environment, paths []string) (*engine.Library, []*source.File, error) {
	files, err := readLibrary(paths)
	if err != nil {
		return nil, nil, err
	}
	end := newProgress(env).working("reading " + count(len(files), "file"))
	lib, ds := engine.Load(files, engine.Options{})
	end()
	if lib == nil {
		return nil, nil, unusable(env, files, ds)
	}
	return lib, files, nil
}

func unusable(env environment, files []*source.File, ds source.Diagnostics) error {
	if err := source.Text(env.stderr, ds, source.TextOptions{Colour: colour(env, env.stderr)}); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	tellUnread(env, files, ds)
	return &exitError{exitFindings, "the library has errors; see above"}
}

// loadToDecide compiles files that patients are to be decided with. A pathway
// that says approved, and whose signatures do not hold, is refused: nothing on
// its advice or its letters would say draft.
func loadToDecide(env environment, paths []string) (*engine.Library, []*source.File, error) {
	lib, files, err := loadLibrary(env, paths)
	if err != nil {
		return nil, nil, err
	}
	found := &source.Collector{}
	approval.Check(lib, approval.Read(files, found), found)
	if found.HasErrors() {
		return nil, nil, unusable(env, files, found.All().Sorted())
	}
	return lib, files, nil
}

// colour says whether a stream is a terminal whose reader wants colour.
func colour(env environment, w io.Writer) bool {
	return env.getenv("NO_COLOR") == "" && isTerminal(w)
}

func isTerminal(s any) bool {
	f, ok := s.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

func pathway(lib *engine.Library, id string) (*engine.Pathway, error) {
	if p, ok := lib.Pathway(id); ok {
		return p, nil
	}
	var ids []string
	for _, p := range lib.Pathways() {
		ids = append(ids, p.About().ID)
	}
	if near, ok := source.Nearest(id, ids); ok {
		return nil, usage("there is no pathway %q; did you mean %q?", id, near)
	}
	return nil, usage("there is no pathway %q; there are: %s", id, strings.Join(ids, ", "))
}
