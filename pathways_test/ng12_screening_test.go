package pathways_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
)

// oracle says what the guideline recommends for a person, in the words of a
// claim, so that it can be compared with the rows that screening finds met.
type oracle struct {
	facts  facts
	claims map[string]claim
	// held are the lines that stand in text and that no row claims.
	held map[string]bool
}

func newOracle(t testing.TB, lib *engine.Library, f facts) *oracle {
	t.Helper()
	o := &oracle{facts: f, claims: map[string]claim{}, held: map[string]bool{}}
	claimed := map[claim]bool{}
	for _, c := range citations(lib) {
		claimed[c.claim] = claimed[c.claim] || c.Claims
	}
	for _, r := range index(t) {
		o.claims[r.ID] = r.wants(t)
		o.held[r.ID] = !r.needsRow() && !claimed[o.claims[r.ID]]
	}
	return o
}

func (o *oracle) recommends(p person) map[claim]bool {
	out := map[claim]bool{}
	for _, c := range o.facts.Criteria {
		if !o.held[c.ID] && o.facts.met(c, p) {
			out[o.claims[c.ID]] = true
		}
	}
	return out
}

// screened gives the claims of the rows that are met.
func screened(met []engine.Met) map[claim]bool {
	out := map[claim]bool{}
	for _, m := range met {
		if m.Action == engine.OtherPathway { // the pathway it hands over to makes the claim
			continue
		}
		for _, e := range m.Evidence {
			if place, ours := strings.CutPrefix(e, "ng12 "); ours {
				out[claim{place, m.Action, m.Within, m.Strength}] = true
			}
		}
	}
	return out
}

func sorted(claims map[claim]bool) []claim {
	out := []claim{}
	for c := range claims {
		out = append(out, c)
	}
	slices.SortFunc(out, func(a, b claim) int { return cmp.Compare(a.String(), b.String()) })
	return out
}

// agree fails when screening and the facts differ on a person.
func agree(t testing.TB, g *people, o *oracle, p person) map[claim]bool {
	t.Helper()
	want := o.recommends(p)
	got := screened(g.lib.Screen(g.answers(p)).Met)
	if diff := gocmp.Diff(sorted(want), sorted(got)); diff != "" {
		t.Fatalf("%s\nfacts say (-), screening says (+):\n%s", p.says(), diff)
	}
	return want
}

func TestScreeningAgreesWithTheFactsOnRandomPatients(t *testing.T) {
	lib, f := library(t), readFacts(t)
	g, o := newPeople(t, lib, f), newOracle(t, lib, f)
	r := rand.New(rand.NewPCG(12, 2026))
	met := map[claim]int{}
	const patients = 4_000
	for range patients {
		for c := range agree(t, g, o, g.random(r)) {
			met[c]++
		}
	}
	for id, c := range o.claims {
		if !o.held[id] {
			require.Greater(t, met[c], 10, "too few random patients meet %s for the agreement to mean anything", id)
			require.Less(t, met[c], patients/2, "nearly every random patient meets %s", id)
		}
	}
}

func TestLessKnowledgeNeverLosesARecommendation(t *testing.T) {
	lib, f := library(t), readFacts(t)
	g, o := newPeople(t, lib, f), newOracle(t, lib, f)
	r := rand.New(rand.NewPCG(15, 2026))
	for range 1_500 {
		p := g.random(r)
		known, want := g.answers(p), o.recommends(p)
		share := r.Float64()
		for _, id := range append(slices.Clone(g.yesNo), g.numbers...) {
			if r.Float64() < share {
				delete(known, id)
			}
		}
		s := lib.Screen(known)
		met, may := screened(s.Met), screened(possible(s))
		for c := range met {
			require.True(t, want[c], "%s: met with less known, but the facts do not say %s", p.says(), c)
		}
		for c := range want {
			require.True(t, met[c] || may[c], "%s: lost %s", p.says(), c)
		}
	}
}

func possible(s engine.Screening) []engine.Met {
	var out []engine.Met
	for _, p := range s.Possible {
		out = append(out, p.Met)
	}
	return out
}
