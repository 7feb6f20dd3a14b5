package fhir

import (
	"bytes"
	"crypto/sha1" //nolint:gosec // FHIR's Attachment.hash is SHA-1 by definition; nothing rests on it
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"signpost.health/signpost/engine"
)

// Filing is what goes back to a record: a note, coded entries, and the letter
// if one was sent. It never prints.
type Filing struct {
	// Reference names the letter, or the consultation where there is none.
	Reference string
	At        time.Time
	Patient   Patient
	By        Practitioner
	Practice  Organisation
	// Title is one line; Text the whole note.
	Title, Text string
	Entries     []FiledEntry
	// Request is the referral or request for advice; nil if there was none.
	Request *FiledRequest
	// Letter is the letter as it was sent; nil if there was none.
	Letter  *FiledLetter
	Pathway engine.Identity
	// PathwayTitle is how the pathway is called.
	PathwayTitle string
}

// FiledEntry is an answer with a SNOMED CT code of the vocabulary.
type FiledEntry struct {
	Finding string
	// Says is the finding in the vocabulary's words; Value its answer.
	Says, Value string
	// Code is of the finding, or of the option where OptionSays is set.
	Code, OptionSays string
	// Number is the value of a number finding, in Unit; nil for others.
	// Comparator is set where it is only known to be above or below: its low
	// end, or for < and <= its high one.
	Number           *engine.Interval
	Comparator, Unit string
	// Date is when it was observed, as 2006-01-02.
	Date string
}

// FiledRequest is a referral as FHIR has it.
type FiledRequest struct {
	Action  engine.Action
	Within  engine.Within
	Summary string
	// To is the service; it may be empty.
	To string
	// Note is the reason for another way than the advice.
	Note string
}

// FiledLetter is where the letter is, and what it weighs.
type FiledLetter struct {
	URL   string
	PDF   []byte
	Title string
	Sent  time.Time
}

// Format keeps a filing out of everything that prints.
func (Filing) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(patientHidden)) }

// The systems of identifiers that a filing uses.
const (
	nhsNumberSystem = "https://fhir.nhs.uk/Id/nhs-number"
	odsSystem       = "https://fhir.nhs.uk/Id/ods-organization-code"
	gmcSystem       = "https://fhir.hl7.org.uk/Id/gmc-number"
	snomedSystem    = "http://snomed.info/sct"
	ucumSystem      = "http://unitsofmeasure.org"
)

// object is a JSON object.
type object map[string]any

// Write gives the filing as a FHIR R4 Bundle: the same bytes for the same
// filing. Only what is present is coded; what is absent or not known stands
// in the note, where nobody takes a code for presence.
func Write(f Filing) ([]byte, error) {
	w := &filer{Filing: f}
	w.add("patient", w.patient())
	w.add("note", w.note())
	for _, e := range f.Entries {
		w.targets = append(w.targets, w.add("entry-"+e.Finding, w.entry(e)))
	}
	if f.Letter != nil {
		w.targets = append(w.targets, w.add("letter", w.letter()))
	}
	if f.Request != nil {
		w.add("request", w.request())
	}
	w.add("provenance", w.provenance())
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(object{"resourceType": "Bundle", "type": "collection", "timestamp": instant(f.At), "entry": w.entries}); err != nil {
		return nil, fmt.Errorf("write filing: %w", err)
	}
	return b.Bytes(), nil
}

// filer writes one filing.
type filer struct {
	Filing
	entries []object
	// targets are references to what a request rests on.
	targets []object
}

func (w *filer) add(name string, resource object) object {
	w.entries = append(w.entries, object{"fullUrl": w.url(name), "resource": resource})
	return object{"reference": w.url(name)}
}

// url names a part of the filing, the same each time it is written.
func (w *filer) url(name string) string {
	sum := sha256.Sum256([]byte(w.Reference + "\x00" + name))
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80 // a UUID of version 8: made from a hash
	id := hex.EncodeToString(sum[:16])
	return "urn:uuid:" + strings.Join([]string{id[:8], id[8:12], id[12:16], id[16:20], id[20:]}, "-")
}

func (w *filer) ref(name string) object { return object{"reference": w.url(name)} }

func (w *filer) patient() object {
	p := w.Patient
	name := object{"use": "official", "family": p.Family}
	set(name, "given", nonEmpty(p.Given))
	set(name, "prefix", nonEmpty(p.Title))
	o := object{"resourceType": "Patient", "name": []object{name}}
	if p.Born != "" {
		o["birthDate"] = p.Born
	}
	if p.NHSNumber != "" {
		o["identifier"] = []object{{"system": nhsNumberSystem, "value": p.NHSNumber}}
	}
	if p.Sex == "female" || p.Sex == "male" {
		o["gender"] = p.Sex
	}
	return o
}

func nonEmpty(s string) []string {
	if s == "" {
		return nil
	}
	return []string{s}
}

func set(o object, key string, values []string) {
	if len(values) > 0 {
		o[key] = values
	}
}

// author is who filed it.
func (w *filer) author() object {
	o := object{"type": "Practitioner", "display": w.By.Name}
	if w.By.GMC != "" {
		o["identifier"] = object{"system": gmcSystem, "value": w.By.GMC}
	}
	return o
}

