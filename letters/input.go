package letters

import (
	"time"

	"signpost.health/signpost/engine"
)

// Library is what a letter needs to know of the clinical library. The engine's
// library has it.
type Library interface {
	Finding(id string) (*engine.Finding, bool)
	Test(id string) (*engine.TestKind, bool)
	Show(finding string, a engine.Answer) string
}

// Input is all that a letter is made from.
type Input struct {
	// ID names the letter; it is printed on every page.
	ID string
	// ComposedAt is when the letter was made, in the time zone to print.
	ComposedAt time.Time
	// ClockStart is when the waiting time starts; zero means ComposedAt.
	ClockStart time.Time

	About    engine.About
	Decision engine.Decision
	Answers  engine.Answers
	Library  Library

	Patient   Patient
	Sender    Sender
	Recipient Recipient

	// Question is the GP's own question; empty takes the outcome's.
	Question string
	FreeText string
	// InformationGiven is what the patient was told, in the GP's words.
	InformationGiven string
	// Override is set when the GP does other than the advice.
	Override *Override
	// WithoutPathway says that the GP wrote the letter with no pathway behind
	// it: the decision is their own.
	WithoutPathway bool

	Record      Record
	Images      []Image
	Attachments []Attachment
}

// Patient is the person the letter is about. What is empty is printed as not
// recorded.
type Patient struct {
	Title  string
	Given  string
	Family string
	// Born is the date of birth as 2006-01-02.
	Born string
	// Died says that the record has the patient as dead.
	Died bool
	// Sex is as recorded: female, male, or another word that is printed as it
	// stands.
	Sex string
	// NHSNumber is ten digits, spaced or not.
	NHSNumber string
	Address   string
	Phone     string
	Allergies Allergies
	Needs     Needs
}

// AllergyState is what is known of a patient's allergies. The four states are
// different things and are never merged.
type AllergyState string

// The states of the allergy record.
const (
	// AllergiesNotRecorded means that nobody has recorded whether there are any.
	AllergiesNotRecorded AllergyState = ""
	// AllergiesKnown means that the list holds them.
	AllergiesKnown AllergyState = "known"
	// AllergiesNone means that somebody confirmed that there are none.
	AllergiesNone AllergyState = "none"
	// AllergiesUnavailable means that the record could not be read.
	AllergiesUnavailable AllergyState = "unavailable"
)

// Allergies is the allergy record.
type Allergies struct {
	State AllergyState
	// Known are the allergies, for AllergiesKnown.
	Known []Allergy
	// Confirmed is when none was confirmed, as 2006-01-02.
	Confirmed string
}

// Allergy is one substance and what it did.
type Allergy struct{ Substance, Reaction string }

// Needs are the patient's individual requirements. An empty one is not
// recorded.
type Needs struct{ Interpreter, Adjustments, Capacity string }

// Sender is who the letter is from.
type Sender struct {
	Name, Role, GMC string
	Practice, ODS   string
	Address, Phone  string
}

// Recipient is who the letter is to.
type Recipient struct {
	// Service is the id of the service in the directory.
	Service                   string
	Name, Organisation, ODS   string
	Address, How, Phone, Note string
}

// place is the address, unless the organisation names it already.
func (r Recipient) place() string {
	if oneLine(r.Address) == oneLine(r.Organisation) {
		return ""
	}
	return r.Address
}

// Override is the GP's own choice against the advice.
type Override struct {
	// Reason is a code of the reasons list, ReasonSays its words.
	Reason, ReasonSays string
	// Text is the GP's own words.
	Text string
	// Chosen is the outcome the GP chose instead; it may be nil.
	Chosen *engine.Outcome
}

// Record is what the letter takes from the patient's record as it stands.
type Record struct {
	Medicines   []Entry
	PastHistory []Entry
	// MedicinesLeft and HistoryLeft are how many entries the GP left out.
	MedicinesLeft, HistoryLeft int
	// NoMedicines says that the record was read and holds none.
	NoMedicines bool
}

// Entry is one entry of a record.
type Entry struct {
	Text, Date, Code string
}

// Image is a picture to show in the letter. The original goes separately.
type Image struct {
	Name string
	Data []byte
	// Prepared says that Data is the Letter of a Photograph: it was made safe
	// already, and need not be again where it fits.
	Prepared bool
	// Site is where on the body, View overview, close-up or dermoscopic.
	Site, View string
	// Date is when it was taken, as 2006-01-02; Consent what was agreed to.
	Date, Consent string
	// Caption is what it shows, in the GP's words.
	Caption string
	// SHA256 is of the file in full size, in hexadecimal; empty takes it from
	// Data.
	SHA256 string
}

// Attachment is a document that goes with the letter.
type Attachment struct{ Name, Describe string }

// RecipientOf is the recipient that a service of the directory is.
func RecipientOf(s engine.ServiceOption) Recipient {
	return Recipient{
		Service: s.ID, Name: s.Name, Organisation: s.Organisation, ODS: s.ODS,
		Address: s.Where, How: s.How.Method, Phone: s.How.Phone,
	}
}
