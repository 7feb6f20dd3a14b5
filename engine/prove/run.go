package prove

import (
	"runtime"
	"sync"

	"signpost.health/signpost/engine"
)

// Options tune a run over several pathways.
type Options struct {
	// Workers is how many pathways are proved at once; 0 is one for each core.
	Workers int
	// Details describes the patients of accepted findings and of hazards too.
	Details bool
	// Done is told how many pathways are done; it may be nil. It is called by
	// one goroutine at a time.
	Done func(done, total int)
}

// Run proves pathways, and gives what it found in their order.
func Run(pathways []*engine.Pathway, proofs []*Proof, o Options) []Result {
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	beside := map[string][]*Proof{}
	for _, p := range proofs {
		beside[p.Pathway] = append(beside[p.Pathway], p)
	}
	out := make([]Result, len(pathways))
	next := make(chan int)
	var wg sync.WaitGroup
	var mu sync.Mutex
	done := 0
	for range min(workers, len(pathways)) {
		wg.Go(func() {
			for i := range next {
				out[i] = One(pathways[i], beside[pathways[i].About().ID], o)
				mu.Lock()
				done++
				if o.Done != nil {
					o.Done(done, len(pathways))
				}
				mu.Unlock()
			}
		})
	}
	for i := range pathways {
		next <- i
	}
	close(next)
	wg.Wait()
	return out
}
