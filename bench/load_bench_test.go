package bench

import (
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"signpost.health/signpost/engine"
)

// cpu is the processor time this process has taken, over all its threads.
func cpu(t testing.TB) time.Duration {
	var u syscall.Rusage
	require.NoError(t, syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkLoad is promise 4: three hundred pathways from YAML, against
// yaml.v3 reading the same bytes and no more.
func BenchmarkLoad(b *testing.B) {
	files := manyFiles(b, 300)
	size := 0
	for _, f := range files {
		size += len(f.Data)
	}
	b.Run("yaml.v3", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(size))
		start := cpu(b)
		for b.Loop() {
			for _, f := range files {
				var n yaml.Node
				if err := yaml.Unmarshal(f.Data, &n); err != nil {
					b.Fatal(err)
				}
			}
		}
		b.ReportMetric(float64((cpu(b)-start).Milliseconds())/float64(b.N), "cpu-ms/op")
	})
	b.Run("signpost", func(b *testing.B) {
		b.ReportAllocs()
		b.SetBytes(int64(size))
		start := cpu(b)
		for b.Loop() {
			if lib, _ := engine.Load(files, engine.Options{}); lib == nil {
				b.Fatal("the library does not load")
			}
		}
		b.ReportMetric(float64((cpu(b)-start).Milliseconds())/float64(b.N), "cpu-ms/op")
	})
}
