package main

import (
	"regexp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/coverage"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
)

// runTests runs the suites whose cases a filter keeps, on every core, and
// measures what they hold in place. Their order is that of the files.
func runTests(env environment, lib *engine.Library, files []*source.File, filter *regexp.Regexp, measure bool) testRun {
	ds := &source.Collector{}
	var suites []*examples.Suite
	for _, s := range examples.Read(files, ds) {
		s.Cases = slices.DeleteFunc(s.Cases, func(k *examples.Case) bool { return !filter.MatchString(s.Pathway + ": " + k.Name) })
		if len(s.Cases) > 0 {
			suites = append(suites, s)
		}
	}
	list := subjects(lib, suites)
	watch := newProgress(env)
	defer watch.done()
	done := atomic.Int64{}
	runs := onEveryCore(list, func(s subject) testRun {
		wanted := measure && s.pathway != nil && (len(s.suites) > 0 || !isShared(s.pathway.File()) && filter.MatchString(s.id+": "))
		r := s.run(lib, wanted)
		watch.tell("%d of %d pathways tested", done.Add(1), len(list))
		return r
	})
	t := testRun{Cases: []examples.Result{}, found: ds.All()}
	of := map[string][]examples.Result{}
	for i, r := range runs {
		t.Passed, t.Failed, t.Skipped, t.Unconfirmed = t.Passed+r.Passed, t.Failed+r.Failed, t.Skipped+r.Skipped, t.Unconfirmed+r.Unconfirmed
		t.Refused += r.Refused
		t.found = append(t.found, r.found...)
		t.Coverage = append(t.Coverage, r.Coverage...)
		of[list[i].id] = r.Cases
	}
	for _, s := range suites {
		n := min(len(s.Cases), len(of[s.Pathway])) // none has run of a pathway that there is not
		t.Cases = append(t.Cases, of[s.Pathway][:n]...)
		of[s.Pathway] = of[s.Pathway][n:]
	}
	t.found = t.found.Sorted()
	return t
}

// subject is a pathway with its suites; nil where there is none of that id.
type subject struct {
	id      string
	pathway *engine.Pathway
	suites  []*examples.Suite
}

// subjects puts suites together by pathway, in the order of the library.
func subjects(lib *engine.Library, suites []*examples.Suite) []subject {
	var out []subject
	at := map[string]int{}
	for _, p := range lib.Pathways() {
		at[p.About().ID] = len(out)
		out = append(out, subject{id: p.About().ID, pathway: p})
	}
	for _, s := range suites {
		i, ok := at[s.Pathway]
		if !ok {
			i = len(out)
			at[s.Pathway] = i
			out = append(out, subject{id: s.Pathway})
		}
		out[i].suites = append(out[i].suites, s)
	}
	return out
}

// run runs the suites of one pathway. What a patient was decided with is let go
// at once: the answers of all patients of a library fill the memory.
func (s subject) run(lib *engine.Library, measure bool) testRun {
	t := testRun{}
	c := &source.Collector{}
	var shown []engine.Answers
	for _, suite := range s.suites {
		for _, r := range examples.Run(lib, suite, c) {
			if t.count(r) && measure {
				shown = append(shown, r.Answers)
			}
			r.Answers, r.Decision = nil, engine.Decision{}
			t.Cases = append(t.Cases, r)
		}
	}
	if measure {
		t.Coverage = []coverage.Report{coverage.Measure(s.pathway, shown)}
	}
	t.found = c.All()
	return t
}

// count counts a result, and says whether it shows anything of its pathway.
func (t *testRun) count(r examples.Result) bool {
	switch {
	case r.Skipped != "":
		t.Skipped++
	case r.Unconfirmed:
		t.Unconfirmed++
	case len(r.Failures) > 0:
		t.Failed++
	case r.Answers != nil:
		t.Passed++
		return true
	default:
		t.Refused++
	}
	return false
}

// onEveryCore does the same with each of a list, several at a time, and gives
// the results in the order of the list.
func onEveryCore[In, Out any](list []In, do func(In) Out) []Out {
	out := make([]Out, len(list))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(list)) {
		wg.Go(func() {
			for i := next.Add(1) - 1; int(i) < len(list); i = next.Add(1) - 1 {
				out[i] = do(list[i])
			}
		})
	}
	wg.Wait()
	return out
}