func (w *filer) organisation() object {
	o := object{"type": "Organization", "identifier": object{"system": odsSystem, "value": w.Practice.ODS}} //nolint:misspell // FHIR's own name
	if w.Practice.Name != "" {
		o["display"] = w.Practice.Name
	}
	return o
}

// note is the text to file, in the document itself.
func (w *filer) note() object {
	return object{
		"resourceType": "DocumentReference", "status": "current", "subject": w.ref("patient"), "date": instant(w.At),
		"type": object{"text": "Record entry"}, "description": w.Title, "author": []object{w.author()}, "custodian": w.organisation(),
		"identifier": []object{{"system": "urn:signpost:reference", "value": w.Reference}},
		"content": []object{{"attachment": object{
			"contentType": "text/plain; charset=utf-8", "title": w.Title, "creation": instant(w.At),
			"data": base64.StdEncoding.EncodeToString([]byte(w.Text)), "size": len(w.Text),
		}}},
	}
}

func (w *filer) letter() object {
	l := w.Letter
	sum := sha1.Sum(l.PDF) //nolint:gosec // as above
	return object{
		"resourceType": "DocumentReference", "status": "current", "subject": w.ref("patient"), "date": instant(l.Sent),
		"type": object{"text": "Referral letter"}, "author": []object{w.author()}, "custodian": w.organisation(),
		"identifier": []object{{"system": "urn:signpost:letter", "value": w.Reference}},
		"content": []object{{"attachment": object{
			"contentType": "application/pdf", "url": l.URL, "size": len(l.PDF), "hash": base64.StdEncoding.EncodeToString(sum[:]),
			"title": l.Title, "creation": instant(l.Sent),
		}}},
	}
}

func (w *filer) entry(e FiledEntry) object {
	o := object{"resourceType": "Observation", "status": "final", "subject": w.ref("patient"), "effectiveDateTime": e.Date}
	coding := []object{{"system": snomedSystem, "code": e.Code}}
	switch {
	case e.OptionSays != "":
		o["code"] = object{"text": e.Says}
		o["valueCodeableConcept"] = object{"coding": coding, "text": e.OptionSays}
	case e.Number != nil:
		o["code"] = object{"coding": coding, "text": e.Says}
		setQuantity(o, e)
	default:
		o["code"], o["valueBoolean"] = object{"coding": coding, "text": e.Says}, true
	}
	return o
}

func setQuantity(o object, e FiledEntry) {
	quantity := func(v float64) object {
		q := object{"value": v}
		if e.Unit != "" {
			q["unit"], q["system"], q["code"] = e.Unit, ucumSystem, e.Unit
		}
		return q
	}
	low, high := quantity(e.Number.Min), quantity(e.Number.Max)
	switch e.Comparator {
	case ">", ">=":
		low["comparator"], o["valueQuantity"] = e.Comparator, low
	case "<", "<=":
		high["comparator"], o["valueQuantity"] = e.Comparator, high
	default:
		if e.Number.Min == e.Number.Max {
			o["valueQuantity"] = low
			return
		}
		o["valueRange"] = object{"low": low, "high": high}
	}
}

func (w *filer) request() object {
	r := w.Request
	o := object{
		"resourceType": "ServiceRequest", "status": "active", "intent": "order", "subject": w.ref("patient"),
		"code": object{"text": r.Summary}, "category": []object{{"text": categoryOf(r.Action)}}, "priority": priorityOf(r.Within),
		"authoredOn": instant(w.At), "requester": w.author(),
		"identifier":     []object{{"system": "urn:signpost:letter", "value": w.Reference}},
		"supportingInfo": append([]object{w.ref("note")}, w.targets...),
	}
	if r.To != "" {
		o["performer"] = []object{{"type": "HealthcareService", "display": r.To}}
	}
	if r.Note != "" {
		o["note"] = []object{{"text": r.Note}}
	}
	return o
}

func categoryOf(a engine.Action) string {
	if a == engine.AdviceAndGuidance {
		return "Advice and guidance"
	}
	return "Referral"
}

// priorityOf is FHIR's word for how soon.
func priorityOf(w engine.Within) string {
	switch w {
	case engine.Now:
		return "stat"
	case engine.SameDay, engine.Hours48:
		return "asap"
	case engine.SuspectedCancer, engine.Weeks2, engine.Urgent:
		return "urgent"
	case engine.Routine, engine.NoTime:
	}
	return "routine"
}

// provenance says by whom it was made, and with which pathway.
func (w *filer) provenance() object {
	p := w.Pathway
	o := object{
		"resourceType": "Provenance", "target": append([]object{w.ref("note")}, w.targets...), "recorded": instant(w.At),
		"agent": []object{{"who": w.author(), "onBehalfOf": w.organisation()}},
	}
	if p.ID != "" { // a letter may have none
		o["entity"] = []object{{"role": "source", "what": object{
			"identifier": object{"system": "urn:signpost:pathway", "value": p.ID + "@" + p.Version + "#" + p.Digest},
			"display":    w.PathwayTitle + ", version " + p.Version,
		}}}
	}
	return o
}

func instant(at time.Time) string { return at.UTC().Format(time.RFC3339) }
