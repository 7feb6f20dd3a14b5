package letters

import (
	"time"

	"signpost.health/signpost/engine"
)

// Kind is what a letter is for.
type Kind string

// The kinds of letter.
const (
	Referral      Kind = "referral"
	AdviceRequest Kind = "advice_request"
	TestRequest   Kind = "test_request"
	Information   Kind = "information"
	PatientCopy   Kind = "patient_copy"
)

// Letter is a composed letter: plain data, in the order it is read.
type Letter struct {
	Kind  Kind   `json:"kind"`
	ID    string `json:"id"`
	Title string `json:"title"`
	// ComposedAt is when it was made.
	ComposedAt time.Time `json:"composed_at"`
	// Draft says in words that the pathway is not signed; it is empty on a
	// letter of an approved pathway.
	Draft     string     `json:"draft,omitempty"`
	Banner    Banner     `json:"banner"`
	Priority  Priority   `json:"priority"`
	To        Party      `json:"to"`
	From      Party      `json:"from"`
	Sections  []Section  `json:"sections"`
	Images    []Picture  `json:"images,omitempty"`
	Pathway   Provenance `json:"pathway"`
	Repairs   []Repair   `json:"repairs,omitempty"`
	Recipient string     `json:"recipient,omitempty"`
}

// Banner says who the patient is.
type Banner struct {
	// Name is SURNAME, First (Title).
	Name      string   `json:"name"`
	Born      string   `json:"born"`
	Sex       string   `json:"sex"`
	NHSNumber string   `json:"nhs_number"`
	Address   string   `json:"address"`
	Phone     string   `json:"phone"`
	Allergies []string `json:"allergies"`
	// AllergyTitle names the state: "Known allergies", "No known allergies".
	AllergyTitle string `json:"allergy_title"`
}

// Priority is the boxed strip: how soon and what, in words.
type Priority struct {
	// Words are in capitals: "URGENT SUSPECTED CANCER".
	Words string `json:"words"`
	// What is the kind of letter: "Referral".
	What   string        `json:"what"`
	Within engine.Within `json:"within,omitempty"`
	Action engine.Action `json:"action,omitempty"`
	// Lines say what it is about and when the clock starts.
	Lines []string `json:"lines"`
}

// Party is an end of the letter.
type Party struct {
	Title string   `json:"title"`
	Lines []string `json:"lines"`
}

// Section is a headed part of the letter.
type Section struct {
	ID     string `json:"id"`
	Title  string `json:"title"`
	SNOMED string `json:"snomed,omitempty"`
	// Form is how the lines are shown.
	Form  Form   `json:"form"`
	Lines []Line `json:"lines"`
}

// Form is how a section's lines are shown.
type Form string

// The forms of a section.
const (
	// Prose shows each line as a paragraph.
	Prose Form = "prose"
	// Strong shows the first line as a bold paragraph, others as prose.
	Strong Form = "strong"
	// Findings shows labels and values, what is absent and not known grouped.
	Findings Form = "findings"
	// Criteria shows a table: criterion, what is recorded, met or not.
	Criteria Form = "criteria"
	// Fine shows labels and values in small type.
	Fine Form = "fine"
	// Items shows a list.
	Items Form = "items"
	// Boxed shows the lines in a border.
	Boxed Form = "boxed"
	// Pictures shows the letter's images.
	Pictures Form = "pictures"
)

// Standing is how a line stands: its word is printed.
type Standing string

// The standings of a line.
const (
	Present  Standing = "present"
	Absent   Standing = "absent"
	NotKnown Standing = "not_known"
	Met      Standing = "met"
	NotMet   Standing = "not_met"
)

// Line is one statement of the letter, with where it came from.
type Line struct {
	Label    string   `json:"label,omitempty"`
	Text     string   `json:"text,omitempty"`
	Standing Standing `json:"standing,omitempty"`
	// Note is the GP's own words beside the answer.
	Note  string `json:"note,omitempty"`
	Trace Trace  `json:"trace"`
}

// Origin is what a line was made from.
type Origin string

// The origins of a line.
const (
	FromAnswer    Origin = "answer"
	FromCriterion Origin = "criterion"
	FromOutcome   Origin = "outcome"
	FromDecision  Origin = "decision"
	FromPathway   Origin = "pathway"
	FromPatient   Origin = "patient"
	FromRecord    Origin = "record"
	FromGP        Origin = "gp"
	FromLetter    Origin = "letter"
)

// Trace leads from a line back to what it says it from.
type Trace struct {
	Origin Origin `json:"origin"`
	// Finding is the finding answered, Findings those a criterion reads.
	Finding  string   `json:"finding,omitempty"`
	Findings []string `json:"findings,omitempty"`
	// Rule is the row, criterion or outcome.
	Rule     string            `json:"rule,omitempty"`
	Source   engine.Source     `json:"source,omitempty"`
	Date     string            `json:"date,omitempty"`
	Code     string            `json:"code,omitempty"`
	Evidence []engine.Citation `json:"evidence,omitempty"`
}

// Provenance says what made the letter.
type Provenance struct {
	engine.Identity
	Title string `json:"title"`
}

// Repair says where a text was changed so that it can be shown, and how.
type Repair struct {
	Where string `json:"where"`
	What  string `json:"what"`
}

// Picture is an image made safe: turned upright, made smaller, its hidden
// data gone.
type Picture struct {
	Name    string `json:"name"`
	JPEG    []byte `json:"jpeg,omitempty"`
	Width   int    `json:"width"`
	Height  int    `json:"height"`
	Caption string `json:"caption"`
	Alt     string `json:"alt"`
}
