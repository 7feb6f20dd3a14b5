package pathways_test

import (
	"maps"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
)

// walk makes, for one criterion, every smallest patient who meets it: one for
// each alternative, at the youngest and the oldest age.
type walk struct {
	*people
	c criterion
}

// smallest gives the sets of leaves that are just enough for a tree.
func smallest(w tree) [][]tree {
	switch {
	case w.Any != nil:
		var out [][]tree
		for _, k := range w.Any {
			out = append(out, smallest(k)...)
		}
		return out
	case w.All != nil:
		return together(w.All)
	case w.Of != nil:
		return choose(w.Of, w.AtLeast)
	case w.Not != nil:
		return [][]tree{{}} // absent unless somebody says otherwise
	}
	return [][]tree{{w}}
}

// together joins one smallest set of each tree, in every way.
func together(trees []tree) [][]tree {
	out := [][]tree{{}}
	for _, k := range trees {
		var next [][]tree
		for _, have := range out {
			for _, more := range smallest(k) {
				next = append(next, append(append([]tree{}, have...), more...))
			}
		}
		out = next
	}
	return out
}

func choose(of []tree, n int) [][]tree {
	if n == 0 {
		return [][]tree{{}}
	}
	if len(of) < n {
		return nil
	}
	var out [][]tree
	for _, rest := range choose(of[1:], n-1) {
		for _, first := range smallest(of[0]) {
			out = append(out, append(append([]tree{}, first...), rest...))
		}
	}
	return append(out, choose(of[1:], n)...)
}

// ages are the youngest and the oldest inside, and those just outside, for one
// smallest set.
func (w walk) ages(set []tree) (inside, outside []float64) {
	const day = 1.0 / 365
	lo, hi := 0.0, 110.0
	if w.c.FromAge != nil {
		lo = *w.c.FromAge
	}
	if w.c.ToAge != nil {
		hi = *w.c.ToAge + 1 - day
	}
	for _, l := range set {
		if l.Finding == "age" {
			switch l.Op {
			case ">=":
				lo = max(lo, l.Value)
			case ">":
				lo = max(lo, l.Value+1)
			case "<":
				hi = min(hi, l.Value-day)
			}
		}
	}
	if lo > 0 {
		outside = append(outside, lo-day, lo-1)
	}
	if hi < 110 {
		outside = append(outside, hi+day, hi+1)
	}
	return []float64{lo, max(lo, hi)}, outside
}

// person is somebody with the organ and exactly these leaves; see give.
func (w walk) person(age float64, set []tree, off float64) person {
	sex := "female"
	if d, ok := w.lib.Finding(w.c.Organ); ok {
		sex = d.PresentFor
	}
	p := w.blank(age, sex)
	for _, l := range set {
		w.give(p, l, off)
	}
	return w.settle(p)
}

// give adds what one leaf asks for. A number lies at the nearest value that
// fits, or so many steps towards those that do not.
func (g *people) give(p person, l tree, off float64) {
	switch l.Finding {
	case "age", "always":
		return
	case g.facts.Score.Finding:
		g.score(p, int(l.Value-off))
		return
	case "ca125_at_or_above_age_threshold":
		p.number["ca125"] = 5000
		return
	case "ca125_below_age_threshold":
		p.number["ca125"] = 0
		return
	}
	if l.Op == "" {
		p.yes[l.Finding] = true
		return
	}
	d, _ := g.lib.Finding(l.Finding)
	v := l.Value
	switch l.Op {
	case ">":
		v += d.Step * (1 - off)
	case ">=":
		v -= d.Step * off
	case "<":
		v -= d.Step * (1 - off)
	}
	p.number[l.Finding] = v
}

// score gives parts that make so many points.
func (g *people) score(p person, points int) {
	p.number["lesion_largest_diameter_mm"] = 1
	for i := 0; points >= 2; i, points = i+1, points-2 {
		p.yes[g.facts.Score.TwoPoints[i]] = true
	}
	if points == 1 {
		p.number["lesion_largest_diameter_mm"] = 7
	}
}

func TestWalkDownTheIndex(t *testing.T) {
	lib, f := library(t), readFacts(t)
	g, o := newPeople(t, lib, f), newOracle(t, lib, f)
	for _, c := range f.Criteria {
		if o.held[c.ID] || c.When.Finding == "always" {
			continue
		}
		t.Run(c.ID, func(t *testing.T) {
			w := walk{g, c}
			for _, set := range smallest(c.When) {
				inside, outside := w.ages(set)
				for _, age := range inside {
					w.meets(t, o, age, set)
				}
				for _, age := range outside {
					agree(t, g, o, w.person(age, set, 0))
				}
			}
		})
	}
}

// meets holds one smallest patient, and the same with each part missing, with
// the numbers one step short, and without the organ.
func (w walk) meets(t *testing.T, o *oracle, age float64, set []tree) {
	t.Helper()
	p := w.person(age, set, 0)
	if w.fits(set, p) {
		require.True(t, w.facts.met(w.c, p), p.says())
	}
	agree(t, w.people, o, p)
	agree(t, w.people, o, w.person(age, set, 1))
	agree(t, w.people, o, w.person(age, set, 0.5))
	for i := range set {
		agree(t, w.people, o, w.person(age, append(append([]tree{}, set[:i]...), set[i+1:]...), 0))
	}
	if w.c.Organ != "" {
		without := person{p.age, p.sex, maps.Clone(p.yes), maps.Clone(p.number)}
		without.yes[w.c.Organ] = false
		without = w.settle(without)
		require.False(t, w.facts.met(w.c, without), without.says())
		agree(t, w.people, o, without)
	}
	for _, l := range leaves(w.c.When) { // what must be absent, and what is beside the point
		more := person{p.age, p.sex, maps.Clone(p.yes), maps.Clone(p.number)}
		w.give(more, l, 0)
		agree(t, w.people, o, w.settle(more))
	}
}

// fits says whether the person kept every leaf: an age band or a later law may
// have taken one away.
func (w walk) fits(set []tree, p person) bool {
	for _, l := range set {
		if l.Finding != "age" && !w.facts.holds(l, p) {
			return false
		}
	}
	return true
}

func TestImplicationsOfTheFactsAreTheVocabularys(t *testing.T) {
	lib, f := library(t), readFacts(t)
	for id, implied := range f.Implies {
		a := engine.Answers{id: engine.Yes()}
		if d, _ := lib.Finding(id); d.Kind == engine.KindNumber {
			a[id] = engine.Number(d.Max)
		}
		got, _ := lib.Implied(a)
		for _, to := range implied {
			found := false
			for _, i := range got {
				found = found || i.Finding == to && i.Answer.YesNo
			}
			require.True(t, found, "%s is never true without %s", id, to)
		}
	}
}
