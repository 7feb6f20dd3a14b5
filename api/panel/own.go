package panel

import (
	"net/http"
	"slices"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// startOwn begins a letter without a pathway.
func (p *Panel) startOwn(v visit) error {
	form, err := readForm(v.r, fields("key", "title"))
	if err != nil {
		return err
	}
	own := tracking.OwnLetter{Title: oneTitle(form.Get("title")), Action: engine.Refer, Within: engine.Routine, ChaseAfter: "6 weeks"}
	c, err := p.Service.Start(v.r.Context(), tracking.Write{Actor: v.actor, Key: form.Get("key") + "-own"},
		tracking.NewConsultation{Patient: v.patient(), Own: &own})
	if err != nil {
		return err
	}
	return v.to(base(c.ID) + "/letter")
}

// oneTitle is a title as far as it fits.
func oneTitle(words string) string {
	title := []rune(sentence(strings.Join(strings.Fields(words), " ")))
	return string(title[:min(len(title), 120)])
}

// ownFields are what the form of an own letter has beside the words.
func ownFields() []string { return []string{"title", "action", "within", "service", "chase"} }

// saveOwn keeps what the form says of an own letter. It changes nothing where
// nothing was changed.
func (p *Panel) saveOwn(v visit, c tracking.Consultation, field func(string) string) (tracking.Consultation, error) {
	own := tracking.OwnLetter{
		Title: strings.TrimSpace(field("title")), Action: engine.Action(field("action")),
		Within: engine.Within(field("within")), ChaseAfter: field("chase"),
	}
	var err error
	if own != *c.Own {
		if c, err = p.Service.WriteOwn(v.r.Context(), p.sameVersion(v, c), c.ID, own); err != nil {
			return c, err
		}
	}
	service := field("service")
	if service == c.Service {
		return c, nil
	}
	if _, ok := p.Library.Service(service); !ok && service != "" {
		return c, &formError{"It chooses a service that the directory does not have."}
	}
	return p.Service.ChooseService(v.r.Context(), p.sameVersion(v, c), c.ID, service)
}

// sameVersion is a write on a consultation as it was read.
func (p *Panel) sameVersion(v visit, c tracking.Consultation) tracking.Write {
	return tracking.Write{Actor: v.actor, Key: p.NewID(), Version: c.Version}
}

// ownView is the part of the page where the GP says what a rule would.
func (p *Panel) ownView(c tracking.Consultation) *OwnView {
	if c.Own == nil || c.State != tracking.Draft {
		return nil
	}
	return &OwnView{
		Title: c.Own.Title,
		Actions: []Choice{
			{ID: "own-refer", Name: "action", Value: string(engine.Refer), Label: "Refer", Checked: c.Own.Action != engine.AdviceAndGuidance},
			{ID: "own-ask", Name: "action", Value: string(engine.AdviceAndGuidance), Label: "Ask for advice", Checked: c.Own.Action == engine.AdviceAndGuidance},
		},
		Selects: []SelectView{
			{"service", "To", p.letterServices(c.Service)},
			{"within", "How soon", withinChoices(c.Own.Within)},
			{"chase", "Chase if nothing has come", chaseChoices(c.Own.ChaseAfter)},
		},
	}
}

func withinChoices(chosen engine.Within) []Choice {
	var list []Choice
	for _, w := range []engine.Within{engine.Routine, engine.Urgent, engine.Weeks2, engine.SuspectedCancer, engine.Hours48, engine.SameDay} {
		list = append(list, Choice{Value: string(w), Label: sentence(withinWords(w)), Checked: w == chosen})
	}
	return list
}

func chaseChoices(chosen string) []Choice {
	var list []Choice
	for _, length := range []string{"2 days", "1 week", "2 weeks", "6 weeks", "3 months", "6 months"} {
		list = append(list, Choice{Value: length, Label: "After " + length, Checked: length == chosen})
	}
	return append(list, Choice{Value: "", Label: "Not at all", Checked: chosen == ""})
}

// letterServices are the services that take letters, by name, each with how it
// stands. None that takes letters is hidden.
func (p *Panel) letterServices(chosen string) []Choice {
	var list []Choice
	for _, s := range p.Library.Services() {
		if !takesLetters(s) {
			continue
		}
		label := s.Name
		if s.State.Is != "open" && !p.isStale(s.State) {
			label += ": " + p.stateTag(s.State).Text
		}
		list = append(list, Choice{Value: s.ID, Label: label, Checked: s.ID == chosen})
	}
	slices.SortFunc(list, func(a, b Choice) int { return strings.Compare(strings.ToLower(a.Label), strings.ToLower(b.Label)) })
	return append([]Choice{{Label: "Another service, not in this list", Checked: chosen == ""}}, list...)
}

// takesLetters leaves out services that are phoned, and those that patients go
// to by themselves.
func takesLetters(s *engine.Service) bool {
	switch s.Kind {
	case "self_referral", "pharmacy", "emergency":
		return false
	}
	return s.How.Method != "phone" && s.How.Method != "self-referral"
}

// untitled asks for a title before a letter goes out; the rest of the page is
// as it was saved.
func (p *Panel) untitled(v visit, c tracking.Consultation) error {
	d, err := p.decision(c)
	if err != nil {
		return err
	}
	return p.showLetterWith(v, http.StatusUnprocessableEntity, c, d, func(page *LetterPage) {
		page.Errors, page.Own.Wrong = []ErrorView{{"Say what the letter is about", "title"}}, true
	})
}
