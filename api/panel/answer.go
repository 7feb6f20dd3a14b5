package panel

import (
	"net/http"
	"net/url"

	"signpost.health/signpost/tracking"
)

// answer saves a page of answers, and goes on only when they are on disk.
func (p *Panel) answer(v visit) error {
	form, err := readForm(v.r, isAnswerField)
	if err != nil {
		return err
	}
	c, err := p.read(v)
	if err != nil {
		return err
	}
	answers, wrong := p.readAnswers(form)
	if form.Get("go") == "next" && form.Get("for") != "letter" {
		passedBy(form, answers, wrong)
	}
	if len(wrong) > 0 {
		return p.answerAgain(v, c, form, wrong)
	}
	if set := answers.changed(c.Answers); len(set) > 0 {
		c, err = p.Service.Answer(v.r.Context(), tracking.Write{Actor: v.actor, Key: p.NewID()}, c.ID, set)
		if err != nil {
			return err
		}
	}
	return p.afterAnswer(v, c, form)
}

// passedBy finds the red flags that the form says nothing about. Nothing else
// has to be answered, and "not known" answers these.
func passedBy(form url.Values, answers given, wrong faults) {
	for _, finding := range form[askedField] {
		if _, ok := answers[finding]; !ok && wrong[finding] == "" {
			wrong[finding] = "answer this, or choose not known"
		}
	}
	for _, finding := range form[tickField] {
		if _, ok := answers[finding]; ok {
			return
		}
	}
	if len(form[tickField]) > 0 {
		wrong[tickField] = "Tick what is present, or say that the others are not present or not checked"
	}
}

func (p *Panel) answerAgain(v visit, c tracking.Consultation, form url.Values, wrong faults) error {
	d, err := p.decision(c)
	if err != nil {
		return err
	}
	ask := asking{c: c, d: d, change: form.Get("change"), letter: form.Get("for") == "letter"}
	return p.showQuestions(v, http.StatusUnprocessableEntity, ask, form, wrong)
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
