package tracking

import (
	"time"

	"signpost.health/signpost/engine"
)

// PatientID names a patient's record in the practice. It is opaque, so that it
// may stand in an address.
type PatientID string

// Patient is a person as the practice's record has them. It never prints.
type Patient struct {
	ID       PatientID `json:"id"`
	Practice string    `json:"practice"`
	Title    string    `json:"title,omitempty"`
	Given    string    `json:"given"`
	Family   string    `json:"family"`
	// Born is the date of birth as 2006-01-02; empty when it is not known.
	Born string `json:"born,omitempty"`
	// Sex is female or male; anything else is not known.
	Sex       string    `json:"sex,omitempty"`
	NHSNumber NHSNumber `json:"nhs_number,omitempty"`
	// Local are the record system's own numbers of the patient.
	Local []LocalNumber `json:"local_numbers,omitempty"`
	// Died says that the record has the patient as dead.
	Died      bool      `json:"died,omitempty"`
	Address   string    `json:"address,omitempty"`
	Phone     string    `json:"phone,omitempty"`
	Allergies Allergies `json:"allergies"`
	Needs     Needs     `json:"needs,omitzero"`
}

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

// Allergies is what is known of a patient's allergies.
type Allergies struct {
	State AllergyState `json:"state"`
	// Known holds each allergy when the state is known.
	Known []Allergy `json:"known,omitempty"`
	// Confirmed is the date this was last asked, as 2006-01-02.
	Confirmed string `json:"confirmed,omitempty"`
}

// Allergy is one substance with what it did.
type Allergy struct {
	Substance string `json:"substance"`
	Reaction  string `json:"reaction,omitempty"`
}

// Needs is what a service must know to see this patient well.
type Needs struct {
	// Interpreter is the language to interpret, or empty.
	Interpreter string `json:"interpreter,omitempty"`
	// Adjustments are reasonable adjustments, one sentence each.
	Adjustments []string `json:"adjustments,omitempty"`
	// Capacity is a sentence on capacity or who speaks for the patient.
	Capacity string `json:"capacity,omitempty"`
}

// Record is a patient with the answers that their record already gives.
type Record struct {
	Patient Patient        `json:"patient"`
	Answers engine.Answers `json:"answers"`
	// Background is what the record has beside that, for the letter.
	Background Background `json:"background,omitzero"`
	// NotUsed lists what answers nothing. ReadAt is when the record was read;
	// zero if no record system has sent it.
	NotUsed []Unused  `json:"not_used,omitempty"`
	ReadAt  time.Time `json:"read_at,omitzero"`
}

// Engine gives the part of the patient that the engine reads.
func (p Patient) Engine() engine.Patient { return engine.Patient{Born: p.Born, Sex: p.Sex} }
