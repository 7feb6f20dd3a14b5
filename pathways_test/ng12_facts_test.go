package pathways_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/require"
)

// facts are the criteria of the guideline as data. They are evaluated here
// without the engine, so that the two can be held against each other.
type facts struct {
	Score    score               `json:"score"`
	Bands    map[string]band     `json:"bands"`
	Implies  map[string][]string `json:"implies"`
	Criteria []criterion         `json:"criteria"`
}

// score adds points to a finding of its own.
type score struct {
	Finding   string   `json:"finding"`
	TwoPoints []string `json:"two_points"`
	OnePoint  []tree   `json:"one_point"`
}

// band is a threshold that depends on age.
type band struct {
	Op    string     `json:"op"`
	Lines []bandLine `json:"lines"`
}

type bandLine struct {
	FromAge   float64  `json:"from_age"`
	ToAge     *float64 `json:"to_age"`
	Threshold float64  `json:"threshold"`
}

// criterion says whom one line of the index is for.
type criterion struct {
	ID      string   `json:"id"`
	FromAge *float64 `json:"from_age"`
	// ToAge is the last whole year included: 15 ends on the sixteenth birthday.
	ToAge *float64 `json:"to_age"`
	Organ string   `json:"organ"`
	When  tree     `json:"when"`
}

// tree is a condition: one of its shapes is set.
type tree struct {
	All     []tree  `json:"all"`
	Any     []tree  `json:"any"`
	AtLeast int     `json:"at_least"`
	Of      []tree  `json:"of"`
	Not     *tree   `json:"not"`
	Finding string  `json:"finding"`
	Op      string  `json:"op"`
	Value   float64 `json:"value"`
}

// person is a patient about whom everything is known. A number that was never
// measured is absent.
type person struct {
	age    float64
	sex    string
	yes    map[string]bool
	number map[string]float64
}

func readFacts(t testing.TB) facts {
	t.Helper()
	var f facts
	readJSON(t, "ng12_criteria.json", &f)
	return f
}

// met says whether a criterion fits a person.
func (f facts) met(c criterion, p person) bool {
	if c.FromAge != nil && p.age < *c.FromAge || c.ToAge != nil && p.age >= *c.ToAge+1 {
		return false
	}
	if c.Organ != "" && !p.yes[c.Organ] {
		return false
	}
	return f.holds(c.When, p)
}

func (f facts) holds(w tree, p person) bool {
	switch {
	case w.All != nil:
		return f.count(w.All, p) == len(w.All)
	case w.Any != nil:
		return f.count(w.Any, p) > 0
	case w.Of != nil:
		return f.count(w.Of, p) >= w.AtLeast
	case w.Not != nil:
		return !f.holds(*w.Not, p)
	case w.Op != "":
		v, known := f.value(w.Finding, p)
		return known && compare(v, w.Op, w.Value)
	}
	return f.present(w.Finding, p)
}

func (f facts) count(trees []tree, p person) int {
	n := 0
	for _, w := range trees {
		if f.holds(w, p) {
			n++
		}
	}
	return n
}

// present says whether a finding is there; some follow from a number and age.
func (f facts) present(id string, p person) bool {
	switch id {
	case "ca125_at_or_above_age_threshold":
		above, _ := f.banded("ca125", p)
		return above
	case "ca125_below_age_threshold":
		above, known := f.banded("ca125", p)
		return known && !above
	}
	return p.yes[id]
}

// banded compares a number with the threshold of the person's age; an age or a
// number that there is not is not known.
func (f facts) banded(id string, p person) (above, known bool) {
	v, ok := p.number[id]
	for _, l := range f.Bands[id].Lines {
		if p.age >= l.FromAge && (l.ToAge == nil || p.age < *l.ToAge+1) {
			return ok && compare(v, f.Bands[id].Op, l.Threshold), ok
		}
	}
	return false, false
}

func (f facts) value(id string, p person) (float64, bool) {
	switch id {
	case "age": // in whole years: nobody is over 79 before the eightieth birthday
		return math.Floor(p.age), true
	case f.Score.Finding:
		points := 0
		for _, part := range f.Score.TwoPoints {
			points += 2 * f.count([]tree{{Finding: part}}, p)
		}
		return float64(points + f.count(f.Score.OnePoint, p)), true
	}
	v, ok := p.number[id]
	return v, ok
}

func compare(a float64, op string, b float64) bool {
	switch op {
	case ">=":
		return a >= b
	case ">":
		return a > b
	case "<":
		return a < b
	case "<=":
		return a <= b
	case "==":
		return math.Abs(a-b) < 1e-9
	}
	return false
}

func TestFactsAreWhole(t *testing.T) {
	f := readFacts(t)
	lib := library(t)
	inIndex := map[string]bool{}
	for _, r := range index(t) {
		require.False(t, inIndex[r.ID], "%s is in the index twice", r.ID)
		inIndex[r.ID] = true
	}
	require.Len(t, f.Criteria, len(inIndex))
	for _, c := range f.Criteria {
		require.True(t, inIndex[c.ID], "%s has criteria and is not in the index", c.ID)
		for _, leaf := range leaves(c.When) {
			_, ok := lib.Finding(leaf.Finding)
			require.True(t, ok, "%s reads %s, which the vocabulary has not", c.ID, leaf.Finding)
		}
	}
}

// leaves gives every finding that a tree reads, with repeats.
func leaves(w tree) []tree {
	if w.Finding != "" {
		return []tree{w}
	}
	var out []tree
	kids := append(append(append([]tree{}, w.All...), w.Any...), w.Of...)
	if w.Not != nil {
		kids = append(kids, *w.Not)
	}
	for _, k := range kids {
		out = append(out, leaves(k)...)
	}
	return out
}
