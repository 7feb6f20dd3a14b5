package panel

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

func (p *Panel) tell(v visit) error {
	c, d, err := p.open(v)
	if err != nil {
		return err
	}
	if c.State == tracking.Draft && (p.done(c, d) == nil || !c.OverrideStands(d)) {
		return v.to(base(c.ID) + "/advice") // there is nothing to tell yet
	}
	page := p.tellPage(c, d)
	if page.Urgent, err = p.notActedOn(v, c, page.Urgent); err != nil {
		return err
	}
	return p.pages.render(v.w, http.StatusOK, "tell", page)
}

// finish closes a consultation that needs no letter.
func (p *Panel) finish(v visit) error {
	form, err := readForm(v.r, fields("key", "version"))
	if err != nil {
		return err
	}
	version, err := strconv.Atoi(form.Get("version"))
	if err != nil {
		return &formError{"It does not say which version you saw."}
	}
	id := v.consultation()
	_, err = p.Service.Finish(v.r.Context(), tracking.Write{Actor: v.actor, Key: form.Get("key"), Version: version}, id)
	if err != nil {
		return err
	}
	return v.to(base(id) + "/tell")
}

func (p *Panel) tellPage(c tracking.Consultation, d engine.Decision) TellPage {
	o := p.done(c, d)
	page := TellPage{
		Frame: p.caseFrame("Tell the patient", c), Base: base(c.ID), Key: p.NewID(), Version: c.Version,
		Tests: tests(d),
		Next:  []Link{{"Find another pathway for this patient", patientHref(c.Patient.ID)}, {"Practice list", "/consultations"}},
	}
	page.Urgent = p.urgent(c, d)
	switch c.State {
	case tracking.Sent:
		page.Done, page.Reference, page.PDF = "Marked as sent", c.Referral.Letter, base(c.ID)+"/letter.pdf"
		page.Copies = copies(c)
	case tracking.Advised:
		page.Done = "Recorded as advised"
	case tracking.Abandoned:
		page.Done = "This draft was closed"
	case tracking.Draft:
		if o != nil && needsLetter(o.Action) && (o.Action != engine.Redirect || !p.patientGoes(c)) {
			page.Unsent = "The letter is not marked as sent yet. Say this once it is."
		}
	}
	if page.Done != "" && c.State != tracking.Abandoned {
		page.File = base(c.ID) + "/file"
	}
	if o == nil || c.State == tracking.Abandoned {
		page.Tests = nil
		return page // nothing was decided: nothing is promised
	}
	var first string
	first, page.Chase = dated(o.TellPatient, o.ChaseAfter, p.chase(c, o))
	page.SafetyNet = o.SafetyNet
	for _, l := range o.Leaflets {
		page.Leaflets = append(page.Leaflets, Link{l.Title, l.URL})
	}
	page.Happens = []string{first}
	for _, a := range d.Also {
		page.Happens = append(page.Happens, a.Outcome.TellPatient)
	}
	if p.patientGoes(c) && action(o, c.Override) == engine.Redirect {
		page.Contact = p.contact(c)
	}
	page.Message, page.Length = p.message(page.Happens[0], page.Contact, page.Chase, page.SafetyNet)
	return page
}

// done is the outcome that happens: the GP's own, or the advised one. It is nil
// while there is neither.
func (p *Panel) done(c tracking.Consultation, d engine.Decision) *engine.Outcome {
	if c.Override == nil {
		return d.Outcome
	}
	if o, ok := p.outcome(c, c.Override.Outcome); ok {
		return o
	}
	o := c.Override.OwnWay(d)
	o.TellPatient = happens(c.Override)
	return o
}

// happens is what the patient hears where the GP goes a way that no author
// wrote words for: they are plain and promise nothing.
func happens(own *tracking.Override) string {
	switch action(nil, own) {
	case engine.AdviceAndGuidance:
		return "We are asking a specialist for advice. We will tell you what they say."
	case engine.Manage, engine.Test:
		return "We will look after this at the surgery."
	case engine.Refer, engine.Redirect, engine.OtherPathway:
	}
	return "We are referring you to a specialist service. They will contact you."
}

// notActedOn leaves out what was acted on: a pathway that this patient was
// started on since.
func (p *Panel) notActedOn(v visit, c tracking.Consultation, list []UrgentView) ([]UrgentView, error) {
	if len(list) == 0 {
		return nil, nil
	}
	others, err := p.Service.List(v.r.Context(), v.actor, tracking.Filter{Patient: c.Patient.ID})
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(list, func(u UrgentView) bool {
		return slices.ContainsFunc(others, func(o tracking.Summary) bool {
			return o.Pathway.ID == u.Pathway && o.State != tracking.Abandoned && !o.Started.Before(c.Started)
		})
	}), nil
}

// contact is how the patient reaches a service by themselves.
func (p *Panel) contact(c tracking.Consultation) string {
	s, ok := p.Library.Service(c.Service)
	if !ok {
		return ""
	}
	words := s.Name
	if s.How.Phone != "" {
		words += ": phone " + s.How.Phone
	}
	if s.Hours != "" {
		words += ". " + s.Hours
	}
	return stopped(words)
}

// dated puts the date in the place of an author's "within 6 weeks". Where the
// author wrote it in other words both stand.
func dated(words, length, chase string) (told, left string) {
	undated := "If you have not heard within " + length + ", call the surgery."
	if chase == "" || !strings.Contains(words, undated) {
		return words, chase
	}
	return strings.Replace(words, undated, chase, 1), ""
}

// chase is whom to ask, and on which date; where it is hours, also when.
func (p *Panel) chase(c tracking.Consultation, o *engine.Outcome) string {
	day := after(p.at(c), o.ChaseAfter)
	if c.Referral != nil {
		day = c.Referral.ChaseOn
	}
	words := engine.LongDate(day)
	if words == "" {
		return ""
	}
	if hours, ok := inHours(o.ChaseAfter); ok {
		due := p.at(c).Add(hours)
		words = due.Format("15:04") + " on " + engine.LongDate(due.Format(time.DateOnly))
	}
	call := "call the surgery"
	if p.Practice.Phone != "" {
		call += " on " + p.Practice.Phone
	}
	return "If you have not heard by " + words + ", " + call + "."
}

// inHours reads a length such as "4 hours".
func inHours(length string) (time.Duration, bool) {
	count, unit, _ := strings.Cut(length, " ")
	n, err := strconv.Atoi(count)
	return time.Duration(n) * time.Hour, err == nil && strings.TrimSuffix(unit, "s") == "hour"
}
