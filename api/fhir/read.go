package fhir

import (
	"time"

	"signpost.health/signpost/engine"
)

// Library is what reading a record needs of the clinical library. The
// engine's library has it.
type Library interface {
	Findings() []*engine.Finding
	ParseAnswer(finding string, raw any) (engine.Answer, error)
	Fresh(a engine.Answers, at engine.When) engine.Answers
}

// Read reads a FHIR R4 Bundle as of a moment. It fails only for what is no
// Bundle at all: ErrNotJSON, ErrNotBundle and ErrTooLarge.
func Read(bundle []byte, lib Library, at time.Time) (Record, error) {
	r := &reader{lib: lib, at: at, index: indexOf(lib.Findings()), found: map[string][]candidate{}}
	entries, err := open(bundle, &r.listing)
	if err != nil {
		return Record{}, err
	}
	r.patient(entries)
	r.withdrawn, r.drugs = withdrawn(entries), drugsOf(entries)
	for _, e := range entries {
		r.entry(e)
	}
	r.record.Patient.Allergies = r.allergies.state()
	r.record.Medicines, r.record.PastHistory = letterList(r.medicines), letterList(r.history)
	r.record.NoMedicines = r.noMedicines && len(r.medicines) == 0
	r.record.Answers = lib.Fresh(r.answers(), at)
	r.record.NotUnderstood = r.all()
	return r.record, nil
}

// reader holds what is being read.
type reader struct {
	listing
	lib   Library
	at    time.Time
	index index

	record    Record
	subject   resource
	patients  int
	withdrawn map[string]bool
	drugs     map[string]concept

	found              map[string][]candidate
	allergies          allergies
	medicines, history []Entry
	noMedicines        bool
}

// withdrawn are the entries of which some copy was entered in error.
func withdrawn(entries []resource) map[string]bool {
	out := map[string]bool{}
	for _, e := range entries {
		if e.id != "" && inError(e) {
			out[e.kind+"/"+e.id] = true
		}
	}
	return out
}

func inError(e resource) bool {
	return e.says("status", "entered-in-error") || e.says("verificationStatus", "entered-in-error")
}

func (r *reader) entry(e resource) {
	for _, inner := range e.children("contained") {
		switch kind := inner.text("resourceType"); kind {
		case "Condition", "Observation", "MedicationRequest", "MedicationStatement", "AllergyIntolerance":
			r.add(kind, conceptOf(inner.child("code")), whyContained)
		}
	}
	switch e.kind {
	case "Patient", "Encounter", "Medication":
		// The patient is read first; the others say nothing by themselves.
	case "Practitioner":
		r.practitioner(e)
	case "Organization": //nolint:misspell // FHIR's own name
		r.organisation(e)
	case "Condition", "Observation", "MedicationRequest", "MedicationStatement", "AllergyIntolerance", "List":
		if why := r.unfit(e); why != "" {
			r.add(e.kind, conceptOf(e.child("code")), why)
			return
		}
		r.clinical(e)
	default:
		r.add(oneLine(e.kind), conceptOf(e.child("code")), whyKind)
	}
}

func (r *reader) clinical(e resource) {
	switch e.kind {
	case "Condition":
		r.condition(e)
	case "Observation":
		r.observation(e)
	case "AllergyIntolerance":
		r.allergy(e)
	case "List":
		r.list(e)
	default:
		r.medicine(e)
	}
}

// unfit says why an entry cannot be used at all.
func (r *reader) unfit(e resource) string {
	if why := r.elsewhere(e); why != "" {
		return why
	}
	switch {
	case r.withdrawn[e.kind+"/"+e.id], inError(e):
		return whyError
	case e.has("modifierExtension"):
		return whyModifier
	}
	return ""
}
