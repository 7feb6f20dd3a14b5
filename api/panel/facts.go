package panel

import (
	"maps"
	"slices"
	"strings"

	"signpost.health/signpost/engine"
)

// longValue is how much stands beside a finding's name; more stands below it.
const longValue = 20

// facts are the answers already known that this pathway uses, by where they
// came from.
func (p *Panel) facts(ask asking) []FactGroup {
	recorded, asked := FactGroup{Title: "From the record"}, FactGroup{Title: "Answered"}
	for _, finding := range p.inOrder(ask) {
		answer := ask.c.Answers[finding]
		f, ok := p.Library.Finding(finding)
		if !ok {
			continue
		}
		value, why := p.value(f, answer)
		fact := FactView{
			Finding: finding, Says: short(f), Value: value, Long: len(value) > longValue, From: from(answer, why), Note: answer.Note,
			Change: base(ask.c.ID) + "/questions?change=" + finding,
		}
		if answer.Source == engine.FromRecord {
			recorded.Facts = append(recorded.Facts, fact)
		} else {
			asked.Facts = append(asked.Facts, fact)
		}
	}
	var groups []FactGroup
	for _, g := range []FactGroup{recorded, asked} {
		if len(g.Facts) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}

// inOrder are the answered findings of the pathway, in its asking order, then
// what its letters ask for, then what else was told.
func (p *Panel) inOrder(ask asking) []string {
	var order []string
	add := func(finding string) {
		if _, ok := ask.c.Answers[finding]; ok && !slices.Contains(order, finding) && !p.inDetails(ask.c, finding) {
			order = append(order, finding)
		}
	}
	pathway, ok := p.Library.Pathway(ask.c.Pathway.ID)
	if !ok {
		return slices.Sorted(maps.Keys(ask.c.Answers))
	}
	for _, finding := range pathway.Findings() {
		add(finding)
	}
	for _, o := range pathway.Outcomes() {
		for _, finding := range o.Requires {
			add(finding)
		}
	}
	// What was told before the pathway was chosen may be only broader than what
	// it asks: haemoptysis, where it asks whether that is unexplained.
	for _, finding := range slices.Sorted(maps.Keys(ask.c.Answers)) {
		if ask.c.Answers[finding].Source == engine.Asked {
			add(finding)
		}
	}
	return order
}

// value shows an answer without its date, which stands beside it; and why it
// is not known.
func (p *Panel) value(f *engine.Finding, a engine.Answer) (value, why string) {
	if a.State == engine.Known {
		a.Date = ""
		return p.Library.Show(f.ID, a), ""
	}
	value, why, _ = strings.Cut(p.Library.Show(f.ID, a), " (")
	return value, strings.TrimSuffix(why, ")")
}

// from says where an answer came from, and when. That it was asked here goes
// without saying.
func from(a engine.Answer, why string) string {
	var parts []string
	switch a.Source {
	case engine.FromRecord:
		parts = append(parts, "Record")
	case engine.Implied:
		parts = append(parts, "Worked out from other answers")
	case engine.FromSex:
		parts = append(parts, "From the recorded sex")
	case engine.Assumed:
		parts = append(parts, "Assumed")
	case engine.Asked:
	}
	if a.Display != "" {
		parts = append(parts, a.Display)
	}
	if why != "" {
		parts = append(parts, why)
	}
	if day := engine.ShortDate(a.Date); day != "" && a.State == engine.Known {
		parts = append(parts, day)
	}
	return sentence(strings.Join(parts, ", "))
}
