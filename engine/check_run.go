package engine

import (
	"time"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// CheckOptions tune what Check looks at.
type CheckOptions struct {
	Options
	// Today tells which review dates have passed; zero leaves them alone.
	Today time.Time
}

// Check is Load with everything that a reviewer would ask of the files before
// anybody signs them: codes and units that exist, evidence for every row, the
// order of urgency, words that an author forgot, names that nothing uses. None
// of it stops a library from deciding, so a server does not pay for it.
func Check(files []*source.File, o CheckOptions) (*Library, source.Diagnostics) {
	ld := load(files, o.Options)
	lib, _ := ld.result()
	if !ld.d.unread {
		ck := &checker{lib: ld.lib, d: ld.d, c: ld.c, today: o.Today}
		if lib != nil && ck.lawConstants() {
			told := ck.sharedConstants()
			for _, p := range lib.Pathways() {
				ck.constants(p, told)
			}
		}
		ck.run()
	}
	return lib, ld.c.All()
}

// checker looks over decoded files. It needs no compiled library, so that one
// run tells of these faults and of those that keep the library from loading.
type checker struct {
	lib   *Library
	d     *decoder
	c     *source.Collector
	today time.Time
}

func (ck *checker) run() {
	ck.codes()
	ck.units()
	for _, p := range ck.d.pathways {
		ck.evidence(p)
		ck.urgencyOrder(p)
		ck.words(p)
		ck.reviewDate(p)
		ck.parameterUnits(p)
	}
	ck.sharedEvidence()
	ck.retired()
	ck.aliases()
	ck.unused()
}

// find gives the node under a path of keys, or the nearest above it.
func find(n *lang.Node, path ...string) *lang.Node {
	for _, key := range path {
		next := n.Get(key)
		if next == nil {
			return n
		}
		n = next
	}
	return n
}
