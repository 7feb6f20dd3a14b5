package panel

import (
	"net/http"
	"net/url"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// asking is one page of questions: which, and why they are asked.
type asking struct {
	c tracking.Consultation
	d engine.Decision
	// change is the one finding that is asked again, or empty.
	change string
	// letter asks what the letter wants; look asks nothing and shows the
	// answers.
	letter, look bool
}

// resume goes to where the consultation stands.
func (p *Panel) resume(v visit) error {
	c, d, err := p.open(v)
	if err != nil {
		return err
	}
	m, err := p.meanwhile(v.r.Context(), v.actor, c)
	if err != nil {
		return err
	}
	if m.Any {
		return v.to(base(c.ID) + "/changed")
	}
	return v.to(nextPage(c, d))
}

// read reads a consultation, its answers as they count now: a result that is
// out of date is not known.
func (p *Panel) read(v visit) (tracking.Consultation, error) {
	c, err := p.Service.Resume(v.r.Context(), v.actor, v.consultation())
	if err != nil {
		return c, err
	}
	c.Answers = p.Library.Fresh(c.Answers, p.at(c))
	return c, nil
}

// open reads a consultation with its decision.
func (p *Panel) open(v visit) (tracking.Consultation, engine.Decision, error) {
	c, err := p.read(v)
	if err != nil {
		return c, engine.Decision{}, err
	}
	d, err := p.decision(c)
	return c, d, err
}

// decision is what was decided when it ended, or what is advised now.
func (p *Panel) decision(c tracking.Consultation) (engine.Decision, error) {
	if c.Decision != nil {
		return *c.Decision, nil
	}
	return p.Service.Decide(c)
}

// nextPage is the page that helps most now. What cannot wait shows at once,
// before anything else is asked.
func nextPage(c tracking.Consultation, d engine.Decision) string {
	at := base(c.ID)
	switch {
	case c.Own != nil && c.State == tracking.Draft:
		return at + "/letter"
	case c.State == tracking.Sent, c.State == tracking.Advised:
		return at + "/tell"
	case c.State == tracking.Abandoned, cannotWait(d):
		return at + "/advice"
	case advising(d.Ask) > 0:
		return at + "/questions"
	}
	return at + "/advice"
}

func cannotWait(d engine.Decision) bool {
	return d.Outcome != nil && (d.Outcome.Within == engine.Now || d.Outcome.Within == engine.SameDay)
}

// advising counts the questions that can still change what is advised.
func advising(screens []engine.Screen) int {
	n := 0
	for _, s := range screens {
		if !s.ForLetter {
			n += len(s.Questions)
		}
	}
	return n
}

func (p *Panel) questions(v visit) error {
	c, d, err := p.open(v)
	if err != nil {
		return err
	}
	if c.Own != nil {
		return v.to(base(c.ID) + "/letter") // it asks nothing
	}
	query := v.r.URL.Query()
	ask := asking{c: c, d: d, change: query.Get("change"), letter: query.Get("for") == "letter", look: query.Get("look") == "answers"}
	if ask.change != "" {
		if _, ok := p.Library.Finding(ask.change); !ok {
			return &tracking.Error{Code: tracking.NotFound, Message: "There is no such question."}
		}
		if p.inDetails(c, ask.change) {
			return v.to(base(c.ID) + "/questions") // the record is where that is changed
		}
	}
	return p.showQuestions(v, http.StatusOK, ask, nil, nil)
}

// showQuestions writes the page, with what was typed and what was wrong with it.
func (p *Panel) showQuestions(v visit, status int, ask asking, typed url.Values, wrong faults) error {
	page := p.questionsPage(ask, typed, wrong)
	if err := p.withNews(v, &page.Frame, ask.c); err != nil {
		return err
	}
	return p.pages.render(v.w, status, "questions", page)
}

func (p *Panel) undo(v visit) error {
	form, err := readForm(v.r, fields("key", "version"))
	if err != nil {
		return err
	}
	version := seenVersion(form)
	if version == 0 {
		return &formError{"It does not say which answers you saw."}
	}
	c, err := p.Service.Undo(v.r.Context(), tracking.Write{Actor: v.actor, Key: form.Get("key"), Version: version}, v.consultation())
	if err != nil {
		return err
	}
	d, err := p.decision(c)
	if err != nil {
		return err
	}
	return v.to(nextPage(c, d))
}

// live says how many answers could still change the advice if the form were
// saved as it stands. It saves nothing.
func (p *Panel) live(v visit) error {
	form, err := readForm(v.r, isAnswerField)
	if err != nil {
		return err
	}
	c, err := p.read(v)
	if err != nil {
		return err
	}
	given, _ := p.readAnswers(c, form)
	c.Answers = given.over(c.Answers)
	d, err := p.Service.Decide(c)
	if err != nil {
		return err
	}
	v.w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = v.w.Write([]byte(liveWords(d))) // the browser is gone: nobody to tell
	return nil
}

// liveWords says how far the questions have come.
func liveWords(d engine.Decision) string {
	n := advising(d.Ask)
	switch d.Status {
	case engine.Decided, engine.DoesNotApply:
		if n == 0 {
			return "Enough to advise."
		}
		return "Enough to advise. " + counted(n, "answer") + " could add to it."
	case engine.Undecided:
		return "Nothing more to ask: what is not known leaves more than one outcome."
	case engine.Open:
	}
	if n == 1 {
		return "1 answer could still change the advice."
	}
	return "Up to " + counted(n, "answer") + " could still change the advice."
}
