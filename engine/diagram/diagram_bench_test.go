package diagram_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/diagram"
)

func BenchmarkWalk25Levels(b *testing.B) {
	p := randomPathway(25, 40, 1)
	rng := rand.New(rand.NewPCG(1, 2))
	patients := make([][]uint16, 512)
	for i := range patients {
		patients[i] = p.patient(rng)
	}
	b.ReportAllocs()
	i, sum := 0, 0
	for b.Loop() {
		sum += p.Walk(p.decide, patients[i%len(patients)])
		i++
	}
	require.NotZero(b, sum)
	b.ReportMetric(float64(p.Size(p.decide)), "nodes")
}

// BenchmarkWalkEveryLevel walks a parity of 25 levels: no level is skipped.
func BenchmarkWalkEveryLevel(b *testing.B) {
	cells := make([]int, 25)
	for i := range cells {
		cells[i] = 2
	}
	s := diagram.NewSpace(cells, 0)
	odd, even := diagram.True, diagram.False
	for level := len(cells) - 1; level >= 0; level-- {
		odd, even = s.Make(level, []diagram.Ref{odd, even}), s.Make(level, []diagram.Ref{even, odd})
	}
	patient, sum := make([]uint16, len(cells)), 0
	for b.Loop() {
		patient[sum%len(patient)] ^= 1
		sum += s.Walk(odd, patient) + 1
	}
	require.NotZero(b, sum)
}

func benchmarkResidual(b *testing.B, levels, rules int, constrained bool) {
	p := randomPathway(levels, rules, 1)
	care := diagram.True
	if constrained {
		care = p.care
	}
	rng := rand.New(rand.NewPCG(1, 2))
	states := make([]*diagram.Known, 64)
	for i := range states {
		states[i] = p.someKnown(rng, i*len(p.cells)/len(states))
	}
	q := diagram.NewScratch(p.Space)
	for _, k := range states {
		q.Residual(p.decide, care, k)
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		q.Residual(p.decide, care, states[i%len(states)])
		i++
	}
	b.ReportMetric(float64(p.Size(p.decide)), "nodes")
}

// someKnown knows n random levels of a random patient.
func (p *pathway) someKnown(rng *rand.Rand, n int) *diagram.Known {
	k, patient := diagram.NewKnown(p.Space), p.patient(rng)
	for _, level := range rng.Perm(len(p.cells))[:n] {
		k.Fix(level, diagram.One(int(patient[level])))
	}
	return k
}

func BenchmarkResidualSmall(b *testing.B)            { benchmarkResidual(b, 12, 12, false) }
func BenchmarkResidual(b *testing.B)                 { benchmarkResidual(b, 25, 40, false) }
func BenchmarkResidualSmallConstrained(b *testing.B) { benchmarkResidual(b, 12, 12, true) }
func BenchmarkResidualConstrained(b *testing.B)      { benchmarkResidual(b, 25, 40, true) }

func BenchmarkResidualNothingKnown(b *testing.B) {
	p := randomPathway(25, 40, 1)
	q, k := diagram.NewScratch(p.Space), diagram.NewKnown(p.Space)
	b.ReportAllocs()
	for b.Loop() {
		q.Residual(p.decide, p.care, k)
	}
	b.ReportMetric(float64(p.Size(p.decide)), "nodes")
}

func BenchmarkProjectAll(b *testing.B) {
	p := randomPathway(25, 40, 1)
	q, k := diagram.NewScratch(p.Space), p.someKnown(rand.New(rand.NewPCG(1, 2)), 8)
	b.ReportAllocs()
	for b.Loop() {
		q.ProjectAll(p.care, k)
	}
	b.ReportMetric(float64(p.Size(p.care)), "nodes")
}

func BenchmarkBuild60Levels80Rules(b *testing.B) {
	nodes := 0
	for b.Loop() {
		p := buildPathway(60, 80, 1, 2_000_000)
		require.NoError(b, p.Err())
		nodes = p.Size(p.decide)
	}
	b.ReportMetric(float64(nodes), "nodes")
}

// BenchmarkAskingStep is what one screen costs: what is left, and where each
// answer to its first question would lead.
func BenchmarkAskingStep(b *testing.B) {
	p := randomPathway(20, 20, 1)
	q, rng := diagram.NewScratch(p.Space), rand.New(rand.NewPCG(1, 2))
	states := make([]*diagram.Known, 64)
	for i := range states {
		states[i] = p.someKnown(rng, i*len(p.cells)/len(states))
	}
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		left := q.Residual(p.decide, p.care, states[i%len(states)])
		if support := left.Support(); len(support) > 0 {
			for cell := range p.cells[support[0]] {
				left.After(support[0], cell)
			}
		}
		i++
	}
	b.ReportMetric(float64(p.Size(p.decide)), "nodes")
}
