package demo

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/tracking"
)

// Finder gives a finding's type and unit, as Library does.
type Finder interface {
	Finding(id string) (*engine.Finding, bool)
}

// object is one object of a bundle.
type object map[string]any

// Bundle writes a demo patient's record as a record system sends it: a FHIR R4
// Bundle. Each answer names its finding, and beside it the code that the
// record has, if any. What answers nothing is dated from today.
func Bundle(of Finder, r tracking.Record, today time.Time) ([]byte, error) {
	entries := []object{{"resource": patientResource(r.Patient)}}
	for _, resource := range allergyResources(r.Patient) {
		entries = append(entries, object{"resource": resource})
	}
	for _, resource := range backgroundResources(r) {
		entries = append(entries, object{"resource": resource})
	}
	for _, id := range slices.Sorted(maps.Keys(r.Answers)) {
		finding, ok := of.Finding(id)
		if !ok {
			return nil, fmt.Errorf("demo bundle: there is no finding %q", id)
		}
		if observation := observationOf(finding, r.Answers[id], r.Patient.ID); observation != nil {
			entries = append(entries, object{"resource": observation})
		}
	}
	besides, err := Besides(r.Patient.ID, today)
	if err != nil {
		return nil, err
	}
	for _, beside := range besides {
		entries = append(entries, object{"resource": beside.resource(r.Patient.ID)})
	}
	b, err := json.Marshal(object{"resourceType": "Bundle", "type": "collection", "entry": entries})
	if err != nil {
		return nil, fmt.Errorf("demo bundle: %w", err)
	}
	return b, nil
}

func patientResource(p tracking.Patient) object {
	return object{
		"resourceType": "Patient", "id": p.ID, "gender": p.Sex, "birthDate": p.Born,
		"identifier": []object{{"system": "https://fhir.nhs.uk/Id/nhs-number", "value": string(p.NHSNumber)}},
		"name":       []object{{"use": "official", "prefix": []string{p.Title}, "given": []string{p.Given}, "family": p.Family}},
		"address":    []object{{"use": "home", "text": p.Address}},
		"telecom":    []object{{"system": "phone", "value": p.Phone}},
	}
}

func allergyResources(p tracking.Patient) []object {
	about := object{"reference": "Patient/" + string(p.ID)}
	switch p.Allergies.State {
	case tracking.AllergiesNotRecorded:
		return nil
	case tracking.AllergiesUnavailable:
		return []object{{
			"resourceType": "List", "subject": about, "code": coded("http://loinc.org", "48765-2", "Allergies"),
			"emptyReason": object{"coding": []object{{"code": "unavailable"}}},
		}}
	case tracking.AllergiesNoneKnown:
		return []object{{
			"resourceType": "AllergyIntolerance", "patient": about, "recordedDate": p.Allergies.Confirmed,
			"code": coded("http://snomed.info/sct", "716186003", "No known allergy"),
		}}
	case tracking.AllergiesKnown:
	}
	var out []object
	for _, a := range p.Allergies.Known {
		out = append(out, object{
			"resourceType": "AllergyIntolerance", "patient": about, "code": object{"text": a.Substance},
			"reaction": []object{{"manifestation": []object{{"text": a.Reaction}}}},
		})
	}
	return out
}

// backgroundResources are the medicines and diagnoses, with the date of each.
func backgroundResources(r tracking.Record) []object {
	about := object{"reference": "Patient/" + string(r.Patient.ID)}
	var out []object
	if r.Background.NoMedicines {
		out = append(out, object{
			"resourceType": "List", "subject": about, "code": coded("http://loinc.org", "10160-0", "Medicines"),
			"emptyReason": object{"coding": []object{{"code": "nilknown"}}},
		})
	}
	for _, e := range r.Background.Medicines {
		out = append(out, object{
			"resourceType": "MedicationRequest", "status": "active", "intent": "order", "subject": about,
			"authoredOn": e.Date, "medicationCodeableConcept": named(e),
		})
	}
	for _, e := range r.Background.PastHistory {
		out = append(out, object{
			"resourceType": "Condition", "subject": about, "onsetDateTime": e.Date, "recordedDate": e.Date, "code": named(e),
		})
	}
	return out
}

func named(e tracking.Entry) object {
	if e.Code == "" {
		return object{"text": e.Text}
	}
	return coded("http://snomed.info/sct", e.Code, e.Text)
}

func coded(system, code, display string) object {
	return object{"coding": []object{{"system": system, "code": code, "display": display}}, "text": display}
}

// observationOf writes one answer; what is not known stands in no record.
func observationOf(f *engine.Finding, a engine.Answer, patient tracking.PatientID) object {
	if a.State != engine.Known {
		return nil
	}
	code := coded("urn:signpost:finding", f.ID, a.Display)
	if a.Code != "" {
		code["coding"] = []object{
			{"system": "urn:signpost:finding", "code": f.ID},
			{"system": "http://snomed.info/sct", "code": a.Code, "display": a.Display},
		}
	}
	o := object{
		"resourceType": "Observation", "status": "final", "subject": object{"reference": "Patient/" + string(patient)},
		"effectiveDateTime": a.Date, "code": code,
	}
	switch f.Kind {
	case engine.KindYesNo:
		o["valueBoolean"] = a.YesNo
	case engine.KindNumber:
		setNumber(o, f, *a.Number)
	case engine.KindOption, engine.KindOptions:
		o["valueString"] = strings.Join(a.Options, ", ")
	case engine.KindDate:
		o["valueDateTime"] = a.Text
	case engine.KindText, engine.KindFile:
		o["valueString"] = a.Text
	}
	return o
}

func setNumber(o object, f *engine.Finding, n engine.Interval) {
	quantity := func(v float64) object { return object{"value": v, "unit": f.Unit, "code": f.Unit} }
	switch {
	case n.Min == n.Max && n.MinOpen, n.Min < n.Max && n.Max == f.Max:
		q := quantity(n.Min)
		q["comparator"] = ">"
		if !n.MinOpen {
			q["comparator"] = ">="
		}
		o["valueQuantity"] = q
	case n.Min == n.Max:
		o["valueQuantity"] = quantity(n.Min)
	default:
		o["valueRange"] = object{"low": quantity(n.Min), "high": quantity(n.Max)}
	}
}
