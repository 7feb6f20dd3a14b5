package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
)

// worker answers one line, and says false where it holds something bad. A
// worker serves one goroutine.
type worker func(out *bytes.Buffer, number int, line []byte) (good bool)

// parcel is some lines that go through a worker together.
type parcel struct {
	first int
	lines [][]byte
	out   *bytes.Buffer
	bad   int
	done  chan struct{}
}

// The size of a parcel: enough that handing it over costs nothing, little
// enough that the memory in use stays small however long the file.
const (
	parcelLines = 256
	parcelBytes = 1 << 18
)

// inOrder answers the lines of a file on every processor and writes the answers
// in the order of the lines. Only a few parcels are in memory at a time.
func inOrder(in io.Reader, out io.Writer, newWorker func() worker) (bad int, err error) {
	workers := runtime.GOMAXPROCS(0)
	todo, order, stop := make(chan *parcel), make(chan *parcel, 2*workers), make(chan struct{})
	spare := make(chan *bytes.Buffer, cap(order)+workers)
	var all sync.WaitGroup
	var readErr error
	all.Go(func() {
		defer close(todo)
		defer close(order)
		readErr = readParcels(in, func(p *parcel) bool {
			select {
			case order <- p:
				todo <- p
				return true
			case <-stop:
				return false
			}
		})
	})
	for range workers {
		all.Go(func() {
			work := newWorker()
			for p := range todo {
				p.answer(work, spare)
			}
		})
	}
	for p := range order {
		<-p.done
		if _, e := out.Write(p.out.Bytes()); e != nil && err == nil {
			err = fmt.Errorf("write: %w", e)
			close(stop)
		}
		bad += p.bad
		p.out.Reset()
		select {
		case spare <- p.out:
		default:
		}
	}
	all.Wait()
	return bad, errors.Join(err, readErr)
}

// answer writes into a buffer of an earlier parcel, if one is spare.
func (p *parcel) answer(work worker, spare <-chan *bytes.Buffer) {
	defer close(p.done)
	select {
	case p.out = <-spare:
	default:
		p.out = new(bytes.Buffer)
	}
	for i, line := range p.lines {
		if len(bytes.TrimSpace(line)) > 0 && !work(p.out, p.first+i, line) {
			p.bad++
		}
	}
	p.lines = nil
}

// readParcels hands over the lines of a file, until take says that it is enough.
func readParcels(in io.Reader, take func(*parcel) bool) error {
	r := bufio.NewReaderSize(in, 1<<16)
	p := &parcel{first: 1, done: make(chan struct{})}
	size := 0
	for {
		line, err := r.ReadBytes('\n')
		p.lines = append(p.lines, line)
		size += len(line)
		if len(p.lines) == parcelLines || size >= parcelBytes || err != nil {
			next := p.first + len(p.lines)
			if !take(p) {
				return nil
			}
			p, size = &parcel{first: next, done: make(chan struct{})}, 0
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("read patients: %w", err)
		}
	}
}
