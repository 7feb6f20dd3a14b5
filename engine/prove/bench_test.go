package prove_test

import (
	"testing"

	"signpost.health/signpost/engine/prove"
)

func BenchmarkOne(b *testing.B) {
	lib, proofs := shipped(b)
	for _, p := range lib.Pathways() {
		b.Run(p.About().ID, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				prove.One(p, proofs, prove.Options{})
			}
		})
	}
}
