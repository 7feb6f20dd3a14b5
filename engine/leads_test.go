package engine_test

import (
	"maps"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
)

// TestALeadIsTrue: giving an answer leaves exactly the outcomes that the reason
// for asking names for it.
func TestALeadIsTrue(t *testing.T) {
	eachPathway(t, func(t *rapid.T, lib *engine.Library, p *engine.Pathway) {
		a := some(t, randomComplete(t, lib, p).answers(lib, p))
		d := p.Decide(a)
		if !consistent(d) || d.Status != engine.Open {
			return
		}
		for _, s := range d.Ask {
			for _, q := range s.Questions {
				f, _ := lib.Finding(q.Finding)
				if s.ForLetter || len(q.Leads) == 0 || f.Derive != "" {
					continue
				}
				for given, ways := range waysToAnswer(p, f) {
					leads := leadsOf(given, q.Leads)
					if len(leads) == 0 && given != "not known" {
						e := p.Decide(with(a, f.ID, ways[0]))
						require.False(t, consistent(e), "%s: no lead speaks of %s: %v", f.ID, given, q.Leads)
					}
					holdLead(t, p, a, f, given, ways, leads)
				}
			}
		}
	})
}

// holdLead gives each answer that is worded alike, and holds what remains
// against the leads that speak of it.
func holdLead(
	t *rapid.T, p *engine.Pathway, a engine.Answers, f *engine.Finding, given string, ways []engine.Answer, leads []engine.Lead,
) {
	for _, l := range leads {
		left := map[string]bool{}
		for _, way := range ways {
			e := p.Decide(with(a, f.ID, way))
			if !consistent(e) {
				return
			}
			for _, o := range e.Possible {
				left[o.Outcome.ID] = true
			}
		}
		var named, got []string
		for _, id := range l.Outcomes {
			if id != "does_not_apply" {
				named = append(named, id)
			}
		}
		for id := range left {
			got = append(got, id)
		}
		require.ElementsMatch(t, named, got, "%s: %s, after %v, which %q speaks of", f.ID, given, sorted(a), l.Answer)
	}
}

// waysToAnswer gives the answers to a finding by what a reader calls them.
func waysToAnswer(p *engine.Pathway, f *engine.Finding) map[string][]engine.Answer {
	out := map[string][]engine.Answer{"not known": {engine.Unknown(engine.WhyUnsure)}}
	switch f.Kind { //nolint:exhaustive // no rule reads the rest
	case engine.KindYesNo:
		out["yes"], out["no"] = []engine.Answer{engine.Yes()}, []engine.Answer{engine.No()}
	case engine.KindOption:
		for _, o := range f.Options {
			out[o.Says] = []engine.Answer{engine.Choice(o.ID)}
		}
	case engine.KindNumber:
		cells := p.Cells()
		for i, l := range p.Levels() {
			if l.Finding != f.ID || l.Missing {
				continue
			}
			for _, c := range cells[i] {
				out[strconv.FormatFloat(c.Sample.Number, 'f', -1, 64)] = []engine.Answer{engine.Number(c.Sample.Number)}
			}
		}
	}
	return out
}

func with(a engine.Answers, finding string, way engine.Answer) engine.Answers {
	out := maps.Clone(a)
	out[finding] = way
	return out
}

// leadsOf reads the leads as a GP does: those that speak of an answer.
func leadsOf(given string, leads []engine.Lead) []engine.Lead {
	var out []engine.Lead
	for _, l := range leads {
		named := strings.Contains(" or "+l.Answer+" or ", " or "+given+" or ")
		if named || l.Answer == "known" && given != "not known" || inWords(given, l.Answer) {
			out = append(out, l)
		}
	}
	return out
}

// inWords says whether a number is among those that words such as "below 30%
// or from 40 to below 50" tell of.
func inWords(number, words string) bool {
	n, err := strconv.ParseFloat(number, 64)
	if err != nil {
		return false
	}
	words = strings.NewReplacer(" or more", "+", " or less", "-").Replace(words)
	for _, w := range strings.Split(words, " or ") {
		var bounds []float64
		for _, t := range strings.FieldsFunc(w, func(r rune) bool { return (r < '0' || r > '9') && r != '.' }) {
			if b, err := strconv.ParseFloat(t, 64); err == nil {
				bounds = append(bounds, b)
			}
		}
		if within(n, w, bounds) {
			return true
		}
	}
	return false
}

func within(n float64, words string, bounds []float64) bool {
	if words == "any value" || len(bounds) == 0 {
		return words == "any value"
	}
	lo := bounds[0]
	switch {
	case strings.HasPrefix(words, "below "):
		return n < lo
	case strings.HasSuffix(words, "+"):
		return n >= lo
	case strings.HasSuffix(words, "-"):
		return n <= lo
	case strings.Contains(words, " to "):
		above, below := strings.HasPrefix(words, "above "), strings.Contains(words, " to below ")
		hi := bounds[1]
		return (n > lo || !above && n == lo) && (n < hi || !below && n == hi)
	case strings.HasPrefix(words, "above "):
		return n > lo
	}
	return n == lo
}

// TestAValueIsKnown: of a result that a rule also reads as missing, a reader is
// told where each value leads, and not that knowing it leaves everything open.
func TestAValueIsKnown(t *testing.T) {
	p, _ := shipped(t).Pathway("copd")
	a := engine.Answers{
		"age": engine.Number(60), "copd_known_or_suspected": engine.Yes(), "spo2_on_air": engine.Number(97),
		"smoking_status": engine.Choice("ex"), "acute_exacerbation_needing_admission": engine.No(),
		"unexplained_haemoptysis": engine.No(), "cor_pulmonale": engine.No(), "cyanosis": engine.No(),
		"secondary_polycythaemia": engine.No(),
	}
	leads := map[string][]engine.Lead{}
	for _, s := range p.Ask(a) {
		for _, q := range s.Questions {
			leads[q.Finding] = q.Leads
		}
	}
	fev1 := leads["fev1_percent_predicted"]
	require.Len(t, fev1, 3)
	require.Equal(t, engine.Lead{Answer: "below 30%", Outcomes: []string{"oxygen_service"}}, fev1[0])
	require.Equal(t, "30% or more", fev1[1].Answer)
	require.Equal(t, engine.Lead{Answer: "not known", Outcomes: []string{"triage_arranges_spirometry", "spirometry"}}, fev1[2])
	require.Equal(t, "“Diagnosis is uncertain” not chosen", leads["copd_specialist_reasons"][0].Answer)
}

// TestBothAnswersAreNamed: where yes and no lead to the same, both are said.
func TestBothAnswersAreNamed(t *testing.T) {
	for _, p := range shipped(t).Pathways() {
		for _, s := range p.Ask(engine.Answers{}) {
			for _, q := range s.Questions {
				if len(q.Leads) == 1 {
					require.NotContains(t, []string{"yes", "no"}, q.Leads[0].Answer, "%s: %s", p.About().ID, q.Finding)
				}
			}
		}
	}
}
