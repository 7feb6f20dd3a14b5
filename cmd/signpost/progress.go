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

// done takes the line away.
func (p *progress) done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.shown {
		_, _ = fmt.Fprint(p.to, "\r\x1b[K") // it is a courtesy
	}
	p.shown = false
}
