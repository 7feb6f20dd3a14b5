package main

import (
	"bytes"
	"maps"
	"slices"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// sharedFolder stands before the path of a built-in file that a folder shares:
// its author can read what it says and not mend it.
const sharedFolder = "(built-in)/"

// completed adds what files share with the built-in library. Without a
// vocabulary they share the built-in one and, without services of their own,
// the built-in directory: services speak of findings, so they go with the
// vocabulary. So do the pathways that the files name and do not hold: those that
// a route leads to, and those that examples, proofs, approvals or an overlay are
// of, each with its built-in proof.
func completed(own, builtIn []*source.File) []*source.File {
	if anyStarts(own, "vocabulary:") {
		return own
	}
	all := slices.Clone(own)
	noServices := !anyStarts(own, "services:")
	for _, f := range builtIn {
		if starts(f, "vocabulary:") || (noServices && starts(f, "services:")) {
			all = append(all, shared(f))
		}
	}
	here := map[string]bool{}
	for _, f := range own {
		if starts(f, "pathway:") {
			here[pathwayID(f)] = true
		}
	}
	for next := own; len(next) > 0; {
		named := pathwaysNamed(next)
		mistyped(named, here, builtIn)
		next = nil
		for _, f := range builtIn {
			if id := pathwayID(f); id != "" && named[id] && !here[id] {
				here[id] = true
				next = append(next, shared(f))
			}
		}
		all = append(all, next...)
	}
	lent := map[string]bool{}
	for _, f := range all {
		if isShared(f) && starts(f, "pathway:") {
			lent[pathwayID(f)] = true
		}
	}
	for _, f := range builtIn {
		if starts(f, "proof:") && lent[firstValue(f, "proof")] {
			all = append(all, shared(f))
		}
	}
	return all
}

// mistyped adds to names that no pathway has the built-in one that each is
// nearest to, so that it can be suggested.
func mistyped(named, here map[string]bool, builtIn []*source.File) {
	ids := slices.Collect(maps.Keys(here))
	for _, f := range builtIn {
		if id := pathwayID(f); id != "" {
			ids = append(ids, id)
		}
	}
	for _, name := range slices.Collect(maps.Keys(named)) {
		if near, ok := source.Nearest(name, ids); ok && !slices.Contains(ids, name) {
			named[near] = true
		}
	}
}

func shared(f *source.File) *source.File { return source.NewFile(sharedFolder+f.Path, f.Data) }

func isShared(f *source.File) bool { return f != nil && strings.HasPrefix(f.Path, sharedFolder) }

// ownFiles counts the files that are not shared.
func ownFiles(files []*source.File) int {
	n := 0
	for _, f := range files {
		if !isShared(f) {
			n++
		}
	}
	return n
}

// ownPathways leaves out the pathways that a folder shares.
func ownPathways(lib *engine.Library) []*engine.Pathway {
	return slices.DeleteFunc(lib.Pathways(), func(p *engine.Pathway) bool { return isShared(p.File()) })
}

// concernedPathways are the own pathways, and the shared ones that an overlay of
// the folder changes.
func concernedPathways(lib *engine.Library) []*engine.Pathway {
	return slices.DeleteFunc(lib.Pathways(), func(p *engine.Pathway) bool {
		return isShared(p.File()) && len(p.About().Local) == 0
	})
}

// pathwaysNamed gives the ids of pathways that files speak of. What cannot be
// read names nothing: a check of it says why.
func pathwaysNamed(files []*source.File) map[string]bool {
	named := map[string]bool{}
	for _, f := range files {
		for _, kind := range []string{"examples", "proof", "approval"} {
			if starts(f, kind+":") {
				named[firstValue(f, kind)] = true
			}
		}
		switch {
		case starts(f, "pathway:") && bytes.Count(f.Data, []byte("pathway:")) > 1:
			routes(lang.Parse(f, &source.Collector{}).Get("outcomes"), named)
		case starts(f, "overlay:"):
			for _, e := range entries(lang.Parse(f, &source.Collector{}).Get("pathways")) {
				named[e.Key.Value] = true
				routes(e.Value.Get("routes"), named)
			}
		}
	}
	return named
}

// routes adds the pathways that outcomes lead to, which say so under route, or
// that an overlay's routes are.
func routes(outcomes *lang.Node, named map[string]bool) {
	for _, e := range entries(outcomes) {
		for _, to := range []*lang.Node{e.Value.Get("route").Get("pathway"), e.Value.Get("pathway")} {
			if to != nil {
				named[to.Value] = true
			}
		}
	}
}

func entries(n *lang.Node) []lang.Entry {
	if n == nil {
		return nil
	}
	return n.Entries
}
