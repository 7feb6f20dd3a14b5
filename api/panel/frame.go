package panel

import (
	"strings"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// frame is what every page starts from.
func (p *Panel) frame(title string) Frame {
	return Frame{
		Title: title, Demo: p.Demo,
		Links:  []Link{{"Practice list", "/consultations"}, {"Choose a patient", "/patients"}, {"What is new", newsPath}},
		Styles: p.assets.styles(), Script: p.assets.href("panel.js"),
	}
}

// patientFrame is the frame of a page about one patient.
func (p *Panel) patientFrame(title string, of tracking.Patient) Frame {
	f := p.frame(title)
	f.Patient = banner(of, p.Now())
	f.Links = append([]Link{{"Find a pathway", patientHref(of.ID)}}, f.Links...)
	return f
}

// caseFrame is the frame of a page about one consultation.
func (p *Panel) caseFrame(title string, c tracking.Consultation) Frame {
	f := p.patientFrame(title, c.Patient)
	if pathway, ok := p.Library.Pathway(c.Pathway.ID); ok && c.Own == nil {
		f.Notices = noticesOf(sourcesOf(pathway))
	}
	f.Caption = p.caseTitle(c.Pathway.ID, c.Own)
	if c.Own == nil && c.Pathway.Status != "approved" {
		f.Draft = "DRAFT content: clinicians have not signed this pathway yet."
	}
	return f
}

// caseTitle is what a consultation is about.
func (p *Panel) caseTitle(pathway string, own *tracking.OwnLetter) string {
	switch {
	case own == nil:
		return p.pathwayTitle(pathway)
	case own.Title == "":
		return "Without a pathway"
	}
	return own.Title + ", without a pathway"
}

func (p *Panel) pathwayTitle(id string) string {
	if pathway, ok := p.Library.Pathway(id); ok {
		return pathway.About().Title
	}
	return id
}

func patientHref(id tracking.PatientID) string { return "/patients/" + string(id) }

// banner writes a patient as clinical systems do: SURNAME, First (Title).
func banner(of tracking.Patient, now time.Time) *PatientView {
	v := &PatientView{
		Name: patientName(of), Born: bornWords(of.Born), Age: engine.AgeWords(of.Engine(), now),
		Sex: sexWords(of.Sex), NHSNumber: numberWords(of.NHSNumber),
	}
	if of.Died {
		v.Notes = append(v.Notes, "The record says that this patient has died")
	}
	v.Notes = append(v.Notes, allergyWords(of.Allergies))
	if of.Needs.Interpreter != "" {
		v.Notes = append(v.Notes, "Interpreter: "+of.Needs.Interpreter)
	}
	v.Notes = append(v.Notes, of.Needs.Adjustments...)
	if of.Needs.Capacity != "" {
		v.Notes = append(v.Notes, of.Needs.Capacity)
	}
	return v
}

func patientName(of tracking.Patient) string {
	name := strings.ToUpper(of.Family)
	if of.Given != "" {
		name += ", " + of.Given
	}
	if of.Title != "" {
		name += " (" + of.Title + ")"
	}
	return name
}

func sexWords(sex string) string {
	switch sex {
	case "female":
		return "Female"
	case "male":
		return "Male"
	}
	return "Sex not known"
}

func bornWords(born string) string {
	if born == "" {
		return "not recorded"
	}
	return engine.ShortDate(born)
}

func numberWords(n tracking.NHSNumber) string {
	if n == "" {
		return "not recorded"
	}
	return n.String()
}

func allergyWords(a tracking.Allergies) string {
	switch a.State {
	case tracking.AllergiesKnown:
		names := make([]string, len(a.Known))
		for i, known := range a.Known {
			names[i] = known.Substance
		}
		return "Allergies: " + strings.Join(names, ", ")
	case tracking.AllergiesNoneKnown:
		return "No known allergies"
	case tracking.AllergiesUnavailable:
		return "Allergies could not be read"
	case tracking.AllergiesNotRecorded:
		return "Allergies not recorded"
	}
	return "Allergies not recorded"
}
