package engine

import (
	"runtime"
	"sync"
	"sync/atomic"

	"signpost.health/signpost/engine/source"
)

// sideBySide does n pieces of work on every processor. Which piece is done
// when must not be seen in what it does.
func sideBySide(n int, do func(i int)) {
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	all.Wait()
}

// compilePathways compiles every pathway: first what can be wrong in their
// text, then, if nothing is, their diagrams. Pathways do not see each other, so
// both go on side by side; what was found is put in the pathways' order.
func (ld *loader) compilePathways() {
	specs := ld.d.pathways
	ld.listNames()
	own, made, builders := make([]*loader, len(specs)), make([]*Pathway, len(specs)), make([]*unitBuilder, len(specs))
	sideBySide(len(specs), func(i int) {
		own[i] = ld.alone()
		made[i], builders[i] = own[i].declare(specs[i])
	})
	ld.gatherFrom(own)
	if ld.c.HasErrors() {
		return
	}
	sideBySide(len(specs), func(i int) {
		own[i] = ld.alone()
		if !own[i].build(made[i], builders[i]) {
			made[i] = nil
		}
	})
	ld.gatherFrom(own)
	for i, p := range made {
		if p != nil {
			ld.lib.pathways[specs[i].about.ID] = p
		}
	}
	ld.lib.pathwayIDs = keys(ld.lib.pathways)
}

// alone is a loader with a collector of its own.
func (ld *loader) alone() *loader {
	d := *ld.d
	d.c = &source.Collector{}
	out := *ld
	out.d, out.c = &d, d.c
	return &out
}

func (ld *loader) gatherFrom(loaders []*loader) {
	for _, from := range loaders {
		ld.d.found(from.c)
	}
}
