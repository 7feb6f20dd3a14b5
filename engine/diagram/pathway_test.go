package diagram_test

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"signpost.health/signpost/engine/diagram"
)

// pathway is a made-up pathway of realistic shape: rules in order, each a few
// literals on findings that lie near each other, and constraints of the
// "this implies that" kind.
type pathway struct {
	*diagram.Space
	cells        []int
	decide, care diagram.Ref
}

func randomPathway(levels, rules int, seed uint64) *pathway {
	p := buildPathway(levels, rules, seed, 0)
	space, kept := p.Keep(p.decide, p.care)
	space.Freeze()
	return &pathway{Space: space, cells: p.cells, decide: kept[0], care: kept[1]}
}

func buildPathway(levels, rules int, seed uint64, budget int) *pathway {
	rng := rand.New(rand.NewPCG(seed, 7))
	p := &pathway{cells: make([]int, levels)}
	for i := range p.cells {
		p.cells[i] = 2
		if rng.IntN(6) == 0 {
			p.cells[i] = 3 + rng.IntN(3)
		}
	}
	p.Space = diagram.NewSpace(p.cells, budget)
	whens := make([]diagram.Ref, rules)
	for i := range whens {
		whens[i] = p.randomRule(rng, i*levels/rules)
	}
	p.decide = diagram.Terminal(0)
	for i, when := range slices.Backward(whens) {
		p.decide = p.Ite(when, diagram.Terminal(1+i%8), p.decide)
	}
	p.care = diagram.True
	for level := 0; level+3 < levels; level += 4 {
		implies := p.Or(p.Not(p.some(rng, level)), p.some(rng, level+1+rng.IntN(3)))
		p.care = p.And(p.care, implies)
	}
	return p
}

// randomRule is a conjunction of literals and two-way choices near a level.
func (p *pathway) randomRule(rng *rand.Rand, near int) diagram.Ref {
	const spread = 8
	rule := diagram.True
	for range 3 + rng.IntN(3) {
		part := p.some(rng, (near+rng.IntN(spread))%len(p.cells))
		if rng.IntN(4) == 0 {
			part = p.Or(part, p.some(rng, (near+rng.IntN(spread))%len(p.cells)))
		}
		rule = p.And(rule, part)
	}
	return rule
}

// some is a literal that holds for some but not all of a level's cells.
func (p *pathway) some(rng *rand.Rand, level int) diagram.Ref {
	in := make([]bool, p.cells[level])
	from := rng.IntN(len(in))
	for cell := from; cell < len(in) && (cell == from || cell > from && from > 0 && rng.IntN(2) == 0); cell++ {
		in[cell] = true
	}
	return p.Literal(level, in)
}

// patient is a random assignment of every level.
func (p *pathway) patient(rng *rand.Rand) []uint16 {
	cells := make([]uint16, len(p.cells))
	for i, n := range p.cells {
		cells[i] = uint16(rng.IntN(n))
	}
	return cells
}

// consult answers the first open question until the case is decided, and
// tells what happened.
func (p *pathway) consult(q *diagram.Scratch, seed uint64) string {
	rng := rand.New(rand.NewPCG(seed, 11))
	patient, k, story := p.patient(rng), diagram.NewKnown(p.Space), ""
	for range p.cells {
		left := q.Residual(p.decide, p.care, k)
		story += fmt.Sprintln(left.Terminals(), left.Support(), left.Infeasible())
		if _, decided := left.IsDecided(); decided || left.Infeasible() {
			break
		}
		level := left.Support()[0]
		story += fmt.Sprintln(level, left.After(level, 0), left.After(level, 1))
		k.Fix(level, diagram.One(int(patient[level])))
	}
	return story
}
