package pathways_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
)

// people makes patients that can be: what a finding implies is there too, and
// nothing is found in an organ that is not.
type people struct {
	lib   *engine.Library
	facts facts
	// yesNo and numbers are the findings of the guideline, in order. Those
	// that follow from others are in neither.
	yesNo, numbers []string
	organs         []string
	// reads are the leaves of each criterion, edges the values that a number
	// is compared with anywhere.
	reads map[string][]tree
	edges map[string][]float64
}

func newPeople(t testing.TB, lib *engine.Library, f facts) *people {
	t.Helper()
	g := &people{lib: lib, facts: f, reads: map[string][]tree{}, edges: map[string][]float64{}}
	kinds := map[string]bool{}
	add := func(id string) {
		d, ok := lib.Finding(id)
		require.True(t, ok, "the vocabulary has no %s", id)
		kinds[id] = d.Kind == engine.KindNumber
		for _, organ := range onlyIf(d) {
			o, _ := lib.Finding(organ)
			require.Equal(t, "organ", o.FromPatient, "%s depends on more than organs: %s", id, d.OnlyIf)
		}
	}
	for _, c := range f.Criteria {
		g.reads[c.ID] = leaves(c.When)
		for _, l := range g.reads[c.ID] {
			add(l.Finding)
		}
	}
	for _, l := range f.Score.OnePoint {
		add(l.Finding)
	}
	for _, id := range f.Score.TwoPoints {
		add(id)
	}
	add("ca125")
	for _, id := range []string{"age", "always", f.Score.Finding, "ca125_at_or_above_age_threshold", "ca125_below_age_threshold"} {
		delete(kinds, id)
	}
	for _, id := range slices.Sorted(maps.Keys(kinds)) {
		if kinds[id] {
			g.numbers = append(g.numbers, id)
			g.edges[id] = g.thresholds(id)
		} else {
			g.yesNo = append(g.yesNo, id)
		}
	}
	for _, d := range lib.Findings() {
		if d.FromPatient == "organ" {
			g.organs = append(g.organs, d.ID)
		}
	}
	return g
}

// onlyIf gives the organs of which a finding needs one.
func onlyIf(d *engine.Finding) []string {
	if d.OnlyIf == "" {
		return nil
	}
	return strings.Split(d.OnlyIf, " || ")
}

// blank is a person of an age and sex about whom nothing is found.
func (g *people) blank(age float64, sex string) person {
	p := person{age: age, sex: sex, yes: map[string]bool{}, number: map[string]float64{}}
	for _, o := range g.organs {
		d, _ := g.lib.Finding(o)
		p.yes[o] = d.PresentFor == sex
	}
	return p
}

// settle makes a person feasible.
func (g *people) settle(p person) person {
	if p.number["weight_loss_percent_in_6_months"] > 0 {
		p.yes["weight_loss"] = true
	}
	if _, ok := p.number["psa"]; ok {
		p.yes["psa_result_available"] = true
	}
	for changed := true; changed; {
		changed = false
		for _, id := range g.yesNo {
			changed = g.spread(p, id) || changed
		}
	}
	for changed := true; changed; {
		changed = false
		for _, id := range append(slices.Clone(g.yesNo), g.numbers...) {
			changed = g.withdraw(p, id) || changed
		}
	}
	return p
}

// spread adds what a finding implies.
func (g *people) spread(p person, id string) bool {
	d, _ := g.lib.Finding(id)
	changed := false
	for _, to := range d.Implies {
		if p.yes[id] && !p.yes[to] {
			p.yes[to], changed = true, true
		}
	}
	return changed
}

// withdraw takes a finding away that cannot be: its organ is not there, or
// what it implies is not.
func (g *people) withdraw(p person, id string) bool {
	d, _ := g.lib.Finding(id)
	_, measured := p.number[id]
	if !p.yes[id] && !measured {
		return false
	}
	organs := onlyIf(d)
	possible := len(organs) == 0 || slices.ContainsFunc(organs, func(o string) bool { return p.yes[o] })
	for _, to := range d.Implies {
		possible = possible && p.yes[to]
	}
	if possible {
		return false
	}
	delete(p.yes, id)
	delete(p.number, id)
	return true
}

