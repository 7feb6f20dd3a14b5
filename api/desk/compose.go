package desk

import (
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/letters"
	"signpost.health/signpost/tracking"
)

// Compose makes the letter of a consultation as plain data.
func (d *Desk) Compose(r tracking.LetterRequest) (*letters.Letter, error) {
	in, err := d.input(r)
	if err != nil {
		return nil, err
	}
	return letters.Compose(in)
}

// ComposePatientCopy makes the patient's copy of the same letter.
func (d *Desk) ComposePatientCopy(r tracking.LetterRequest) (*letters.Letter, error) {
	in, err := d.input(r)
	if err != nil {
		return nil, err
	}
	return letters.ComposePatientCopy(in)
}

func (d *Desk) input(r tracking.LetterRequest) (letters.Input, error) {
	c := r.Consultation
	l, err := d.Library(c.Pathway.Digest)
	if err != nil {
		return letters.Input{}, err
	}
	at := r.At.In(d.zone)
	in := letters.Input{
		ID: r.ID, ComposedAt: at, Decision: r.Decision, Library: l,
		Patient: patient(c.Patient), Sender: d.sender(r.Sender), Recipient: recipient(l, c.Addressee(r.Decision)),
		Record: background(c), Question: c.Question, FreeText: c.FreeText, Override: override(l, c, r.Decision),
	}
	in.Images = d.images(c, r.Pictures)
	if c.Own != nil {
		in.WithoutPathway, in.About.Title = true, c.Own.Title // and no answers: no rule says which of them matter
	} else if p, ok := l.Pathway(c.Pathway.ID); ok {
		in.About, in.Answers = p.About(), told(p, r.Decision, l.Gather(c.Patient.Engine(), c.Answers, at))
	}
	return in, nil
}

// told leaves out what this pathway has no use for: a record holds much that
// the service need not know.
func told(p *engine.Pathway, d engine.Decision, known engine.Answers) engine.Answers {
	out := engine.Answers{}
	tell := func(findings []string) {
		for _, id := range findings {
			if a, ok := known[id]; ok {
				out[id] = a
			}
		}
	}
	tell(p.Findings())
	for _, c := range d.Criteria {
		tell(c.Findings) // age and sex, which nobody is asked
	}
	for _, o := range p.Outcomes() {
		tell(o.Requires)
	}
	return out
}

func patient(p tracking.Patient) letters.Patient {
	return letters.Patient{
		Title: p.Title, Given: p.Given, Family: p.Family, Born: p.Born, Died: p.Died, Sex: p.Sex,
		NHSNumber: string(p.NHSNumber), Address: p.Address, Phone: p.Phone, Allergies: allergies(p.Allergies),
		Needs: letters.Needs{
			Interpreter: p.Needs.Interpreter, Adjustments: strings.Join(p.Needs.Adjustments, "; "), Capacity: p.Needs.Capacity,
		},
	}
}

func background(c tracking.Consultation) letters.Record {
	medicines, medicinesLeft := c.Told(c.Background.Medicines)
	history, historyLeft := c.Told(c.Background.PastHistory)
	return letters.Record{
		Medicines: entries(medicines), NoMedicines: c.Background.NoMedicines, PastHistory: entries(history),
		MedicinesLeft: medicinesLeft, HistoryLeft: historyLeft,
	}
}

func entries(of []tracking.Entry) []letters.Entry {
	var out []letters.Entry
	for _, e := range of {
		out = append(out, letters.Entry(e))
	}
	return out
}

func allergies(a tracking.Allergies) letters.Allergies {
	out := letters.Allergies{State: allergyState(a.State), Confirmed: a.Confirmed}
	for _, known := range a.Known {
		out.Known = append(out.Known, letters.Allergy{Substance: known.Substance, Reaction: known.Reaction})
	}
	return out
}

func allergyState(s tracking.AllergyState) letters.AllergyState {
	switch s {
	case tracking.AllergiesKnown:
		return letters.AllergiesKnown
	case tracking.AllergiesNoneKnown:
		return letters.AllergiesNone
	case tracking.AllergiesUnavailable:
		return letters.AllergiesUnavailable
	case tracking.AllergiesNotRecorded:
	}
	return letters.AllergiesNotRecorded
}

func (d *Desk) sender(a tracking.Actor) letters.Sender {
	return letters.Sender{
		Name: a.Name, GMC: strings.TrimPrefix(a.Registration, "GMC "), Role: role(a.Role),
		Practice: d.practice.Name, ODS: d.practice.Code, Address: d.practice.Address, Phone: d.practice.Phone,
	}
}

func role(r tracking.Role) string {
	if r == tracking.RoleGP {
		return "GP"
	}
	return string(r)
}

func recipient(l *engine.Library, service string) letters.Recipient {
	if s, ok := l.Service(service); ok {
		return letters.RecipientOf(s.ServiceOption)
	}
	return letters.Recipient{}
}

// override says what the GP did instead. A way that is no outcome of the
// pathway still has an action and an urgency to print. A choice made against
// other advice is none: the letter goes by the advice.
func override(l *engine.Library, c tracking.Consultation, d engine.Decision) *letters.Override {
	own := c.Override
	if own == nil || !c.OverrideStands(d) {
		return nil
	}
	out := &letters.Override{Reason: string(own.Reason), ReasonSays: ReasonWords(own.Reason), Text: own.Text}
	if p, ok := l.Pathway(c.Pathway.ID); ok {
		if o, ok := p.Outcome(own.Outcome); ok {
			out.Chosen = o
			return out
		}
	}
	if own.Action != "" {
		out.Chosen = own.OwnWay(d)
		out.Chosen.Summary, out.Chosen.TellPatient = ownWords(own.Action), tellPatient(own.Action)
	}
	return out
}

// tellPatient is what the patient reads where no author wrote it: plain words
// that promise nothing.
func tellPatient(a engine.Action) string {
	switch a {
	case engine.AdviceAndGuidance:
		return "We are asking a specialist for advice. We will tell you what they say."
	case engine.Manage, engine.Test:
		return "We will look after this at the surgery."
	case engine.Refer, engine.Redirect, engine.OtherPathway:
	}
	return "We are referring you to a specialist service. They will contact you."
}

func ownWords(a engine.Action) string {
	switch a {
	case engine.Refer:
		return "Referral on the GP's own judgement"
	case engine.AdviceAndGuidance:
		return "Request for advice and guidance"
	case engine.Test:
		return "Tests first"
	case engine.Redirect:
		return "Another service"
	case engine.Manage:
		return "Management in primary care"
	case engine.OtherPathway:
		return "Another pathway"
	}
	return string(a)
}

// ReasonWords is a reason as people read it.
func ReasonWords(r tracking.Reason) string {
	switch r {
	case tracking.PatientPreference:
		return "Patient preference"
	case tracking.ClinicalJudgement:
		return "Clinical judgement"
	case tracking.CouldNotGetTest:
		return "Could not get the test"
	case tracking.AdvisedByPhone:
		return "Service advised by phone"
	case tracking.RuleDoesNotFit:
		return "The rule does not fit"
	}
	return string(r)
}
