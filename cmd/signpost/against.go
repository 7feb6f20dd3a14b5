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
	for _, p := range ownPathways(after) {
		only = append(only, p.About().ID)
	}
	for _, p := range ownPathways(before) {
		if !old.stands(p.File()) { // where it still stands, it is not among what is checked
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
	return diff.Check(r, rev, unsigned(r, old.own, files)), nil
}

// libraryAt loads the library of some files and folders as they were committed.
func libraryAt(env environment, rev string, paths []string, now []*source.File) (*engine.Library, *revision, error) {
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
	if err := v.follow(env, now); err != nil {
		return nil, nil, err
	}
	if len(v.own) == 0 {
		_, _ = fmt.Fprintf(env.stderr, "%s has nothing of %s yet, so everything counts as new\n", rev, strings.Join(paths, ", ")) // it is a courtesy
	}
	if err := v.complete(now); err != nil {
		return nil, nil, err
	}
	lib, err := v.load(env)
	return lib, v, err
}

// unsigned gives the pathways that stood approved before and do not now,
// although they do not say that they are drafts.
func unsigned(r *diff.Report, old, files []*source.File) []string {
	quiet := &source.Collector{}
	was, is := approval.Read(old, quiet), approval.Read(files, quiet)
	var out []string
	for _, p := range r.Pathways {
		if p.Before == nil || p.After == nil || !approval.Of(*p.Before, was).Approved() {
			continue
		}
		if p.After.Status != "draft" && !approval.Of(*p.After, is).Approved() {
			out = append(out, p.ID)
		}
	}
	return out
}