// answers are a person's, whole: what was not measured is not known.
func (g *people) answers(p person) engine.Answers {
	out := g.lib.PatientAnswers(engine.Patient{Age: &p.age, Sex: p.sex}, engine.When{})
	for _, o := range g.organs {
		out[o] = yesOrNo(p.yes[o])
	}
	for _, id := range g.yesNo {
		out[id] = yesOrNo(p.yes[id])
	}
	for _, id := range g.numbers {
		if v, ok := p.number[id]; ok {
			out[id] = engine.Number(v)
		} else {
			out[id] = engine.Unknown(engine.WhyNotDone)
		}
	}
	return out
}

func yesOrNo(yes bool) engine.Answer {
	if yes {
		return engine.Yes()
	}
	return engine.No()
}

// says writes a person for a failing test.
func (p person) says() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s aged %v:", p.sex, p.age)
	for _, id := range slices.Sorted(maps.Keys(p.yes)) {
		if p.yes[id] {
			b.WriteString(" " + id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(p.number)) {
		fmt.Fprintf(&b, " %s=%v", id, p.number[id])
	}
	return b.String()
}

// random draws a person who is likely to be near some criterion.
func (g *people) random(r *rand.Rand) person {
	p := g.blank(g.randomAge(r), pick(r, []string{"female", "male"}))
	for _, o := range g.organs {
		if r.IntN(40) == 0 { // after an operation, or not as the recorded sex suggests
			p.yes[o] = !p.yes[o]
		}
	}
	often := pick(r, []float64{0, 0.01, 0.05, 0.2})
	for _, id := range g.yesNo {
		p.yes[id] = r.Float64() < often
	}
	for _, id := range g.numbers {
		g.measure(r, p, id, 0.3)
	}
	for range 1 + r.IntN(3) {
		g.aim(r, p, pick(r, g.facts.Criteria))
	}
	return g.settle(p)
}

// aim gives a person most of what one criterion reads, or just enough for it.
func (g *people) aim(r *rand.Rand, p person, c criterion) {
	if r.IntN(2) == 0 {
		for _, l := range pick(r, smallest(c.When)) {
			g.give(p, l, 0)
		}
		return
	}
	for _, l := range g.reads[c.ID] {
		if slices.Contains(g.numbers, l.Finding) {
			g.measure(r, p, l.Finding, 0.9)
		} else if slices.Contains(g.yesNo, l.Finding) && r.IntN(3) > 0 {
			p.yes[l.Finding] = r.IntN(5) > 0
		}
	}
}

// measure gives a number a value at, just beside or far from a threshold.
func (g *people) measure(r *rand.Rand, p person, id string, often float64) {
	d, _ := g.lib.Finding(id)
	if id != "lesion_largest_diameter_mm" && r.Float64() > often {
		return
	}
	v := pick(r, g.edges[id]) + pick(r, []float64{-1, -0.5, 0, 0.5, 1})*d.Step
	p.number[id] = min(max(v, d.Min), d.Max)
}

// thresholds gives the ends of a number and every value that a criterion, a
// band or the score compares it with.
func (g *people) thresholds(id string) []float64 {
	d, _ := g.lib.Finding(id)
	out := []float64{d.Min, d.Max}
	for _, c := range g.facts.Criteria {
		for _, l := range g.reads[c.ID] {
			if l.Finding == id && l.Op != "" {
				out = append(out, l.Value)
			}
		}
	}
	for _, l := range g.facts.Bands[id].Lines {
		out = append(out, l.Threshold)
	}
	for _, l := range g.facts.Score.OnePoint {
		if l.Finding == id {
			out = append(out, l.Value)
		}
	}
	return out
}

// randomAge is often at, or a day before, a birthday that matters.
func (g *people) randomAge(r *rand.Rand) float64 {
	if r.IntN(3) == 0 {
		return float64(r.IntN(1200)) / 12
	}
	c := pick(r, g.facts.Criteria)
	age := 18.0
	switch {
	case c.FromAge != nil && (c.ToAge == nil || r.IntN(2) == 0):
		age = *c.FromAge
	case c.ToAge != nil:
		age = *c.ToAge + 1
	}
	return max(0, age-pick(r, []float64{0, 0, 1.0 / 365, 1, -1, -20}))
}

func pick[T any](r *rand.Rand, list []T) T { return list[r.IntN(len(list))] }
