package panel

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"signpost.health/signpost/api/fhir"
	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// FilePage is what goes back to the record: a note to copy, coded entries to
// choose from, and the same handed to the record system where it listens.
type FilePage struct {
	Frame
	Base string
	// Entries are ticked to be filed.
	Entries []Choice
	// Text is the note with the codes that are ticked.
	Text string
	Rows int
	// Origins are who may be handed it, for the page's script.
	Origins string
	PDF     string
	Next    []Link
}

// takeField names the entries that a form has ticked; chosenField says that
// it offered any.
const (
	entryField  = "entry"
	chosenField = "chosen"
)

func (p *Panel) file(v visit) error { return p.showFile(v, nil) }

// fileChosen shows the note with the entries that are ticked. It saves
// nothing.
func (p *Panel) fileChosen(v visit) error {
	form, err := readForm(v.r, fields(entryField, chosenField))
	if err != nil {
		return err
	}
	return p.showFile(v, append([]string{}, form[entryField]...))
}

// showFile shows the page with these entries ticked; nil ticks all.
func (p *Panel) showFile(v visit, ticked []string) error {
	c, d, err := p.open(v)
	if err != nil {
		return err
	}
	if c.State != tracking.Sent && c.State != tracking.Advised {
		return v.to(base(c.ID) + "/advice")
	}
	f := FilingOf(p.pinned(c), c, d, p.Practice)
	page := FilePage{
		Frame: p.caseFrame("File in the record", c), Base: base(c.ID), Origins: strings.Join(p.origins(v), " "),
		Next: []Link{{"Back to what the patient is told", base(c.ID) + "/tell"}, {"Find another pathway for this patient", patientHref(c.Patient.ID)}},
	}
	if c.State == tracking.Sent {
		page.PDF = base(c.ID) + "/letter.pdf"
	}
	for _, e := range f.Entries {
		page.Entries = append(page.Entries, Choice{
			ID: "entry-" + e.Finding, Name: entryField, Value: e.Finding, Label: entryWords(e),
			Checked: ticked == nil || slices.Contains(ticked, e.Finding),
		})
	}
	page.Text = strings.TrimSuffix(noteWithCodes(f, ticked), "\n")
	page.Rows = min(20, 4+len(page.Text)/40)
	return p.pages.render(v.w, http.StatusOK, "file", page)
}

// origins are who the page may hand a filing to.
func (p *Panel) origins(v visit) []string {
	if p.RecordOrigins == nil {
		return nil
	}
	return p.RecordOrigins(v.r)
}

// pinned is the library that a consultation was decided with, or today's where
// that is no longer at hand.
func (p *Panel) pinned(c tracking.Consultation) *engine.Library {
	if p.Older != nil {
		if l, err := p.Older(c.Pathway.Digest); err == nil {
			return l
		}
	}
	return p.Library
}

func entryWords(e fhir.FiledEntry) string {
	says := e.Says
	if e.Value != "Yes" {
		says += ": " + e.Value
	}
	return says + " (SNOMED CT " + e.Code + ")"
}

// noteWithCodes is the note, and below it the ticked entries; nil is all.
func noteWithCodes(f fhir.Filing, ticked []string) string {
	var codes []string
	for _, e := range chosenEntries(f.Entries, ticked) {
		codes = append(codes, entryWords(e))
	}
	if len(codes) == 0 {
		return f.Text
	}
	return f.Text + "Codes: " + strings.Join(codes, "; ") + "\n"
}

func chosenEntries(all []fhir.FiledEntry, ticked []string) []fhir.FiledEntry {
	if ticked == nil {
		return all
	}
	return slices.DeleteFunc(slices.Clone(all), func(e fhir.FiledEntry) bool { return !slices.Contains(ticked, e.Finding) })
}

// filing gives what is ticked as the page's script hands it to the record
// system: a FHIR Bundle, the same as the API's.
func (p *Panel) filing(v visit) error {
	form, err := readForm(v.r, fields(entryField, chosenField))
	if err != nil {
		return err
	}
	c, d, err := p.open(v)
	if err != nil {
		return err
	}
	if c.State != tracking.Sent && c.State != tracking.Advised {
		return &tracking.Error{Code: tracking.Conflict, Message: "This is still a draft. Send or close it, then file it."}
	}
	f := FilingOf(p.pinned(c), c, d, p.Practice)
	f.Entries = chosenEntries(f.Entries, append([]string{}, form[entryField]...))
	if c.State == tracking.Sent {
		letter, err := p.Service.Letter(v.r.Context(), v.actor, c.ID)
		if err != nil {
			return err
		}
		f.Letter = FiledLetter(c, letter)
	}
	body, err := fhir.Write(f)
	if err != nil {
		return fmt.Errorf("file %v: %w", c, err)
	}
	h := v.w.Header()
	h.Set("Content-Type", "application/fhir+json")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	_, _ = v.w.Write(body) // the browser is gone: nobody to tell
	return nil
}

// FiledLetter is the letter of a sent consultation as a filing names it.
func FiledLetter(c tracking.Consultation, kept tracking.Letter) *fhir.FiledLetter {
	return &fhir.FiledLetter{
		URL: "/api/v1/consultations/" + string(c.ID) + "/letter.pdf", PDF: kept.PDF,
		Title: "Referral letter " + kept.ID, Sent: c.Referral.SentAt,
	}
}
