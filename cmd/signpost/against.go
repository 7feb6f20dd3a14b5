package main

import (
	"fmt"
	"runtime"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/approval"
	"signpost.health/signpost/engine/diff"
	"signpost.health/signpost/engine/source"
)

// against holds the files against a git revision: each pathway that changed
// takes the version step that follows, and none changed under its signatures.
func against(env environment, rev string, paths []string, files []*source.File) (source.Diagnostics, error) {
	after, _ := engine.Load(files, engine.Options{})
	if after == nil {
		return nil, nil // check has said what is wrong
	}
	folders := paths
	if len(folders) == 0 {
		folders = []string{"pathways"} // what the built-in library is made of
	}
	before, old, err := libraryAt(env, rev, folders, files)
	if err != nil {
		return nil, err
	}
	var only []string
	for _, lib := range []*engine.Library{before, after} {
		for _, p := range ownPathways(lib) {
			only = append(only, p.About().ID)
		}
	}
	watch := newProgress(env)
	r, err := diff.Libraries(before, after, diff.Options{
		Only: only, Workers: runtime.GOMAXPROCS(0), Done: func(done, of int) { watch.tell("%d of %d pathways compared with %s", done, of, rev) },
	})
	watch.done()
	if err != nil {
		return nil, fmt.Errorf("compare: %w", err)
	}
	return diff.Check(r, rev, unsigned(before, after, old, files)), nil
}

// libraryAt loads the library of some files and folders as they were committed.
func libraryAt(env environment, rev string, paths []string, now []*source.File) (*engine.Library, []*source.File, error) {
	if !isCommit(rev) {
		return nil, nil, usage("--against %s: there is no such git revision here", rev)
	}
	v := &revision{name: rev, committed: true}
	for _, path := range paths {
		for _, one := range withCompanions(path) {
			files, err := readCommit(rev, one)
			if err != nil {
				return nil, nil, err
			}
			v.own = append(v.own, files...)
		}
	}
	if len(v.own) == 0 {
		_, _ = fmt.Fprintf(env.stderr, "%s has nothing of %s yet, so everything counts as new\n", rev, strings.Join(paths, ", ")) // it is a courtesy
	}
	if err := v.complete(now); err != nil {
		return nil, nil, err
	}
	lib, err := v.load(env)
	return lib, v.own, err
}

// unsigned gives the pathways that stood approved before and do not now,
// although they do not say that they are drafts.
func unsigned(before, after *engine.Library, old, files []*source.File) []string {
	quiet := &source.Collector{}
	was, is := approval.Read(old, quiet), approval.Read(files, quiet)
	var out []string
	for _, p := range before.Pathways() {
		id := p.Identity()
		now, ok := after.Pathway(id.ID)
		if !ok || !approval.Of(id, was).Approved() {
			continue
		}
		if now.About().Status != "draft" && !approval.Of(now.Identity(), is).Approved() {
			out = append(out, id.ID)
		}
	}
	return out
}
