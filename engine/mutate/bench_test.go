package mutate_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/mutate"
)

// BenchmarkRun tries every mutant of one pathway against its examples. The
// promise is 300 mutants in about a second on two cores.
func BenchmarkRun(b *testing.B) {
	lib, suites := shipped(b)
	for _, id := range []string{"copd", "suspected_blood_cancer", "suspected_lower_gi_cancer"} {
		p, ok := lib.Pathway(id)
		require.True(b, ok)
		b.Run(id, func(b *testing.B) {
			b.ReportAllocs()
			tried := 0
			for b.Loop() {
				tried += mutate.Run(p, suites, mutate.Options{Workers: 2}).Mutants
			}
			b.ReportMetric(float64(tried)/b.Elapsed().Seconds(), "mutants/s")
		})
	}
}
