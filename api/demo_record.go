package api

import (
	"bytes"
	_ "embed" // for the demo's page
	"fmt"
	"html/template"
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"signpost.health/signpost/api/fhir"
	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/demo"
	"signpost.health/signpost/tracking"
)

//go:embed demo_record.html
var demoRecordHTML string

//go:embed demo_record.css
var demoRecordCSS []byte

// demoRecordPage is what the demo's record system shows.
type demoRecordPage struct {
	Patients []demoPatient
	Current  *demoPatient
	Entries  []demoEntry
	// Filed is what the panel handed over.
	Filed []string
}

type demoPatient struct {
	ID, Name, Born, Age, NHSNumber string
	Chosen                         bool
}

type demoEntry struct{ Date, What, Code string }

// demoRoutes are a record system that is plainly none: a mock record with the
// panel in a frame beside it.
func (s *server) demoRoutes(at *gin.RouterGroup) {
	at.GET("", s.handle(s.demoRecord))
	at.GET("/style.css", s.handle(func(c *gin.Context) error {
		send(c, http.StatusOK, "text/css; charset=utf-8", demoRecordCSS)
		return nil
	}))
	at.GET("/filed.js", s.handle(func(c *gin.Context) error {
		send(c, http.StatusOK, "text/javascript; charset=utf-8", demoRecordJS)
		return nil
	}))
	at.POST("/of/:patient/filed", s.handle(s.demoFile))
	at.GET("/of/:patient", s.handle(s.demoRecord))
	at.POST("/of/:patient/launch", s.handle(s.demoLaunch))
}

func (s *server) demoRecord(c *gin.Context) error {
	page := demoRecordPage{}
	for _, r := range s.DemoRecords {
		p := s.demoPatient(r.Patient)
		p.Chosen = r.Patient.ID == patientID(c)
		page.Patients = append(page.Patients, p)
		if p.Chosen {
			page.Current, page.Filed = &p, s.demoFiled.lines(r.Patient.ID)
			var err error
			if page.Entries, err = s.demoEntries(r); err != nil {
				return err
			}
		}
	}
	if page.Current == nil && patientID(c) != "" {
		return problem(http.StatusNotFound, "not-found", "There is no such demo patient.")
	}
	t, err := template.New("record").Parse(demoRecordHTML)
	if err != nil {
		return fmt.Errorf("demo record: %w", err)
	}
	var body bytes.Buffer
	if err := t.Execute(&body, page); err != nil {
		return fmt.Errorf("demo record: %w", err)
	}
	allowOwnFrames(c.Writer.Header())
	send(c, http.StatusOK, "text/html; charset=utf-8", body.Bytes())
	return nil
}

// demoLaunch sends the record as a record system does, and opens what comes
// back in the frame that asked.
func (s *server) demoLaunch(c *gin.Context) error {
	at := slices.IndexFunc(s.DemoRecords, func(r tracking.Record) bool { return r.Patient.ID == patientID(c) })
	if at < 0 {
		return problem(http.StatusNotFound, "not-found", "There is no such demo patient.")
	}
	actor, err := s.actor(c)
	if err != nil {
		return err
	}
	bundle, err := demo.Bundle(s.Library, s.DemoRecords[at], s.Now())
	if err != nil {
		return err
	}
	given, err := fhir.Read(bundle, s.Library, s.Now())
	if err != nil {
		return err
	}
	made, err := s.launchFor(c.Request.Context(), actor, given)
	if err != nil {
		return err
	}
	c.Redirect(http.StatusSeeOther, made.URL)
	return nil
}

func (s *server) demoPatient(p tracking.Patient) demoPatient {
	name := strings.ToUpper(p.Family) + ", " + p.Given
	if p.Title != "" {
		name += " (" + p.Title + ")"
	}
	return demoPatient{
		ID: string(p.ID), Name: name, Born: engine.ShortDate(p.Born),
		Age: engine.AgeWords(p.Engine(), s.Now()), NHSNumber: p.NHSNumber.String(),
	}
}

// demoEntries lists a record, medicines and diagnoses first, then the newest
// first: what answers something, and what no rule can use.
func (s *server) demoEntries(r tracking.Record) ([]demoEntry, error) {
	type dated struct {
		on string
		demoEntry
	}
	var out []demoEntry
	for _, e := range append(slices.Clone(r.Background.Medicines), r.Background.PastHistory...) {
		out = append(out, demoEntry{engine.ShortDate(e.Date), e.Text, e.Code})
	}
	var all []dated
	for _, id := range sortedKeys(r.Answers) {
		a := r.Answers[id]
		what := a.Display
		if f, ok := s.Library.Finding(id); ok && f.Kind != engine.KindYesNo {
			undated := a
			undated.Date = ""
			what = f.Short + ": " + s.Library.Show(id, undated)
		}
		all = append(all, dated{a.Date, demoEntry{engine.ShortDate(a.Date), what, a.Code}})
	}
	besides, err := demo.Besides(r.Patient.ID, s.Now())
	if err != nil {
		return nil, err
	}
	for _, b := range besides {
		what := b.Display
		if b.Unit != "" {
			what = fmt.Sprintf("%s: %v %s", what, b.Number, b.Unit)
		}
		if b.Verification != "" {
			what += " (" + b.Verification + ")"
		}
		all = append(all, dated{b.Date, demoEntry{engine.ShortDate(b.Date), what, b.Code}})
	}
	slices.SortStableFunc(all, func(a, b dated) int { return strings.Compare(b.on, a.on) })
	for _, one := range all {
		out = append(out, one.demoEntry)
	}
	return out, nil
}
