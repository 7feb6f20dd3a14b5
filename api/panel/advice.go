package panel

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

func (p *Panel) advice(v visit) error {
	c, d, err := p.open(v)
	if err != nil {
		return err
	}
	if c.Own != nil && c.State == tracking.Draft {
		return v.to(base(c.ID) + "/letter") // no rule advises it
	}
	page := p.advicePage(c, d)
	if c.State != tracking.Draft {
		if page.Urgent, err = p.notActedOn(v, c, page.Urgent); err != nil {
			return err
		}
	}
	if err := p.withNews(v, &page.Frame, c); err != nil {
		return err
	}
	return p.pages.render(v.w, http.StatusOK, "advice", page)
}

// What the GP may choose to do, as the form sends it.
const (
	doAdvised = "advised"
	doOutcome = "outcome:"
	doAction  = "action:"
	doMore    = "more"
	doWait    = "wait"
)

// choose records what the GP does: the advice, or another way with the reason.
func (p *Panel) choose(v visit) error {
	form, err := readForm(v.r, fields("key", "shown", "do", "service", "reason", "text", "go"))
	if err != nil {
		return err
	}
	c, d, err := p.open(v)
	if err != nil {
		return err
	}
	if form.Get("go") == "later" {
		return v.to(patientHref(c.Patient.ID))
	}
	do := form.Get("do")
	switch {
	case form.Has("shown") && form.Get("shown") != shownMark(d):
		return p.adviceAgain(v, c, d, form)
	case do == doMore:
		return v.to(base(c.ID) + "/questions")
	case do == doWait:
		return v.to(patientHref(c.Patient.ID))
	case do == doAdvised && d.Outcome != nil && d.Outcome.Action == engine.OtherPathway:
		return p.hop(v, c, d.Outcome.Route.Pathway, form.Get("key"), true)
	case do == doAdvised && d.Outcome == nil, do == "":
		return v.to(base(c.ID) + "/advice")
	}
	o := d.Outcome
	if do == doAdvised {
		c, err = p.takeAdvice(v, c)
	} else {
		o, c, err = p.override(v, c, d, override(do, form.Get("reason"), form.Get("text")))
	}
	if err != nil {
		return err
	}
	if c, err = p.chooseService(v, c, o, form.Get("service")); err != nil {
		return err
	}
	return v.to(p.afterChoice(c, d, action(o, c.Override)))
}

// afterChoice goes to the letter, by way of what the letter still wants; or,
// where no letter is needed, to what the patient is told.
func (p *Panel) afterChoice(c tracking.Consultation, d engine.Decision, a engine.Action) string {
	switch {
	case !needsLetter(a), a == engine.Redirect && p.patientGoes(c):
		return base(c.ID) + "/tell"
	case len(wanted(d)) > 0:
		return base(c.ID) + "/questions?for=letter"
	}
	return base(c.ID) + "/letter"
}

// patientGoes says whether the chosen service is one that patients go to by
// themselves.
func (p *Panel) patientGoes(c tracking.Consultation) bool {
	s, ok := p.Library.Service(c.Service)
	return ok && (s.Kind == "self_referral" || s.Kind == "pharmacy")
}

// wanted are the questions that only the letter asks.
func wanted(d engine.Decision) []engine.Question {
	var list []engine.Question
	for _, s := range d.Ask {
		if s.ForLetter {
			list = append(list, s.Questions...)
		}
	}
	return list
}

func needsLetter(a engine.Action) bool {
	switch a {
	case engine.Refer, engine.AdviceAndGuidance, engine.Redirect:
		return true
	case engine.Test, engine.Manage, engine.OtherPathway:
		return false
	}
	return true
}

// action is what the GP does in the end.
func action(o *engine.Outcome, own *tracking.Override) engine.Action {
	switch {
	case own != nil && own.Action != "":
		return own.Action
	case o != nil:
		return o.Action
	}
	return engine.Refer
}

// override reads another way from the form. A GP who gives no reason has
// decided on clinical judgement, and the page says so.
func override(do, reason, text string) tracking.Override {
	own := tracking.Override{Reason: tracking.Reason(reason), Text: text}
	if reason == "" {
		own.Reason = tracking.ClinicalJudgement
	}
	if outcome, ok := strings.CutPrefix(do, doOutcome); ok {
		own.Outcome = outcome
	} else {
		action, within, _ := strings.Cut(strings.TrimPrefix(do, doAction), ":")
		own.Action, own.Within = engine.Action(action), engine.Within(within)
	}
	return own
}

