package panel

import (
	"maps"
	"net/url"
	"slices"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// questionsPage makes the view of one page of questions. typed holds what was
// sent and could not be saved; it is nil when the page is opened.
func (p *Panel) questionsPage(ask asking, typed url.Values, wrong faults) QuestionsPage {
	screen := p.screenFor(ask)
	page := QuestionsPage{
		Frame: p.caseFrame(screen.Title, ask.c), Base: base(ask.c.ID), Key: p.NewID(), Version: ask.c.Version,
		Urgent: p.urgent(ask.c, ask.d), Live: liveWords(ask.d), Next: "Continue",
		Change: ask.change, ForLetter: ask.letter, CanUndo: len(ask.c.Steps) > 0,
		Facts: p.facts(ask), Record: notUsedHref(ask.c.Patient.ID), Nothing: len(screen.Questions) == 0,
	}
	switch {
	case ask.change != "":
		page.Next = "Save"
	case ask.letter:
		page.Next, page.Hint = "See the letter", "These are for the letter only. Leave out what you do not have."
	}
	page.Tick = p.tickList(ask, p.ticked(ask, screen), typed, wrong)
	for _, q := range screen.Questions {
		if page.Tick.holds(q.Finding) {
			continue
		}
		view := p.question(ask, q, typed, wrong[q.Finding])
		page.Questions = append(page.Questions, view)
		page.Noted = page.Noted || view.Note.Value != ""
		if ask.change == "" && p.redFlag(ask.c, q.Row) {
			page.Asked = append(page.Asked, q.Finding)
		}
	}
	page.Errors = p.errors(page, wrong)
	return page
}

// screenFor chooses the screen to show: one finding to change, what the letter
// wants on one page, or the next screen.
func (p *Panel) screenFor(ask asking) engine.Screen {
	if ask.change != "" {
		return engine.Screen{Title: "Change an answer", Questions: []engine.Question{{Finding: ask.change}}}
	}
	if ask.look {
		return engine.Screen{Title: "Answers"}
	}
	letter := engine.Screen{Title: "For the letter", ForLetter: true}
	for _, s := range ask.d.Ask {
		if !s.ForLetter && !ask.letter {
			if s.Title == "" {
				s.Title = "Questions"
			}
			return s
		}
		if s.ForLetter && ask.letter {
			letter.Questions = append(letter.Questions, s.Questions...)
		}
	}
	if ask.letter {
		return letter
	}
	return engine.Screen{Title: "Answers"}
}

// redFlag says whether a row of the pathway is one.
func (p *Panel) redFlag(c tracking.Consultation, row string) bool {
	pathway, ok := p.Library.Pathway(c.Pathway.ID)
	return ok && slices.ContainsFunc(pathway.Rows(), func(r *engine.Row) bool { return r.ID == row && r.RedFlag })
}

// ticked are the questions of a screen that one tick list holds: those of a
// screen that is one, and what the letter wants that can be attested together.
func (p *Panel) ticked(ask asking, s engine.Screen) []engine.Question {
	var list []engine.Question
	for _, q := range s.Questions {
		f, ok := p.Library.Finding(q.Finding)
		if ok && f.Kind == engine.KindYesNo && (s.Style == "tick_list" || ask.letter && f.Attest) {
			list = append(list, q)
		}
	}
	if ask.letter && len(list) < fewestForLetter {
		return nil
	}
	return list
}

// fewestForLetter is how many findings are quicker ticked than answered.
const fewestForLetter = 2

func (p *Panel) tickList(ask asking, questions []engine.Question, typed url.Values, wrong faults) *TickList {
	if len(questions) == 0 {
		return nil
	}
	list := &TickList{ID: "ticks", Legend: "Tick what is present", Error: wrong[tickField]}
	for _, q := range questions {
		list.Items = append(list.Items, TickItem{
			Choice: Choice{
				ID: fieldID(q.Finding), Name: tickPrefix + q.Finding, Value: "yes", Label: q.Ask,
				Checked: typed.Get(tickPrefix+q.Finding) == "yes",
			},
			Finding: q.Finding, Why: p.leads(ask.c, q),
		})
	}
	list.Rest = []Choice{
		{ID: "rest", Name: restField, Value: absent, Label: "Not present", Checked: typed.Get(restField) == absent},
		{ID: "rest-2", Name: restField, Value: unticked, Label: "Not checked", Checked: typed.Get(restField) == unticked},
	}
	return list
}

// errors are the lines of the error summary, in the order of the page.
func (p *Panel) errors(page QuestionsPage, wrong faults) []ErrorView {
	var lines []ErrorView
	shown := map[string]bool{fieldID(tickField): true, fieldID(savedField): true, fieldID(emptyField): true, fieldID(strangerField): true}
	if says := wrong[savedField]; says != "" {
		lines = append(lines, ErrorView{says, ""})
	}
	if says := wrong[emptyField]; says != "" {
		lines = append(lines, ErrorView{says, firstTarget(page)})
	}
	if page.Tick != nil && page.Tick.Error != "" {
		lines = append(lines, ErrorView{page.Tick.Error, page.Tick.Items[0].ID})
	}
	for _, q := range page.Questions {
		shown[q.ID] = true
		if q.Error != "" {
			lines = append(lines, ErrorView{q.Error, q.Target})
		}
	}
	for _, finding := range slices.Sorted(maps.Keys(wrong)) {
		if !shown[fieldID(finding)] {
			lines = append(lines, ErrorView{p.faultWords(finding, wrong[finding]), ""})
		}
	}
	return lines
}

// firstTarget is the first field of the page.
func firstTarget(page QuestionsPage) string {
	switch {
	case page.Tick != nil:
		return page.Tick.Items[0].ID
	case len(page.Questions) > 0:
		return page.Questions[0].Target
	}
	return ""
}

func (p *Panel) faultWords(finding, says string) string {
	if f, ok := p.Library.Finding(finding); ok {
		return short(f) + ": " + says
	}
	return "Signpost does not know one of these questions."
}

// leads says which answers lead where.
func (p *Panel) leads(c tracking.Consultation, q engine.Question) []string {
	var lines []string
	for _, lead := range q.Leads {
		lines = append(lines, sentence(lead.Answer)+": "+p.outcomeWords(c, lead.Outcomes))
	}
	return lines
}

// mostOutcomes is how many outcomes a line can hold and still be read.
const mostOutcomes = 2

func (p *Panel) outcomeWords(c tracking.Consultation, ids []string) string {
	if len(ids) > mostOutcomes {
		return counted(len(ids), "outcome") + " stay possible, the most urgent: " + p.outcomeSummary(c, ids[0])
	}
	words := ""
	for i, id := range ids {
		if i > 0 {
			words += "; or "
		}
		words += p.outcomeSummary(c, id)
	}
	return words
}

func (p *Panel) outcomeSummary(c tracking.Consultation, id string) string {
	if id == string(engine.DoesNotApply) {
		return "this pathway does not apply"
	}
	if pathway, ok := p.Library.Pathway(c.Pathway.ID); ok {
		if o, ok := pathway.Outcome(id); ok {
			return o.Summary
		}
	}
	return named(id)
}

func fieldID(finding string) string { return "q-" + finding }
