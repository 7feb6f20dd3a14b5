package panel

import (
	"slices"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// ChangedPage says what has changed since a draft was last worked on.
type ChangedPage struct {
	Frame
	Base, Key, Mark string
	// Since is when that was.
	Since string
	// Expired says that the draft can only be begun again.
	Expired bool
	// Aged is what time alone has changed; Details is about the patient.
	Aged    []Aged
	Details []string
	Answers []ChangeView
	// Services is how the services differ that the letter may go to.
	Services []string
	// Pathway is how the pathway differs; Version is its new one.
	Pathway []string
	// Pictures says that the draft has some, which do not go along.
	Pictures bool
	Was      string
	Version  string
	Advice   []AdviceLine
	Same     bool
}

// ChangeView is a finding of which the record says something else.
type ChangeView struct {
	Choice
	Lines []string
}

// AdviceLine is what is advised on some version of what is known.
type AdviceLine struct {
	When string `json:"when"`
	Says string `json:"says"`
}

func (p *Panel) changedPage(m Meanwhile) (ChangedPage, error) {
	c := m.c
	page := ChangedPage{
		Frame: p.caseFrame("What has changed", c), Base: base(c.ID), Key: p.NewID(), Mark: m.mark(p.Library.Digest()),
		Since: m.Since.In(p.Now().Location()).Format("02-Jan-2006 at 15:04"), Expired: m.Expired,
		Aged: m.Aged, Details: m.Patient, Pathway: m.Pathway, Pictures: len(c.Pictured()) > 0, Was: c.Pathway.Version, Version: m.Version,
		Services: m.Services,
	}
	for _, change := range m.Answers {
		if f, ok := p.Library.Finding(change.Finding); ok {
			page.Answers = append(page.Answers, p.changeView(c, f, change))
		}
	}
	var err error
	page.Advice, err = p.advices(m)
	page.Same = !slices.ContainsFunc(page.Advice, func(a AdviceLine) bool { return a.Says != page.Advice[0].Says })
	return page, err
}

func (p *Panel) changeView(c tracking.Consultation, f *engine.Finding, change tracking.RecordChange) ChangeView {
	v := ChangeView{Choice: Choice{ID: "take-" + f.ID, Name: "take", Value: f.ID}}
	own, answered := c.Answers[f.ID]
	own.Note = ""
	switch {
	case change.Now == nil:
		v.Label, v.Checked = short(f)+": no longer in the record", true
	case change.Before == nil:
		v.Label, v.Checked = short(f)+": "+p.Library.Show(f.ID, *change.Now)+", new in the record", true
	default:
		v.Label, v.Checked = short(f)+": "+p.Library.Show(f.ID, *change.Now), true
	}
	if change.Before != nil {
		v.Lines = append(v.Lines, "The record said: "+p.Library.Show(f.ID, *change.Before))
	}
	if answered && own.Source != engine.FromRecord {
		v.Checked = false
		v.Lines = append(v.Lines, "You answered: "+p.Library.Show(f.ID, own)+". That stays unless you tick this.")
	}
	return v
}

// advices are what was advised when the draft was left, what is advised now if
// nothing is taken over, if all that is ticked is, and on today's pathway.
func (p *Panel) advices(m Meanwhile) ([]AdviceLine, error) {
	was := m.c
	left, err := p.Service.DecideAt(was, m.Since)
	if err != nil {
		return nil, err
	}
	lines := []AdviceLine{{"When you left it", p.adviceWords(left)}}
	if len(m.Aged) > 0 {
		now, err := p.Service.Decide(was)
		if err != nil {
			return nil, err
		}
		lines = append(lines, AdviceLine{"Now, if you take nothing over", p.adviceWords(now)})
	}
	with := p.withChanges(m)
	if len(m.Answers)+len(m.Patient) > 0 {
		taken, err := p.Service.Decide(with)
		if err != nil {
			return nil, err
		}
		lines = append(lines, AdviceLine{"With what is ticked", p.adviceWords(taken)})
	}
	if pathway, ok := p.Library.Pathway(m.c.Pathway.ID); ok && m.Version != "" {
		d := p.Library.Advise(pathway, p.Library.Gather(with.Patient.Engine(), with.Answers, p.Now()))
		lines = append(lines, AdviceLine{"On version " + m.Version, p.adviceWords(d)})
	}
	return lines, nil
}

// withChanges is the draft with the changes that the page has ticked.
func (p *Panel) withChanges(m Meanwhile) tracking.Consultation {
	c := m.c
	c.Patient, c.Answers = m.record.Patient, engine.Answers{}
	for id, a := range m.c.Answers {
		c.Answers[id] = a
	}
	for _, change := range m.Answers {
		if own, ok := c.Answers[change.Finding]; ok && own.Source != engine.FromRecord {
			continue
		}
		if change.Now != nil {
			c.Answers[change.Finding] = *change.Now
		} else {
			delete(c.Answers, change.Finding)
		}
	}
	return c
}

// adviceWords is advice in one line.
func (p *Panel) adviceWords(d engine.Decision) string {
	switch {
	case d.Outcome != nil:
		return d.Outcome.Summary + " (" + actionWords(d.Outcome) + ")"
	case d.Status == engine.DoesNotApply:
		return "This pathway is not for this patient"
	}
	return "Not settled yet, " + counted(len(d.Possible), "outcome") + " possible"
}
