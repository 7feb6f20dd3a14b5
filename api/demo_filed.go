package api

import (
	_ "embed" // for the demo's script
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/gin-gonic/gin"

	"signpost.health/signpost/tracking"
)

//go:embed demo_record.js
var demoRecordJS []byte

// mostFiled is how many lines the demo's record keeps of one patient.
const mostFiled = 40

// demoFiled is what the demo's record system was handed, by patient. It is
// kept while the server runs.
type demoFiled struct {
	mu sync.Mutex
	of map[tracking.PatientID][]string
}

func (d *demoFiled) lines(id tracking.PatientID) []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.of[id])
}

// file puts new lines first; the same handed over again is filed once.
func (d *demoFiled) file(id tracking.PatientID, lines []string) []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.of == nil {
		d.of = map[tracking.PatientID][]string{}
	}
	all := slices.Clone(lines)
	for _, old := range d.of[id] {
		if !slices.Contains(all, old) {
			all = append(all, old)
		}
	}
	d.of[id] = all[:min(len(all), mostFiled)]
	return slices.Clone(d.of[id])
}

// filedBundle is as much of a filing as the demo's record shows.
type filedBundle struct {
	Entry []struct {
		Resource filedResource `json:"resource"`
	} `json:"entry"`
}

type filedResource struct {
	ResourceType string `json:"resourceType"`
	Identifier   []struct {
		Value string `json:"value"`
	} `json:"identifier"`
	Code                 filedConcept  `json:"code"`
	ValueCodeableConcept *filedConcept `json:"valueCodeableConcept"`
	ValueQuantity        *struct {
		Comparator string  `json:"comparator"`
		Value      float64 `json:"value"`
		Unit       string  `json:"unit"`
	} `json:"valueQuantity"`
	Priority string `json:"priority"`
	Content  []struct {
		Attachment struct {
			ContentType string `json:"contentType"`
			Title       string `json:"title"`
			Data        []byte `json:"data"` // base64
		} `json:"attachment"`
	} `json:"content"`
}

type filedConcept struct {
	Text   string `json:"text"`
	Coding []struct {
		Code string `json:"code"`
	} `json:"coding"`
}

func (c filedConcept) words() string {
	if len(c.Coding) == 0 {
		return c.Text
	}
	return c.Text + " (" + c.Coding[0].Code + ")"
}

// lines are what the demo's record shows of one resource.
func (r filedResource) lines() []string {
	switch r.ResourceType {
	case "Observation":
		line := r.Code.words()
		if q := r.ValueQuantity; q != nil {
			line += fmt.Sprintf(": %s%v %s", q.Comparator, q.Value, q.Unit)
		}
		if v := r.ValueCodeableConcept; v != nil {
			line += ": " + v.words()
		}
		return []string{"Coded entry: " + line}
	case "ServiceRequest":
		return []string{"Request, " + r.Priority + ": " + r.Code.Text}
	case "DocumentReference":
		var lines []string
		for _, c := range r.Content {
			if c.Attachment.ContentType == "application/pdf" {
				lines = append(lines, "Document: "+c.Attachment.Title)
			} else {
				lines = append(lines, "Note: "+strings.TrimSpace(string(c.Attachment.Data)))
			}
		}
		return lines
	}
	return nil
}

// demoFile files what the panel handed over, if it is of the patient whose
// record is open. A record system must see to that itself.
func (s *server) demoFile(c *gin.Context) error {
	at := slices.IndexFunc(s.DemoRecords, func(r tracking.Record) bool { return r.Patient.ID == patientID(c) })
	if at < 0 {
		return problem(http.StatusNotFound, "not-found", "There is no such demo patient.")
	}
	body, err := io.ReadAll(c.Request.Body)
	if err != nil {
		return unread(err)
	}
	var b filedBundle
	if err := json.Unmarshal(body, &b); err != nil {
		return problem(http.StatusUnprocessableEntity, "invalid", "This is no filing.")
	}
	number, lines := "", []string(nil)
	for _, e := range b.Entry {
		r := e.Resource
		if r.ResourceType == "Patient" && len(r.Identifier) > 0 {
			number = r.Identifier[0].Value
		}
		lines = append(lines, r.lines()...)
	}
	if number != string(s.DemoRecords[at].Patient.NHSNumber) {
		return problem(http.StatusConflict, "conflict", "This is of another patient than the record that is open. Nothing was filed.")
	}
	return s.reply(c, http.StatusOK, gin.H{"filed": s.demoFiled.file(patientID(c), lines)})
}
