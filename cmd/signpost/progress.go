package main

import (
	"fmt"
	"io"
	"sync"
	"time"
)

// progress tells a person at a terminal how far a long command is. Anything
// else never sees it.
type progress struct {
	mu    sync.Mutex
	to    io.Writer // nil where nobody watches
	began time.Time
	shown bool
}

func newProgress(env environment) *progress {
	p := &progress{began: time.Now()}
	if isTerminal(env.stderr) {
		p.to = env.stderr
	}
	return p
}

// tell shows a line in the place of the last one, once a second has passed.
func (p *progress) tell(format string, args ...any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.to == nil || time.Since(p.began) < time.Second {
		return
	}
	p.shown = true
	_, _ = fmt.Fprintf(p.to, "\r\x1b[K"+format, args...) // it is a courtesy
}

// working shows what goes on and for how long, where nothing tells how far it
// is. What it gives ends that.
func (p *progress) working(what string) (end func()) {
	if p.to == nil {
		return func() {}
	}
	ended := make(chan struct{})
	var showing sync.WaitGroup
	showing.Go(func() {
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for {
			select {
			case <-ended:
				return
			case <-tick.C:
				p.tell("%s, %d s", what, int(time.Since(p.began).Seconds()))
			}
		}
	})
	return func() {
		close(ended)
		showing.Wait()
		p.done()
	}
}

// done takes the line away.
func (p *progress) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		_, _ = fmt.Fprint(p.to, "\r\x1b[K") // it is a courtesy
	}
	p.shown = false
}
