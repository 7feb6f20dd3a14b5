package bench

import (
	"crypto/rand"
	mathrand "math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// users is how many GPs use the panel at once.
const users = 50

// BenchmarkPanel is the time that the server takes for each step from a
// patient's list of pathways to a letter that was sent, under 50 users on one
// SQLite file, with the library and the patients that are built in.
// paused-p50-ms and -p99-ms are of users who take half a second over each page;
// rush-p99-ms is of users who take no time at all, so that requests wait for
// each other. cpu-ms is the server's processor time for one request.
func BenchmarkPanel(b *testing.B) {
	s := start(b, "panel")
	base := "http://" + s.address
	walks(b, base, 1, 0) // warm
	paused := walks(b, base, 3, time.Second)
	rush := walks(b, base, 3, 0)
	spent := inStep(b, s, base, 3)
	for i, step := range steps() {
		b.Run(step.name, func(b *testing.B) {
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(share(paused[i], 50), "paused-p50-ms")
			b.ReportMetric(share(paused[i], 99), "paused-p99-ms")
			b.ReportMetric(share(rush[i], 99), "rush-p99-ms")
			b.ReportMetric(milliseconds(spent[i]), "cpu-ms")
		})
	}
}

// walks lets every user walk so many rounds, each in their own time, and gives
// how long each step took. The pause before a step is even from 0 to most.
func walks(b *testing.B, base string, rounds int, most time.Duration) [][]time.Duration {
	b.Helper()
	all := steps()
	took := make([][]time.Duration, len(all))
	var mu sync.Mutex
	var group sync.WaitGroup
	for i := range users {
		group.Go(func() {
			s := newSession(base, visits()[i%len(visits())])
			for range rounds {
				s.key = rand.Text()
				for n, step := range all {
					if most > 0 {
						time.Sleep(mathrand.N(most))
					}
					begin := time.Now()
					if err := step.do(s); err != nil {
						b.Errorf("%s of %s: %v", step.name, s.visit.patient, err)
						return
					}
					mu.Lock()
					took[n] = append(took[n], time.Since(begin))
					mu.Unlock()
				}
			}
		})
	}
	group.Wait()
	require.False(b, b.Failed())
	return took
}

// inStep lets all users do each step at the same time, and gives what one
// request of it cost the server.
func inStep(b *testing.B, on *server, base string, rounds int) []time.Duration {
	b.Helper()
	all := steps()
	spent := make([]time.Duration, len(all))
	sessions := make([]*session, users)
	for i := range sessions {
		sessions[i] = newSession(base, visits()[i%len(visits())])
	}
	for range rounds {
		for _, s := range sessions {
			s.key = rand.Text()
		}
		for n, step := range all {
			before := on.cpu(b)
			var group sync.WaitGroup
			for _, s := range sessions {
				group.Go(func() {
					if err := step.do(s); err != nil {
						b.Errorf("%s of %s: %v", step.name, s.visit.patient, err)
					}
				})
			}
			group.Wait()
			require.False(b, b.Failed())
			spent[n] += on.cpu(b) - before
		}
	}
	for n := range spent {
		spent[n] /= time.Duration(users * rounds)
	}
	return spent
}

// share is the time that so many of a hundred do not exceed, in milliseconds.
func share(took []time.Duration, of int) float64 {
	sorted := slices.Sorted(slices.Values(took))
	return milliseconds(sorted[len(sorted)*of/100])
}

func milliseconds(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }
