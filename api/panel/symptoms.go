package panel

import (
	"slices"
	"strings"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// SymptomsView is what a list of symptoms leads to: the recommendations that
// they meet, and those that one more answer would.
type SymptomsView struct {
	// Taken says how the words were understood; Left are those that were not.
	Taken []string
	Left  []string
	Met   []RecommendationView
	Away  []RecommendationView
	// Words are sealed, to be carried into a pathway.
	Words string
}

// RecommendationView is one row of some pathway.
type RecommendationView struct {
	Pathway, Title, Summary, How, Evidence string
	// Ask is the one answer that would meet it.
	Ask string
}

// mostRecommendations is how many of each kind a narrow page can bear.
const mostRecommendations = 6

// symptoms reads the words as symptoms of this patient and screens the whole
// library for them. It is nil where the words name none.
func (p *Panel) symptoms(record tracking.Record, words, of string, now time.Time) *SymptomsView {
	r := p.Library.Recognise(words)
	if len(r.Found) == 0 {
		return nil
	}
	answers := p.Library.Gather(record.Patient.Engine(), record.Answers, now)
	view := &SymptomsView{Left: r.Unknown, Words: p.sealed(of, words)}
	var found []string
	for _, f := range r.Found {
		found = append(found, f.Finding)
		answers[f.Finding] = r.Answers[f.Finding]
		view.Taken = append(view.Taken, f.Short)
	}
	for _, m := range p.Library.About(p.Library.Screen(answers).Met, found) {
		if m.Action != engine.Manage && m.Action != engine.OtherPathway {
			view.Met = addRecommendation(view.Met, p.recommendation(m, ""))
		}
	}
	for _, m := range p.Library.OneAway(answers, found) {
		if m.Action == engine.Manage || m.Action == engine.OtherPathway {
			continue
		}
		view.Away = addRecommendation(view.Away, p.recommendation(m.Met, p.asked(m.Missing)))
	}
	return view
}

func (p *Panel) recommendation(m engine.Met, ask string) RecommendationView {
	v := RecommendationView{Pathway: m.Pathway, Summary: m.Summary, How: recommendationWords(m), Evidence: evidenceWords(m.Evidence), Ask: ask}
	if pathway, ok := p.Library.Pathway(m.Pathway); ok {
		v.Title = pathway.About().Title
	}
	return v
}

// asked writes the answers any one of which is enough.
func (p *Panel) asked(findings []string) string {
	var out []string
	for _, id := range findings {
		if f, ok := p.Library.Finding(id); ok && len(out) < 3 {
			out = append(out, f.Short)
		}
	}
	return strings.Join(out, ", or ")
}

// recommendationWords says what it is and how soon: Refer, suspected cancer.
func recommendationWords(m engine.Met) string {
	words := actionName(m.Action)
	if soon := withinWords(m.Within); soon != "" {
		words += ", " + soon
	}
	return words
}

// addRecommendation keeps one line for each pathway and summary, up to the
// most.
func addRecommendation(list []RecommendationView, v RecommendationView) []RecommendationView {
	same := func(o RecommendationView) bool {
		return o.Pathway == v.Pathway && o.Summary == v.Summary && o.Ask == v.Ask
	}
	if len(list) == mostRecommendations || slices.ContainsFunc(list, same) {
		return list
	}
	return append(list, v)
}

// evidenceWords writes citations as a reader knows them: NICE NG12 1.1.1.
func evidenceWords(cited []string) string {
	var out []string
	for _, c := range cited {
		id, place, _ := strings.Cut(c, " ")
		if id == "ng12" {
			id = "NICE NG12"
		}
		out = append(out, strings.TrimSpace(id+" "+place))
	}
	return strings.Join(out, ", ")
}

// carried gives the symptoms that were typed before a pathway was chosen, as
// answers to start it with.
func (p *Panel) carried(of, sealed string) engine.Answers {
	out := engine.Answers{}
	r := p.Library.Recognise(p.opened(of, sealed))
	for _, f := range r.Found {
		out[f.Finding] = r.Answers[f.Finding]
	}
	return out
}
