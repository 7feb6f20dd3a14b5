package main

import (
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"signpost.health/signpost/engine/diff"
	"signpost.health/signpost/engine/source"
)

// follow adds to a revision what the files of now were before they were moved:
// a pathway is its id, or nearly its content, and not the folder that it is in.
func (v *revision) follow(env environment, now []*source.File) error {
	fresh := slices.DeleteFunc(slices.Clone(now), func(f *source.File) bool {
		return isShared(f) || !starts(f, "pathway:") || slices.Contains(v.pathways(), pathwayID(f))
	})
	if len(fresh) == 0 {
		return nil
	}
	all, err := readTree(v.name)
	if err != nil {
		return err
	}
	gone := slices.DeleteFunc(slices.Clone(all), func(f *source.File) bool { return !starts(f, "pathway:") || v.holds(f) || v.stands(f) })
	for _, f := range fresh {
		old := formerly(f, gone)
		if old == nil {
			continue
		}
		gone = slices.DeleteFunc(gone, func(f *source.File) bool { return f == old })
		for _, add := range v.besides(old, all, now) {
			if !v.holds(add) {
				v.own = append(v.own, add)
			}
		}
		_, _ = fmt.Fprintf(env.stderr, "%s is compared with %s\n", f.Path, old.Path) // it is a courtesy
	}
	return nil
}

// formerly gives the file that a pathway was: of the same id, or the most alike.
func formerly(f *source.File, gone []*source.File) *source.File {
	var best *source.File
	most := 0.0
	for _, old := range gone {
		if pathwayID(old) == pathwayID(f) {
			return old
		}
		if share, enough := diff.Alike(old.Data, f.Data); enough && share > most {
			best, most = old, share
		}
	}
	return best
}

// besides gives a file with what belongs to its pathway and, where the files of
// now have a vocabulary of their own, with the library that it was of.
func (v *revision) besides(old *source.File, all, now []*source.File) []*source.File {
	base := strings.TrimSuffix(old.Path, path.Ext(old.Path))
	root := ""
	if anyStarts(now, "vocabulary:") && !anyStarts(v.own, "vocabulary:") {
		root = libraryRoot(old, all)
	}
	var out []*source.File
	for _, f := range all {
		name := strings.TrimSuffix(f.Path, path.Ext(f.Path))
		own := name == base || name == base+".examples" || name == base+".proof" || name == base+".approval"
		if own || root != "" && strings.HasPrefix(f.Path, root) {
			out = append(out, f)
		}
	}
	return out
}

// libraryRoot is the nearest folder around a file that holds a vocabulary,
// written as what its files' names begin with; empty where there is none.
func libraryRoot(f *source.File, all []*source.File) string {
	for dir := path.Dir(f.Path); ; dir = path.Dir(dir) {
		root := dir + "/"
		if !strings.Contains(dir, ":") { // the name of the revision went with the last folder
			root = f.Path[:strings.Index(f.Path, ":")+1]
		}
		for _, other := range all {
			if starts(other, "vocabulary:") && strings.HasPrefix(other.Path, root) {
				return root
			}
		}
		if root != dir+"/" {
			return ""
		}
	}
}

// holds says whether a file is among those of the revision.
func (v *revision) holds(f *source.File) bool {
	return slices.ContainsFunc(v.own, func(own *source.File) bool { return own.Path == f.Path })
}

// stands says whether a pathway's file is still where it was, with the same id.
func (v *revision) stands(f *source.File) bool {
	name := strings.TrimPrefix(f.Path, v.name+":")
	if !onDisk(name) {
		return false
	}
	files, err := readPath(name)
	return err == nil && len(files) == 1 && pathwayID(files[0]) == pathwayID(f)
}

// readTree reads the library files of a whole commit, by their names seen from
// the working directory.
func readTree(rev string) ([]*source.File, error) {
	listing, err := git(nil, "ls-tree", "-r", "-z", "--name-only", "--full-tree", rev)
	if err != nil {
		return nil, err
	}
	prefix, err := git(nil, "rev-parse", "--show-prefix")
	if err != nil {
		return nil, err
	}
	var names []string
	for _, name := range yamlNames(string(listing)) {
		from, err := filepath.Rel(filepath.FromSlash("/"+strings.TrimSpace(string(prefix))), filepath.FromSlash("/"+name))
		if err != nil {
			return nil, fmt.Errorf("name %s: %w", name, err)
		}
		names = append(names, filepath.ToSlash(from))
	}
	files, err := readBlobs(rev, names, true)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(files, func(f *source.File) bool { return !ofLibrary(f) }), nil
}
