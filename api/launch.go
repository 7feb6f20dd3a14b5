package api

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"signpost.health/signpost/api/fhir"
	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

const (
	launchesPath = "/api/v1/launches"
	// maxRecord is the largest record that a launch takes, in bytes.
	maxRecord = 16 << 20
)

// Launch is what a record system gets for a patient's record: where to open
// the panel, and what of the record was not understood.
type Launch struct {
	// URL opens the panel once, until Expires.
	URL     string             `json:"url"`
	Expires time.Time          `json:"expires"`
	Patient tracking.PatientID `json:"patient"`
	// Answers counts the findings that the record answers.
	Answers       int         `json:"answers"`
	NotUnderstood []fhir.Item `json:"not_understood"`
}

// launch takes a record, keeps its patient, and gives a link that opens the
// panel once. A patient is known again by number, where the person fits; answers of the record
// take the place of the earlier ones, and drafts keep what they began with.
func (s *server) launch(c *gin.Context) error {
	actor, err := s.actor(c)
	if err != nil {
		return err
	}
	given, err := s.readRecord(c)
	if err != nil {
		return err
	}
	made, err := s.launchFor(c.Request.Context(), actor, given)
	if err != nil {
		return err
	}
	return s.reply(c, http.StatusCreated, made)
}

func (s *server) launchFor(ctx context.Context, actor tracking.Actor, given fhir.Record) (Launch, error) {
	if ods := given.Practice.ODS; ods != "" && ods != actor.Practice {
		return Launch{}, problem(http.StatusForbidden, "forbidden", "The record is of another practice than the one that sends it.")
	}
	if by := given.Practitioner; by.Name != "" && by.Name != actor.Name {
		given.NotUnderstood = append(given.NotUnderstood, fhir.Item{Kind: "Practitioner", Display: by.Name, Why: "letters are from who is signed in: " + actor.Name, Times: 1})
	}
	before, doubtful, err := s.knownAs(ctx, actor, launchedRecord(tracking.Patient{}, actor.Practice, given).Patient)
	if err != nil {
		return Launch{}, err
	}
	if doubtful {
		given.NotUnderstood = append(given.NotUnderstood, fhir.Item{Kind: "Patient", Display: "NHS number", Why: "another patient of the practice, with another name or date of birth, has the same number; the two are kept apart", Times: 1})
	}
	if before.ID == "" {
		before.ID = tracking.PatientID(s.NewID())
	}
	record := launchedRecord(before, actor.Practice, given)
	record.ReadAt = s.Now().UTC().Truncate(time.Second)
	id := record.Patient.ID
	if err := s.Service.AddPatients(ctx, actor, []tracking.Record{record}); err != nil {
		return Launch{}, err
	}
	code, expires := s.launches.offer(s.NewID(), actor, "/patients/"+string(id), s.Now())
	return Launch{
		URL: "/launch/" + code, Expires: expires, Patient: id,
		Answers: len(record.Answers), NotUnderstood: some(given.NotUnderstood),
	}, nil
}

func (s *server) readRecord(c *gin.Context) (fhir.Record, error) {
	var sent bytes.Buffer
	err := receive(c, &sent, "Send a FHIR R4 Bundle with Content-Type: application/fhir+json.", "application/fhir+json", "application/json")
	if err != nil {
		return fhir.Record{}, err
	}
	given, err := fhir.Read(sent.Bytes(), s.Library, s.Now())
	switch {
	case errors.Is(err, fhir.ErrTooLarge):
		return given, problem(http.StatusRequestEntityTooLarge, "too-large", err.Error()+".")
	case err != nil:
		return given, problem(http.StatusUnprocessableEntity, "invalid", err.Error()+".", ProblemField{Pointer: "/resourceType", Detail: "takes Bundle"})
	}
	return given, nil
}

// launchedRecord takes what the record says. Needs stay as they were known: a
// record sends none.
func launchedRecord(before tracking.Patient, practice string, given fhir.Record) tracking.Record {
	p := given.Patient
	allergies := tracking.Allergies{State: tracking.AllergyState(p.Allergies.State), Confirmed: p.Allergies.Confirmed}
	for _, a := range p.Allergies.Known {
		allergies.Known = append(allergies.Known, tracking.Allergy{Substance: a.Substance, Reaction: a.Reaction})
	}
	answers := given.Answers
	if answers == nil {
		answers = engine.Answers{}
	}
	return tracking.Record{
		Patient: tracking.Patient{
			Local: localNumbers(p.Numbers), Died: p.Died,
			ID: before.ID, Practice: practice, Title: p.Title, Given: p.Given, Family: p.Family, Born: p.Born, Sex: p.Sex,
			NHSNumber: tracking.NHSNumber(p.NHSNumber), Address: p.Address, Phone: p.Phone, Allergies: allergies, Needs: before.Needs,
		},
		Answers: answers, NotUsed: notUsed(given.NotUnderstood),
		Background: tracking.Background{
			Medicines: entries(given.Medicines), NoMedicines: given.NoMedicines, PastHistory: entries(given.PastHistory),
		},
	}
}

func notUsed(items []fhir.Item) []tracking.Unused {
	out := make([]tracking.Unused, len(items))
	for i, it := range items {
		out[i] = tracking.Unused{Kind: it.Kind, Code: it.Code, Display: it.Display, Why: it.Why, Expected: it.Expected(), Times: it.Times}
	}
	return out
}

func entries(of []fhir.Entry) []tracking.Entry {
	var out []tracking.Entry
	for _, e := range of {
		out = append(out, tracking.Entry(e))
	}
	return out
}

// openLaunch opens the panel for whoever has the link, once. The next step
// sees whether the cookie came back.
func (s *server) openLaunch(c *gin.Context) error {
	handle, session, ok := s.launches.open(c.Param("code"), s.NewID, s.Now())
	if !ok {
		return s.tooLate(c)
	}
	for _, cookie := range s.sessionCookies(c.Request, session) {
		http.SetCookie(c.Writer, cookie)
	}
	c.Redirect(http.StatusSeeOther, launchedPath+handle)
	return nil
}
