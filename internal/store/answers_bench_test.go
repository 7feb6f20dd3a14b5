package store_test

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/store"
	"signpost.health/signpost/tracking"
)

// BenchmarkDurableAnswers is promise 6: answers on disk before they are
// acknowledged, each through the whole of Service.Answer. "together" is group
// commit, "alone" one transaction each.
func BenchmarkDurableAnswers(b *testing.B) {
	for _, clients := range []int{1, 64} {
		for _, how := range []struct {
			name string
			o    store.Options
		}{{"alone", store.Options{Together: 1}}, {"together", store.Options{}}} {
			b.Run(fmt.Sprintf("clients=%d/%s", clients, how.name), func(b *testing.B) {
				answerFor(b, newPractice(b, how.o), clients)
			})
		}
	}
}

// answerFor lets each client answer on its own consultation, one answer after
// the other, and reports the rate and how long an answer took.
func answerFor(b *testing.B, p *practice, clients int) {
	const each = 25
	var took []time.Duration
	var busy, cpu time.Duration
	for b.Loop() {
		b.StopTimer()
		drafts := make([]tracking.Consultation, clients)
		for i := range drafts {
			drafts[i] = p.start(b)
		}
		b.StartTimer()
		begin, spent := time.Now(), processor(b)
		round := answerAll(b, p, drafts, each)
		busy += time.Since(begin)
		cpu += processor(b) - spent
		took = append(took, round...)
	}
	slices.Sort(took)
	b.ReportMetric(float64(len(took))/busy.Seconds(), "answers/s")
	b.ReportMetric(float64(cpu.Microseconds())/float64(len(took)), "cpu-us/answer")
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "p99-ms")
}

// processor is the time this process has kept a processor busy.
func processor(b *testing.B) time.Duration {
	var u syscall.Rusage
	require.NoError(b, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func answerAll(b *testing.B, p *practice, drafts []tracking.Consultation, each int) []time.Duration {
	took := make([][]time.Duration, len(drafts))
	var all sync.WaitGroup
	for i, c := range drafts {
		all.Go(func() {
			for n := range each {
				begin := time.Now()
				_, err := p.Answer(context.Background(), p.by(), c.ID,
					engine.Answers{fmt.Sprintf("finding_%d", n): engine.Number(float64(n))})
				took[i] = append(took[i], time.Since(begin))
				if err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	require.False(b, b.Failed())
	return slices.Concat(took...)
}
