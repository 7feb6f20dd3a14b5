// Package demo holds a practice to try Signpost with: its doctors and its
// patients, all of them invented, of the invented area Fernshire.
//
// What the patients' records answer stands in patients.json, one line a
// finding. Its dates count back from today, so that an infant stays an infant
// and a result of last week stays one.
package demo

import (
	"bytes"
	_ "embed" // for patients.json
	"encoding/json"
	"fmt"
	"time"

	"signpost.health/signpost/api/fhir"
	"signpost.health/signpost/tracking"
)

//go:embed patients.json
var patientsJSON []byte

// Practice is the demo practice.
func Practice() tracking.Practice {
	return tracking.Practice{
		Code: "FX001", Name: "Fern Valley Surgery",
		Address: "1 Market Square, Fernmouth, Fernshire FN2 1AA",
		Phone:   "01632 960001", Email: "reception@fernvalley.example",
	}
}

// GPs are the doctors of the demo practice; the first is signed in.
func GPs() []tracking.Actor {
	return []tracking.Actor{
		{ID: "demo-gp-1", Name: "Dr Rowan Ash", Registration: "GMC 9990001", Role: tracking.RoleGP, Practice: Practice().Code},
		{ID: "demo-gp-2", Name: "Dr Linden Vale", Registration: "GMC 9990002", Role: tracking.RoleGP, Practice: Practice().Code},
	}
}

// Library is what demo records need of the clinical library.
type Library interface {
	fhir.Library
	Finder
}

// Records gives the demo patients with what their records answer, as of a
// day. The error names the patient and the finding that the library refuses.
func Records(lib Library, today time.Time) ([]tracking.Record, error) {
	return read(lib, today, func(e entry) (tracking.Record, error) { return e.record(lib, today) })
}

// RecordsFor gives the demo patients with what the library can hold of their
// records: an author's own library may know few of the findings, or mean
// something else by one.
func RecordsFor(lib Library, today time.Time) ([]tracking.Record, error) {
	return read(lib, today, func(e entry) (tracking.Record, error) {
		for finding, raw := range e.Answers {
			if _, err := lib.ParseAnswer(finding, dated(raw, today)); err != nil {
				delete(e.Answers, finding)
			}
		}
		return e.record(lib, today)
	})
}

func read(lib Library, today time.Time, record func(entry) (tracking.Record, error)) ([]tracking.Record, error) {
	var entries []entry
	d := json.NewDecoder(bytes.NewReader(patientsJSON))
	d.DisallowUnknownFields()
	if err := d.Decode(&entries); err != nil {
		return nil, fmt.Errorf("demo patients: %w", err)
	}
	records := make([]tracking.Record, len(entries))
	for i, e := range entries {
		r, err := record(e)
		if err != nil {
			return nil, fmt.Errorf("demo patient %s: %w", e.ID, err)
		}
		if r.NotUsed, err = notUsed(lib, r, today); err != nil {
			return nil, fmt.Errorf("demo patient %s: %w", e.ID, err)
		}
		r.ReadAt = today.UTC().Truncate(time.Second)
		records[i] = r
	}
	return records, nil
}
