package main

import (
	"os"
	"path/filepath"
	"strings"

	"signpost.health/signpost/engine/source"
)

// readWithCompanions reads a path and, of a single file, what belongs to the
// same pathway beside it.
func readWithCompanions(path string) ([]*source.File, error) {
	var out []*source.File
	for _, one := range withCompanions(path) {
		if one != path && !onDisk(one) {
			continue
		}
		files, err := readPath(one)
		if err != nil {
			return nil, err
		}
		out = append(out, files...)
	}
	return out, nil
}

// withCompanions gives a path and, of the file of a pathway, where its examples,
// proofs and approvals may stand; of one of these, where the others may.
func withCompanions(path string) []string {
	info, err := os.Stat(path)
	if err != nil || info.IsDir() {
		return []string{path}
	}
	files, err := readPath(path)
	if err != nil {
		return []string{path}
	}
	ext := filepath.Ext(path)
	suffixes := []string{"", ".examples", ".proof", ".approval"}
	for i, kind := range []string{"pathway:", "examples:", "proof:", "approval:"} {
		base, found := strings.CutSuffix(strings.TrimSuffix(path, ext), suffixes[i])
		if !found || !starts(files[0], kind) {
			continue
		}
		out := []string{path}
		for _, s := range suffixes {
			if s != suffixes[i] {
				out = append(out, base+s+ext)
			}
		}
		return out
	}
	return []string{path}
}
