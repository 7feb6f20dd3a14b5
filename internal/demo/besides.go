package demo

import (
	"bytes"
	_ "embed" // for besides.json
	"encoding/json"
	"fmt"
	"time"

	"signpost.health/signpost/api/fhir"
	"signpost.health/signpost/tracking"
)

//go:embed besides.json
var besidesJSON []byte

// Beside is an entry of a demo record that answers nothing: a refuted
// problem, a unit that nobody knows, what is about the family.
type Beside struct {
	Kind    string `json:"kind"`
	DaysAgo int    `json:"days_ago"`
	// System is snomed, loinc, read2 or empty.
	System  string  `json:"system"`
	Code    string  `json:"code"`
	Display string  `json:"display"`
	Number  float64 `json:"number"`
	Unit    string  `json:"unit"`
	Words   string  `json:"words"`
	// Verification and Status are FHIR's.
	Verification string `json:"verification"`
	Status       string `json:"status"`
	// Date is DaysAgo before the day of asking.
	Date string `json:"-"`
}

// Besides gives the entries of a demo patient's record that answer nothing.
func Besides(of tracking.PatientID, today time.Time) ([]Beside, error) {
	var all map[tracking.PatientID][]Beside
	d := json.NewDecoder(bytes.NewReader(besidesJSON))
	d.DisallowUnknownFields()
	if err := d.Decode(&all); err != nil {
		return nil, fmt.Errorf("demo records: %w", err)
	}
	list := all[of]
	for i := range list {
		list[i].Date = daysBefore(today, list[i].DaysAgo)
	}
	return list, nil
}

// resource writes the entry as a record system sends it.
func (b Beside) resource(of tracking.PatientID) object {
	about := object{"reference": "Patient/" + string(of)}
	code := object{"text": b.Display}
	if b.Code != "" {
		code["coding"] = []object{{"system": systemOf(b.System), "code": b.Code, "display": b.Display}}
	}
	o := object{"resourceType": b.Kind, "subject": about, "code": code}
	switch b.Kind {
	case "Condition":
		o["recordedDate"] = b.Date
		if b.Verification != "" {
			o["verificationStatus"] = object{"coding": []object{{"code": b.Verification}}}
		}
	case "Observation":
		o["effectiveDateTime"], o["status"] = b.Date, "final"
		if b.Status != "" {
			o["status"] = b.Status
		}
		if b.Unit != "" {
			o["valueQuantity"] = object{"value": b.Number, "unit": b.Unit, "code": b.Unit}
		}
		if b.Words != "" {
			o["valueString"] = b.Words
		}
	}
	return o
}

func systemOf(name string) string {
	switch name {
	case "snomed":
		return "http://snomed.info/sct"
	case "loinc":
		return "http://loinc.org"
	}
	return "urn:demo:" + name
}

// AsSent gives demo records as a practice's record system sends them, so that
// to open one from there later is no news.
func AsSent(lib Library, records []tracking.Record, today time.Time) ([]tracking.Record, error) {
	out := make([]tracking.Record, len(records))
	for i, r := range records {
		given, err := asRead(lib, r, today)
		if err != nil {
			return nil, err
		}
		out[i] = r
		out[i].Answers = given.Answers
	}
	return out, nil
}

// asRead reads a demo record as a record system sends it.
func asRead(lib Library, r tracking.Record, today time.Time) (fhir.Record, error) {
	b, err := Bundle(lib, r, today)
	if err != nil {
		return fhir.Record{}, err
	}
	given, err := fhir.Read(b, lib, today)
	if err != nil {
		return fhir.Record{}, fmt.Errorf("demo record: %w", err)
	}
	return given, nil
}

// notUsed is what of a demo record answers nothing.
func notUsed(lib Library, r tracking.Record, today time.Time) ([]tracking.Unused, error) {
	given, err := asRead(lib, r, today)
	if err != nil {
		return nil, err
	}
	var out []tracking.Unused
	for _, it := range given.NotUnderstood {
		out = append(out, tracking.Unused{Kind: it.Kind, Code: it.Code, Display: it.Display, Why: it.Why, Expected: it.Expected(), Times: it.Times})
	}
	return out, nil
}