// shownMark says which advice a page showed.
func shownMark(d engine.Decision) string {
	shown := tracking.AdvisedBy(d)
	return string(shown.Action) + ":" + string(shown.Within) + ":" + shown.Outcome
}

// adviceAgain shows what is advised now, in place of choosing by a page that
// showed other advice. What was typed there is kept.
func (p *Panel) adviceAgain(v visit, c tracking.Consultation, d engine.Decision, form url.Values) error {
	page := p.advicePage(c, d)
	page.Warnings = append(page.Warnings, "The advice has changed since you opened this page. Nothing was chosen: look at it as it is now.")
	page.Text.Value = form.Get("text")
	page.Reasons = reasons(&tracking.Override{Reason: tracking.Reason(form.Get("reason"))})
	return p.pages.render(v.w, http.StatusConflict, "advice", page)
}

func (p *Panel) takeAdvice(v visit, c tracking.Consultation) (tracking.Consultation, error) {
	if c.Override == nil {
		return c, nil
	}
	return p.Service.WithdrawOverride(v.r.Context(), tracking.Write{Actor: v.actor, Key: p.NewID()}, c.ID)
}

// override records another way, and gives the outcome that it is, if it is one
// of the pathway.
func (p *Panel) override(v visit, c tracking.Consultation, d engine.Decision, own tracking.Override) (*engine.Outcome, tracking.Consultation, error) {
	var chosen *engine.Outcome
	if own.Outcome != "" {
		o, ok := p.outcome(c, own.Outcome)
		if !ok {
			return nil, c, &formError{"It chooses an outcome that this pathway does not have."}
		}
		chosen, own.Action, own.Within = o, o.Action, o.Within
	}
	if own.Advised = tracking.AdvisedBy(d); c.Override != nil && *c.Override == own {
		return chosen, c, nil
	}
	c, err := p.Service.Override(v.r.Context(), tracking.Write{Actor: v.actor, Key: p.NewID()}, c.ID, own)
	return chosen, c, err
}

func (p *Panel) outcome(c tracking.Consultation, id string) (*engine.Outcome, bool) {
	pathway, ok := p.Library.Pathway(c.Pathway.ID)
	if !ok {
		return nil, false
	}
	return pathway.Outcome(id)
}

// chooseService records where it goes. When the GP chose another outcome, the
// page could not show its services: the best of them is taken, and the letter
// shows it.
func (p *Panel) chooseService(v visit, c tracking.Consultation, o *engine.Outcome, chosen string) (tracking.Consultation, error) {
	if chosen != "" {
		if _, ok := p.Library.Service(chosen); !ok {
			return c, &formError{"It chooses a service that the directory does not have."}
		}
	}
	if o != nil {
		chosen = p.fitting(c, o, chosen)
	}
	if chosen == c.Service {
		return c, nil
	}
	return p.Service.ChooseService(v.r.Context(), tracking.Write{Actor: v.actor, Key: p.NewID()}, c.ID, chosen)
}

// fitting is the chosen service if it takes patients for the outcome, else the
// first that does.
func (p *Panel) fitting(c tracking.Consultation, o *engine.Outcome, chosen string) string {
	answers := p.Library.Gather(c.Patient.Engine(), c.Answers, p.Now())
	services := p.Library.ServicesFor(o, answers)
	for _, s := range services {
		if s.ID == chosen {
			return chosen
		}
	}
	return tracking.Preferred(services)
}

// goOn starts another pathway for the same patient, with the same answers.
func (p *Panel) goOn(v visit) error {
	form, err := readForm(v.r, fields("key", "pathway"))
	if err != nil {
		return err
	}
	c, d, err := p.open(v)
	if err != nil {
		return err
	}
	to := form.Get("pathway")
	return p.hop(v, c, to, form.Get("key"), d.Outcome != nil && d.Outcome.Route.Pathway == to)
}

// hop goes on with another pathway: with the draft of it that stands, or a new
// one. When that was this pathway's advice, this consultation ends with it.
func (p *Panel) hop(v visit, c tracking.Consultation, pathway, key string, advised bool) error {
	ctx := v.r.Context()
	// The page's key, so that a form sent twice starts one.
	write := tracking.Write{Actor: v.actor, Key: "hop-" + pathway + "-" + cmp.Or(key, p.NewID())}
	next, err := p.Service.Hop(ctx, write, c.ID, pathway)
	if err != nil {
		return err
	}
	if advised && c.State == tracking.Draft {
		if _, err := p.Service.Finish(ctx, tracking.Write{Actor: v.actor, Key: p.NewID(), Version: c.Version}, c.ID); err != nil {
			return err
		}
	}
	return v.to(base(next))
}
