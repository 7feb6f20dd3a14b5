package store_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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
// commit, "alone" one transaction each. "sync" is what this disk takes to make
// 64 kB durable, at its present load: no store can answer faster.
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
	log, err := os.Stat(p.path + "-wal")
	require.NoError(b, err)
	require.Less(b, log.Size(), int64(128<<20), "the log begins anew under steady load")
	b.ReportMetric(float64(len(took))/busy.Seconds(), "answers/s")
	b.ReportMetric(float64(cpu.Microseconds())/float64(len(took)), "cpu-us/answer")
	report(b, "", took)
	report(b, "sync-", syncs(b))
}

// report gives the middle and the slow end of what things took.
func report(b *testing.B, what string, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, what+"p50-ms")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, what+"p99-ms")
}

// syncs times bare writes to the disk that the store is on.
func syncs(b *testing.B) []time.Duration {
	f, err := os.Create(filepath.Join(b.TempDir(), "sync"))
	require.NoError(b, err)
	took := make([]time.Duration, 300)
	for i := range took {
		begin := time.Now()
		_, err := f.Write(make([]byte, 64<<10))
		require.NoError(b, errors.Join(err, syscall.Fdatasync(int(f.Fd()))))
		took[i] = time.Since(begin)
	}
	require.NoError(b, f.Close())
	return took
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

// BenchmarkDurableAnswersAtRate is the other half of promise 6: answers that
// come at their own pace, 2,500 a second, whether or not the earlier ones are
// done. An answer's time counts from when it should have begun.
func BenchmarkDurableAnswersAtRate(b *testing.B) {
	const rate, clients = 2500, 500
	p := newPractice(b, store.Options{})
	drafts := make([]tracking.Consultation, clients)
	var took []time.Duration
	for round := 0; b.Loop(); round++ {
		b.StopTimer()
		for i := range drafts {
			drafts[i] = p.start(b)
		}
		b.StartTimer()
		took = append(took, answerAtRate(b, p, drafts, rate)...)
	}
	report(b, "", took)
	report(b, "sync-", syncs(b))
}

// answerAtRate gives each consultation five answers, at the rate.
func answerAtRate(b *testing.B, p *practice, drafts []tracking.Consultation, rate int) []time.Duration {
	took := make([]time.Duration, 5*len(drafts))
	begin := time.Now()
	var all sync.WaitGroup
	for n := range took {
		due := begin.Add(time.Duration(n) * time.Second / time.Duration(rate))
		time.Sleep(time.Until(due))
		all.Go(func() {
			_, err := p.Answer(context.Background(), p.by(), drafts[n%len(drafts)].ID,
				engine.Answers{fmt.Sprintf("finding_%d", n/len(drafts)): engine.Yes()})
			took[n] = time.Since(due)
			if err != nil {
				b.Error(err)
			}
		})
	}
	all.Wait()
	require.False(b, b.Failed())
	return took
}
