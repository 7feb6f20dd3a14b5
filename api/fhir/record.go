package fhir

import (
	"fmt"
	"io"
	"log/slog"

	"signpost.health/signpost/engine"
)

// Record is what a bundle says of one patient. It never prints.
type Record struct {
	Patient      Patient
	Practitioner Practitioner
	Practice     Organisation
	// Answers are those of the record, by finding, out of date ones among
	// them as not known. Age, sex and organs are not: the engine's
	// PatientAnswers gives them from the patient.
	Answers engine.Answers
	// Medicines are the current ones, newest first; PastHistory the
	// diagnoses, newest first.
	Medicines, PastHistory []Entry
	// NoMedicines says that the record tells of an empty list of medicines.
	NoMedicines bool
	// NotUnderstood lists whatever answers nothing, and why.
	NotUnderstood []Item
}

// Patient is the person. What the record does not say is empty.
type Patient struct {
	// ID is the patient's id in the record system.
	ID                   string
	Title, Given, Family string
	// Born is the date of birth as 2006-01-02.
	Born string
	// Sex is female or male; anything else is not known.
	Sex string
	// NHSNumber is ten digits with a check digit that fits.
	NHSNumber string
	// Numbers are the record system's own of the patient.
	Numbers        []Number
	Address, Phone string
	Allergies      Allergies
	// Died says that the record has the patient as dead.
	Died bool
}

// Number is one that a system gives a patient.
type Number struct{ System, Value string }

// AllergyState tells apart the four things a record can say of allergies.
type AllergyState string

// The states of a patient's allergies. "None known" was asked and confirmed;
// "not recorded" was never asked; "unavailable" could not be read.
const (
	AllergiesKnown       AllergyState = "known"
	AllergiesNoneKnown   AllergyState = "none_known"
	AllergiesNotRecorded AllergyState = "not_recorded"
	AllergiesUnavailable AllergyState = "unavailable"
)

// Allergies is what the record says of allergies.
type Allergies struct {
	State AllergyState
	Known []Allergy
	// Confirmed is when "none known" was recorded, as 2006-01-02.
	Confirmed string
}

// Allergy is one substance with what it did.
type Allergy struct{ Substance, Reaction string }

// Practitioner is who the bundle names as working with the record.
type Practitioner struct{ ID, Name, GMC string }

// Organisation is the practice that the bundle names.
type Organisation struct{ ID, Name, ODS, Address, Phone string }

// Entry is a medicine or a diagnosis as the letter prints it.
type Entry struct{ Text, Date, Code string }

// Item is something of the record that answers nothing.
type Item struct {
	// Kind is what it is in FHIR: Observation.
	Kind string `json:"kind"`
	// Code and Display are as the record has them.
	Code    string `json:"code,omitempty"`
	Display string `json:"display,omitempty"`
	Why     string `json:"why"`
	// Times is how often the record has the same.
	Times int `json:"times"`
}

// patientHidden stands for a record wherever one is printed.
const patientHidden = "[patient record]"

// LogValue keeps a record out of logs.
func (Record) LogValue() slog.Value { return slog.StringValue(patientHidden) }

// Format keeps a record out of everything else that prints.
func (Record) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, patientHidden) }
