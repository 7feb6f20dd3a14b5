package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diff"
)

// moveCohort decides for each patient in both versions.
func moveCohort(env environment, r *diff.Report, before, after *engine.Library, path, at string) (*diff.Cohort, error) {
	day, err := dayOf(at)
	if err != nil {
		return nil, err
	}
	in, done, err := open(env, path)
	if err != nil {
		return nil, err
	}
	defer done()
	lines := make(chan []byte, 64)
	total := r.Counter()
	bad := 0
	var mu sync.Mutex
	var working sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		working.Go(func() {
			c := r.Counter()
			wrong := 0
			for line := range lines {
				if !countLine(c, r.Alike, before, after, line, day) {
					wrong++
				}
			}
			mu.Lock()
			defer mu.Unlock()
			total.Add(c)
			bad += wrong
		})
	}
	err = eachLine(in, func(line []byte) { lines <- line })
	close(lines)
	working.Wait()
	if err != nil {
		return nil, fmt.Errorf("read patients: %w", err)
	}
	if bad > 0 {
		_, _ = fmt.Fprintf(env.stderr, "%s could not be read and were not counted\n", count(bad, "line")) // the count stands without it
	}
	return total.Cohort(), nil
}

// countLine counts the patient of a line. Answers that a version does not know
// are not known in it.
func countLine(c *diff.Counter, alike bool, before, after *engine.Library, line []byte, day time.Time) bool {
	who, err := decodePatient(line)
	if err != nil {
		return false
	}
	a, _, _ := who.answers(after, day)
	now := after.Reason(a)
	was := now
	if !alike {
		b, _, _ := who.answers(before, day)
		was = before.Reason(b)
	}
	c.Count(was, now)
	return true
}

func eachLine(in io.Reader, visit func([]byte)) error {
	r := bufio.NewReaderSize(in, 1<<16)
	for {
		line, err := r.ReadBytes('\n')
		if len(strings.TrimSpace(string(line))) > 0 {
			visit(line)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
