package panel

import (
	"slices"
	"strconv"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

func (p *Panel) advicePage(c tracking.Consultation, d engine.Decision) AdvicePage {
	page := AdvicePage{
		Frame: p.caseFrame("Advice", c), Base: base(c.ID), Key: p.NewID(),
		Urgent: p.urgent(c, d), Elsewhere: p.elsewhere(c, d), Card: p.card(c, d), Tests: tests(d), Why: p.why(c, d),
	}
	for _, clash := range d.Contradictions {
		page.Warnings = append(page.Warnings, clash.Says)
	}
	for _, l := range d.Local {
		page.Local = append(page.Local, l.Words())
	}
	if d.Outcome != nil {
		page.Steps = d.Outcome.Steps
	} else if d.Status != engine.DoesNotApply {
		page.Settle = p.settle(c, d)
	}
	for _, a := range d.Also {
		page.Also = append(page.Also, AlsoView{
			Summary: a.Outcome.Summary, How: actionWords(a.Outcome) + ".",
			Evidence: citations(a.Evidence), Steps: a.Outcome.Steps,
		})
	}
	if c.State != tracking.Draft {
		page.Closed, page.Possible = closedWords(c), possible(d)
		return page
	}
	if !c.OverrideStands(d) {
		page.Warnings = append(page.Warnings, "You chose “"+p.choiceWords(c)+"” while the advice was another. That no longer stands: choose again.")
	}
	page.Shown = shownMark(d)
	page.Choices = p.choices(c, d)
	if d.Outcome != nil {
		page.Services = p.services(c, d)
	}
	page.Reasons = reasons(c.Override)
	page.Text = FieldView{ID: "text", Name: "text", Label: "In your words (optional)", Most: tracking.MostText}
	if c.Override != nil {
		page.Text.Value = c.Override.Text
	}
	for _, q := range wanted(d) {
		if f, ok := p.Library.Finding(q.Finding); ok {
			page.Wanted = append(page.Wanted, short(f))
		}
	}
	return page
}

func closedWords(c tracking.Consultation) string {
	switch c.State {
	case tracking.Sent:
		return "This was sent. See what the patient was told."
	case tracking.Advised:
		return "This was closed as advised. See what the patient was told."
	case tracking.Abandoned:
		return "This draft was closed."
	case tracking.Draft:
	}
	return ""
}

// urgent is what leads: more urgent rows of other pathways that cannot wait
// for their turn.
func (p *Panel) urgent(c tracking.Consultation, d engine.Decision) []UrgentView {
	return p.leading(c, d, false)
}

// elsewhere is what another pathway would do in its own time.
func (p *Panel) elsewhere(c tracking.Consultation, d engine.Decision) []UrgentView {
	return p.leading(c, d, true)
}

// leading are the rows met on other pathways, each pathway once by its most
// urgent: those that can wait, or those that cannot.
func (p *Panel) leading(c tracking.Consultation, d engine.Decision, wait bool) []UrgentView {
	if c.State == tracking.Abandoned {
		return nil
	}
	var list []UrgentView
	for _, m := range leads(d.Leading, wait) {
		list = append(list, UrgentView{
			Says: leadWords(m), Pathway: m.Pathway, Title: p.pathwayTitle(m.Pathway),
			Action: base(c.ID) + "/go-on", Key: p.NewID(),
		})
	}
	return list
}

// leads are each pathway's most urgent row of some that were met: of those
// pathways that can wait, or of those that cannot.
func leads(met []engine.Met, wait bool) []engine.Met {
	var list []engine.Met
	seen := map[string]bool{}
	for _, m := range met {
		if !seen[m.Pathway] && (m.Within == engine.Routine || m.Within == engine.NoTime) == wait {
			list = append(list, m)
		}
		seen[m.Pathway] = true
	}
	return list
}

func leadWords(m engine.Met) string {
	if soon := withinWords(m.Within); soon != "" {
		return m.Summary + " (" + soon + ")"
	}
	return m.Summary
}

// card is the advice in one sentence.
func (p *Panel) card(c tracking.Consultation, d engine.Decision) Card {
	switch {
	case d.Outcome != nil:
		kind := cardKind(d.Outcome.Within)
		card := Card{Kind: kind, Spoken: spoken(kind), Heading: d.Outcome.Summary, Lines: []string{actionWords(d.Outcome) + "."}}
		if d.Says != "" {
			card.Lines = append(card.Lines, stopped(d.Says))
		}
		if d.Status == engine.Decided && anyUnknown(c.Answers) {
			card.Lines[0] += " This holds whatever is not known."
		}
		return card
	case d.Status == engine.DoesNotApply:
		card := Card{Kind: "warning", Spoken: "Advice", Heading: "This pathway is not for this patient"}
		if pathway, ok := p.Library.Pathway(c.Pathway.ID); ok {
			about := pathway.About()
			card.Lines = append(card.Lines, "It is for: "+about.Purpose)
			if about.NotMeantFor != "" {
				card.Lines = append(card.Lines, "It is not meant for: "+about.NotMeantFor)
			}
		}
		card.Lines = append(card.Lines, "Find another pathway, or refer in your own words.")
		return card
	}
	card := Card{Kind: "warning", Spoken: "Advice", Heading: "Not enough is known to advise one thing"}
	card.Lines = []string{counted(len(d.Possible), "outcome") + " possible. You can still refer."}
	return card
}

func anyUnknown(answers engine.Answers) bool {
	for _, a := range answers {
		if a.State == engine.NotKnown {
			return true
		}
	}
	return false
}

func possible(d engine.Decision) []PossibleView {
	var list []PossibleView
	for _, o := range d.Possible {
		list = append(list, PossibleView{o.Outcome.Summary, actionWords(o.Outcome) + "."})
	}
	return list
}

// settle are the findings that would settle an open decision: those not yet
// asked, and those not known that a criterion still waits for.
func (p *Panel) settle(c tracking.Consultation, d engine.Decision) []Link {
	var list []Link
	seen := map[string]bool{}
	add := func(finding string) {
		f, ok := p.Library.Finding(finding)
		if !ok || seen[finding] {
			return
		}
		seen[finding] = true
		list = append(list, Link{short(f), base(c.ID) + "/questions?change=" + finding})
	}
	for _, s := range d.Ask {
		for _, q := range s.Questions {
			add(q.Finding)
		}
	}
	for _, criterion := range d.Criteria {
		for _, finding := range criterion.Missing {
			add(finding)
		}
	}
	for _, t := range d.Tests {
		for _, finding := range t.Findings {
			add(finding)
		}
	}
	return list
}

func tests(d engine.Decision) []TestView {
	var list []TestView
	for _, t := range d.Tests {
		list = append(list, TestView{
			ID: "test-" + t.ID, Name: t.Name, Request: t.Request, Because: stopped(sentence(t.Because)),
		})
	}
	return list
}

// choices are the ways on, the advised one chosen. The others have the same
// weight: outcomes of the pathway first, then ways that need no rule.
func (p *Panel) choices(c tracking.Consultation, d engine.Decision) []Choice {
	list := p.ownChoices(d)
	var offered []*engine.Outcome
	if d.Outcome != nil {
		offered = append(offered, d.Outcome)
	}
	for _, o := range p.others(c, d) {
		choice := Choice{Value: doOutcome + o.ID, Label: o.Summary, Hint: actionWords(o)}
		if len(offered) == 0 {
			choice.Before = "Or one of those still possible, most urgent first"
		}
		list, offered = append(list, choice), append(offered, o)
	}
	before := "Or on your own judgement"
	for _, own := range ownWays() {
		if own.offered(d.Outcome, offered) {
			continue
		}
		list = append(list, Choice{Value: doAction + string(own.action) + ":" + string(own.within), Label: own.label, Before: before})
		before = ""
	}
	at := ""
	if c.OverrideStands(d) {
		at = chosen(c)
	}
	return check(list, "do", at)
}

// others are the outcomes to choose beside the advice: its alternative, or all
// that are still possible.
func (p *Panel) others(c tracking.Consultation, d engine.Decision) []*engine.Outcome {
	if d.Outcome != nil {
		if o, ok := p.outcome(c, d.Outcome.Alternative); ok && o.ID != d.Outcome.ID {
			return []*engine.Outcome{o}
		}
		return nil
	}
	var list []*engine.Outcome
	for _, o := range d.Possible {
		list = append(list, o.Outcome)
	}
	return list
}

// ownChoices are the advised way, or what to do while there is none.
func (p *Panel) ownChoices(d engine.Decision) []Choice {
	switch {
	case d.Outcome != nil && d.Outcome.Action == engine.OtherPathway:
		return []Choice{{Value: doAdvised, Label: "Go on with " + p.pathwayTitle(d.Outcome.Route.Pathway), Hint: "Advised. The answers carry over"}}
	case d.Outcome != nil:
		return []Choice{{Value: doAdvised, Label: d.Outcome.Summary, Hint: "Advised"}}
	case d.Status == engine.Open:
		return []Choice{{Value: doMore, Label: "Answer more questions"}}
	case len(d.Tests) > 0:
		return []Choice{{Value: doWait, Label: "Do the tests first, and come back to this"}}
	}
	return []Choice{{Value: doWait, Label: "Keep this, and come back to it"}}
}

// ownWay is a way that needs no rule.
type ownWay struct {
	action engine.Action
	within engine.Within
	label  string
}

// offered says that a way needs no line of its own: it is the advice, or the
// pathway words it better. To refer anyway always stays.
func (w ownWay) offered(advised *engine.Outcome, others []*engine.Outcome) bool {
	if w.action == engine.Refer {
		return advised != nil && advised.Action == w.action && advised.Within == w.within
	}
	return slices.ContainsFunc(others, func(o *engine.Outcome) bool { return o.Action == w.action })
}

// ownWays are open on every pathway, whatever it advises.
func ownWays() []ownWay {
	return []ownWay{
		{engine.Refer, engine.Urgent, "Refer anyway, urgent"},
		{engine.Refer, engine.Routine, "Refer anyway, routine"},
		{engine.AdviceAndGuidance, engine.Routine, "Ask for advice and guidance"},
		{engine.Manage, engine.NoTime, "Manage here"},
	}
}

// choiceWords names the GP's own way as it was offered.
func (p *Panel) choiceWords(c tracking.Consultation) string {
	if o, ok := p.outcome(c, c.Override.Outcome); ok {
		return o.Summary
	}
	for _, way := range ownWays() {
		if way.action == c.Override.Action && way.within == c.Override.Within {
			return way.label
		}
	}
	return "another way"
}

// chosen is the choice as it was recorded, or none.
func chosen(c tracking.Consultation) string {
	switch {
	case c.Override == nil:
		return ""
	case c.Override.Outcome != "":
		return doOutcome + c.Override.Outcome
	}
	return doAction + string(c.Override.Action) + ":" + string(c.Override.Within)
}

// check names a group of choices and marks the chosen one, or else the first.
func check(list []Choice, name, chosen string) []Choice {
	at := 0
	for i := range list {
		list[i].Name = name
		list[i].ID = name
		if i > 0 {
			list[i].ID = name + "-" + strconv.Itoa(i+1)
		}
		if list[i].Value == chosen {
			at = i
		}
	}
	if len(list) > 0 {
		list[at].Checked = true
	}
	return list
}

func reasons(own *tracking.Override) []Choice {
	list := []Choice{
		{Value: string(tracking.PatientPreference), Label: "Patient preference"},
		{Value: string(tracking.ClinicalJudgement), Label: "Clinical judgement"},
		{Value: string(tracking.CouldNotGetTest), Label: "Could not get the test"},
		{Value: string(tracking.AdvisedByPhone), Label: "Service advised by phone"},
		{Value: string(tracking.RuleDoesNotFit), Label: "The rule does not fit"},
	}
	for i := range list {
		list[i].Name, list[i].ID = "reason", "reason-"+list[i].Value
		list[i].Checked = own != nil && string(own.Reason) == list[i].Value
	}
	return list
}
