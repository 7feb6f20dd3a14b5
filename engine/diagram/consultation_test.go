package diagram_test

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/diagram"
)

// TestConsultationsEndWhereThePatientsAnswersLead takes patients through a
// pathway of real size: every step keeps their outcome possible, only narrows,
// and agrees with the slow way round through the Space itself.
func TestConsultationsEndWhereThePatientsAnswersLead(t *testing.T) {
	p := randomPathway(25, 40, 3)
	q, rng := diagram.NewScratch(p.Space), rand.New(rand.NewPCG(5, 6))
	for range 40 {
		patient := p.feasiblePatient(rng)
		want := p.Walk(p.decide, patient)
		slow, care, k := p.Clone(), p.care, diagram.NewKnown(p.Space)
		before := p.Terminals(p.decide)
		for step := 0; ; step++ {
			left := q.Residual(p.decide, p.care, k)
			require.Contains(t, left.Terminals(), want)
			require.Subset(t, before, left.Terminals())
			require.Equal(t, slow.Terminals(slow.Constrain(p.decide, care)), left.Terminals())
			if value, decided := left.IsDecided(); decided {
				require.Equal(t, want, value)
				break
			}
			before = append([]int(nil), left.Terminals()...)
			level := left.Support()[rng.IntN(len(left.Support()))]
			cell := int(patient[level])
			require.Contains(t, left.After(level, cell), want)
			k.Fix(level, diagram.One(cell))
			care = slow.And(care, slow.Literal(level, oneIn(p.cells[level], cell)))
		}
	}
}

func (p *pathway) feasiblePatient(rng *rand.Rand) []uint16 {
	for {
		if patient := p.patient(rng); p.Walk(p.care, patient) == 1 {
			return patient
		}
	}
}

func oneIn(n, cell int) []bool {
	in := make([]bool, n)
	in[cell] = true
	return in
}

func TestAScratchOutlivesItsEpochs(t *testing.T) {
	p := randomPathway(12, 12, 2)
	q := diagram.NewScratch(p.Space)
	want := p.consult(q, 1)
	q.Age()
	for range 3 {
		require.Equal(t, want, p.consult(q, 1))
	}
}

func TestAScratchAllocatesNothingOnceWarm(t *testing.T) {
	p := randomPathway(25, 40, 1)
	q, k := diagram.NewScratch(p.Space), diagram.NewKnown(p.Space)
	ask := func() {
		left := q.Residual(p.decide, p.care, k)
		left.After(left.Support()[0], 0)
		q.Reach(p.care, k)
		q.ProjectAll(p.care, k)
	}
	require.Zero(t, testing.AllocsPerRun(50, ask))
}

// TestLevelsOfManyCells holds a joint condition of two large levels under
// ranges of both.
func TestLevelsOfManyCells(t *testing.T) {
	const n = 130
	s := diagram.NewSpace([]int{n, n}, 0)
	later := s.Table([]int{0, 1}, func(cells []int) bool { return cells[0] < cells[1] })
	s.Freeze()
	q, k := diagram.NewScratch(s), diagram.NewKnown(s)
	var high diagram.Set
	for cell := 100; cell < n; cell++ {
		high.Add(cell)
	}
	k.Fix(0, high)
	require.Equal(t, 29, q.Project(later, k, 1).Len(), "101 to 129")
	require.Equal(t, 29, q.Project(later, k, 0).Len(), "100 to 128")
	left := q.Residual(later, diagram.True, k)
	require.Equal(t, []int{0}, left.After(0, 129))
	require.Equal(t, []int{0}, left.After(1, 100))
	require.Equal(t, []int{0, 1}, left.After(1, 101))
	require.Nil(t, left.After(0, 99), "known to be otherwise")
}
