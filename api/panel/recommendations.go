package panel

import (
	"fmt"
	"slices"
	"strings"

	"signpost.health/signpost/engine"
)

// RecommendationList is recommendations, the most urgent first.
type RecommendationList struct {
	First []RecommendationView
	// More are those that a narrow page keeps closed.
	More []RecommendationView
}

// RecommendationView is one recommendation of some pathway.
type RecommendationView struct {
	Pathway, Title, Summary, How, Evidence string
	// Ask says which answers would meet it: "If: Unexplained haemoptysis".
	Ask string
}

// mostRecommendations is how many of each kind a narrow page shows at once.
const mostRecommendations = 5

// recommendations gathers rows that advise the same.
type recommendations []recommended

type recommended struct {
	engine.Met
	ask []string
	// rows are all that advise it.
	rows []string
}

func (r *recommendations) add(m engine.Met, ask []string) {
	if m.Action == engine.Manage || m.Action == engine.OtherPathway {
		return
	}
	for i := range *r {
		if one := &(*r)[i]; one.same(m) || one.alike(m, ask) {
			one.rows = append(one.rows, m.Row)
			one.ask = united(one.ask, ask)
			return
		}
	}
	*r = append(*r, recommended{m, ask, []string{m.Row}})
}

// same says whether a row leads to the same outcome.
func (r *recommended) same(m engine.Met) bool {
	return r.Pathway == m.Pathway && r.Outcome == m.Outcome
}

// alike says whether a row asks the same for the same kind of advice: to
// measure a CA125, and to consider measuring it.
func (r *recommended) alike(m engine.Met, ask []string) bool {
	return len(ask) > 0 && r.Pathway == m.Pathway && r.Action == m.Action && r.Within == m.Within && slices.Equal(r.ask, ask)
}

func (r recommendations) have(m engine.Met) bool {
	return slices.ContainsFunc(r, func(one recommended) bool { return one.same(m) })
}

// soonAs says whether something as urgent is there from the same pathway.
func (r recommendations) soonAs(m engine.Met) bool {
	return slices.ContainsFunc(r, func(one recommended) bool {
		return one.Pathway == m.Pathway && one.Within.Rank() <= m.Within.Rank()
	})
}

func united(a, b []string) []string {
	out := slices.Clone(a)
	for _, s := range b {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func (s *SymptomsView) list(p *Panel, r recommendations, lead, joint string) RecommendationList {
	var out RecommendationList
	for i, one := range r {
		v := s.recommendation(p, one)
		if len(one.ask) > 0 {
			v.Ask = lead + p.asked(one.ask, joint)
		}
		if i < mostRecommendations {
			out.First = append(out.First, v)
		} else {
			out.More = append(out.More, v)
		}
	}
	return out
}

// recommendation writes one, and notes what its sources ask to be said.
func (s *SymptomsView) recommendation(p *Panel, r recommended) RecommendationView {
	v := RecommendationView{Pathway: r.Pathway, Summary: r.Summary, How: recommendationWords(r.Met)}
	pathway, ok := p.Library.Pathway(r.Pathway)
	if !ok {
		return v
	}
	v.Title = pathway.About().Title
	s.Draft = s.Draft || pathway.About().Status != "approved"
	var cited []engine.Citation
	for _, row := range slices.Concat(pathway.Rows(), pathway.AlsoRows()) {
		if slices.Contains(r.rows, row.ID) {
			cited = append(cited, row.Evidence...)
		}
	}
	for _, c := range cited {
		if c.Notice != "" {
			s.Notices = united(s.Notices, []string{c.Notice})
		}
	}
	v.Evidence = evidenceWords(cited)
	return v
}

// mostAsked is how many answers a line names.
const mostAsked = 3

// asked names the findings that are to be asked.
func (p *Panel) asked(findings []string, joint string) string {
	var out []string
	for _, id := range findings {
		if f, ok := p.Library.Finding(id); ok {
			out = append(out, f.Short)
		}
	}
	if more := len(out) - mostAsked; more > 1 {
		out = append(out[:mostAsked], fmt.Sprintf("%d others", more))
	}
	return strings.Join(out, joint)
}

// recommendationWords says what it is and how soon: Refer, suspected cancer.
func recommendationWords(m engine.Met) string {
	words := actionName(m.Action)
	if soon := withinWords(m.Within); soon != "" {
		words += ", " + soon
	}
	return words
}

// evidenceWords writes citations as a reader knows them: NICE NG12 1.2.1, 1.2.7;
// without one of those, the titles.
func evidenceWords(cited []engine.Citation) string {
	var places, titles []string
	for _, c := range cited {
		if c.ID == "ng12" {
			places = united(places, []string{c.Place})
		} else {
			titles = united(titles, []string{c.Title})
		}
	}
	if len(places) > 0 {
		return "NICE NG12 " + strings.Join(places, ", ")
	}
	return strings.Join(titles, "; ")
}
