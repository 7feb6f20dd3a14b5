package panel

import (
	"slices"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// why says where the advice comes from: the rule, the criteria with what is
// known of each, what would change it, and the version that decided.
func (p *Panel) why(c tracking.Consultation, d engine.Decision) WhyView {
	view := WhyView{Answers: base(c.ID) + "/questions?look=answers", Source: p.source(c, d)}
	if d.Outcome != nil {
		view.Evidence = citations(d.Outcome.Evidence)
		view.Rule = strengthWords(d.Outcome.Strength)
	}
	for _, criterion := range d.Criteria {
		view.Criteria = append(view.Criteria, CriterionView{
			Says: criterion.Says, Truth: truthTag(criterion.Truth),
			Answers: strings.Join(p.answersRead(c, d, criterion), "; "), Evidence: shortCitations(criterion.Evidence),
		})
	}
	for _, change := range d.Changes {
		view.Changes = append(view.Changes, stopped(change.Says))
	}
	for _, implied := range d.Implied {
		if f, ok := p.Library.Finding(implied.Finding); ok {
			view.Implied = append(view.Implied, short(f)+": "+p.Library.Show(f.ID, implied.Answer)+", worked out from "+strings.ToLower(p.shorts(implied.Because))+".")
		}
	}
	return view
}

func strengthWords(s engine.Strength) string {
	switch s {
	case engine.StrengthRefer:
		return "The evidence says to refer."
	case engine.StrengthOffer:
		return "The evidence says to offer this."
	case engine.StrengthConsider:
		return "The evidence says to consider this."
	}
	return ""
}

func truthTag(t engine.Truth) Tag {
	switch t {
	case engine.IsMet:
		return Tag{"Met", "sp-met"}
	case engine.IsNotMet:
		return Tag{"Not met", "sp-not"}
	case engine.IsOpen:
		return Tag{"Not known", "sp-open-state"}
	}
	return Tag{string(t), "sp-not"}
}

// answersRead shows the answers that a criterion reads; a finding nobody asked about
// is said to be so, because it is not a no.
func (p *Panel) answersRead(c tracking.Consultation, d engine.Decision, criterion engine.CriterionResult) []string {
	implied := engine.Answers{}
	for _, i := range d.Implied {
		implied[i.Finding] = i.Answer
	}
	known := p.Library.PatientAnswers(c.Patient.Engine(), p.at(c))
	var lines []string
	for _, finding := range criterion.Findings {
		f, ok := p.Library.Finding(finding)
		if !ok {
			continue
		}
		answer, ok := c.Answers[finding]
		if !ok {
			answer, ok = implied[finding]
		}
		if !ok {
			answer, ok = known[finding]
		}
		if !ok {
			lines = append(lines, short(f)+": not asked")
			continue
		}
		lines = append(lines, short(f)+": "+p.Library.Show(finding, answer))
	}
	return lines
}

func (p *Panel) source(c tracking.Consultation, d engine.Decision) []string {
	var lines []string
	if pathway, ok := p.Library.Pathway(c.Pathway.ID); ok {
		about := pathway.About()
		lines = append(lines, about.Title+", version "+d.Pathway.Version+", "+strings.ReplaceAll(d.Pathway.Status, "_", " ")+
			". Owner: "+about.Owner+". Review by "+engine.ShortDate(about.ReviewBy)+".")
	}
	if d.Row != "" {
		lines = append(lines, "Rule: "+named(d.Row)+".")
	}
	lines = append(lines, notices(d)...)
	return append(lines,
		"Rules "+fingerprint(d.Pathway.Behaviour)+", wording "+fingerprint(d.Pathway.Content)+", library "+fingerprint(d.Pathway.Digest)+".")
}

// notices are what the sources of the advice ask to be said beside it, each
// once: NICE's attribution, for one.
func notices(d engine.Decision) []string {
	var out []string
	add := func(cites []engine.Citation) {
		for _, c := range cites {
			if c.Notice != "" && !slices.Contains(out, c.Notice) {
				out = append(out, c.Notice)
			}
		}
	}
	for _, o := range d.Possible {
		add(o.Outcome.Evidence)
	}
	for _, a := range d.Also {
		add(a.Evidence)
	}
	for _, c := range d.Criteria {
		add(c.Evidence)
	}
	return out
}

// fingerprint is the part of a hash that people compare.
func fingerprint(hash string) string {
	_, hex, ok := strings.Cut(hash, ":")
	if !ok {
		hex = hash
	}
	if len(hex) > 12 {
		hex = hex[:12]
	}
	return hex
}
