package panel

import (
	"errors"
	"net/http"
	"net/url"
	"strconv"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// answer saves a page of answers, and goes on only when they are on disk.
func (p *Panel) answer(v visit) error {
	form, err := readForm(v.r, isAnswerField)
	if err != nil {
		return err
	}
	err = p.saveAnswers(v, form)
	for range atOnce {
		if !errors.Is(err, tracking.ErrMoved) {
			return err
		}
		// Another page was saved at the same moment: look at it as it is now.
		err = p.saveAnswers(v, form)
	}
	return err
}

// atOnce is how many pages may be saved at one moment before somebody has to
// look again.
const atOnce = 3

func (p *Panel) saveAnswers(v visit, form url.Values) error {
	c, err := p.read(v)
	if err != nil {
		return err
	}
	answers, wrong := p.readAnswers(c, form)
	if form.Get("go") == "next" && form.Get("for") != "letter" {
		passedBy(form, answers, c.Answers, wrong)
	}
	later := form.Get("go") == "later" && wrong[strangerField] == ""
	if len(wrong) > 0 && !later {
		return p.answerAgain(v, c, form, wrong)
	}
	set, forget := answers.changed(c.Answers), p.emptied(c, form, answers, wrong)
	if clash := clashes(c, form, set, forget); len(clash) > 0 {
		return p.showStale(v, c, form, set, clash)
	}
	if len(set)+len(forget) > 0 {
		c, err = p.Service.Answer(v.r.Context(), p.sameVersion(v, c), c.ID, set, forget...)
		if err != nil {
			return err
		}
	}
	if len(wrong) == 0 && len(answers)+len(forget) == 0 && form.Get("go") == "next" && form.Get("for") != "letter" && form.Get("change") == "" {
		return p.nothingAnswered(v, c, form)
	}
	if len(wrong) > 0 {
		wrong[savedField] = "The other answers are saved. Mend this one, or leave it empty"
		return p.answerAgain(v, c, form, wrong)
	}
	return p.afterAnswer(v, c, form)
}

// passedBy finds the red flags that the form says nothing about. Nothing else
// has to be answered, and "not known" answers these.
func passedBy(form url.Values, answers given, before engine.Answers, wrong faults) {
	for _, finding := range form[askedField] {
		_, ok := answers[finding]
		if _, known := before[finding]; !ok && !known && wrong[finding] == "" {
			wrong[finding] = "answer this, or choose not known"
		}
	}
	open := false
	for _, finding := range form[tickField] {
		if _, ok := answers[finding]; ok {
			return
		}
		if _, known := before[finding]; !known {
			open = true
		}
	}
	if open {
		wrong[tickField] = "Tick what is present, or say that the others are not present or not checked"
	}
}

// emptied are the answers that a form takes back: the one it changes, when the
// field that held it was cleared; and what stood as present on a tick list that
// no longer ticks it and says nothing of the rest.
func (p *Panel) emptied(c tracking.Consultation, form url.Values, answers given, wrong faults) []string {
	var list []string
	for _, finding := range form[tickField] {
		if _, ok := answers[finding]; !ok && c.Answers[finding].YesNo && c.Answers[finding].State == engine.Known {
			list = append(list, finding)
		}
	}
	change := form.Get("change")
	f, ok := p.Library.Finding(change)
	if _, answered := answers[change]; !ok || answered || wrong[change] != "" {
		return list
	}
	held := p.before(f, asking{c: c, change: change})
	if held.Has(valueField+change) || held.Has(otherField+change) {
		list = append(list, change)
	}
	return list
}

// seenVersion is the version of the consultation that a form was made from;
// a form that does not say has seen nothing.
func seenVersion(form url.Values) int {
	n, err := strconv.Atoi(form.Get("version"))
	if err != nil {
		return 0
	}
	return n
}

func (p *Panel) answerAgain(v visit, c tracking.Consultation, form url.Values, wrong faults) error {
	d, err := p.decision(c)
	if err != nil {
		return err
	}
	ask := asking{c: c, d: d, change: form.Get("change"), letter: form.Get("for") == "letter"}
	if p.inDetails(c, ask.change) {
		ask.change = ""
	}
	return p.showQuestions(v, http.StatusUnprocessableEntity, ask, form, wrong)
}

// nothingAnswered says so, where the same page would come again without a word.
func (p *Panel) nothingAnswered(v visit, c tracking.Consultation, form url.Values) error {
	d, err := p.decision(c)
	if err != nil {
		return err
	}
	if to := nextPage(c, d); to != base(c.ID)+"/questions" {
		return v.to(to)
	}
	return p.answerAgain(v, c, form, faults{emptyField: "Answer at least one of these, or choose not known. Or go to the advice as it stands"})
}

func (p *Panel) afterAnswer(v visit, c tracking.Consultation, form url.Values) error {
	switch {
	case form.Get("go") == "later":
		return v.to(patientHref(c.Patient.ID))
	case form.Get("go") == "advice":
		return v.to(base(c.ID) + "/advice")
	case form.Get("for") == "letter":
		return v.to(base(c.ID) + "/letter")
	}
	d, err := p.decision(c)
	if err != nil {
		return err
	}
	return v.to(nextPage(c, d))
}
