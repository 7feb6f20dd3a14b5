package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"signpost.health/signpost/engine/source"
)

// tellUnread names the folder of a lone file whose names are not known: its own
// vocabulary stands there, and was not among what was read.
func tellUnread(env environment, files []*source.File, ds source.Diagnostics) {
	missing := slices.ContainsFunc(ds, func(d source.Diagnostic) bool { return slices.Contains(unknownNames(), d.Code) })
	if !missing || !slices.ContainsFunc(files, isShared) {
		return
	}
	var folders []string
	for _, f := range files {
		if isShared(f) {
			continue
		}
		if folder, ok := vocabularyAround(f.Path); ok && !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	if len(folders) > 0 {
		_, _ = fmt.Fprintf(env.stderr, "the vocabulary in %s was not read; to read it too, give the folder: %s\n",
			strings.Join(folders, " and "), strings.Join(folders, " ")) // it is a courtesy
	}
}

// unknownNames are the codes of names that lead nowhere.
func unknownNames() []string { return []string{"P110", "P224", "P225"} }

// vocabularyAround gives the nearest folder around a file that holds a
// vocabulary, in itself or in the folder vocabulary.
func vocabularyAround(path string) (string, bool) {
	for dir, up := filepath.Dir(filepath.FromSlash(path)), 0; up < 4; dir, up = filepath.Dir(dir), up+1 {
		for _, pattern := range []string{"*.yaml", "*.yml", filepath.Join("vocabulary", "*.yaml")} {
			found, err := filepath.Glob(filepath.Join(dir, pattern))
			if err != nil {
				return "", false
			}
			for _, name := range found {
				data, err := os.ReadFile(name)
				if err == nil && starts(source.NewFile(name, data), "vocabulary:") {
					return filepath.ToSlash(dir), true
				}
			}
		}
		if dir == "." || dir == filepath.Dir(dir) {
			break
		}
	}
	return "", false
}
