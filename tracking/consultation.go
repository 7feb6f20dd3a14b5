package tracking

import (
	"time"

	"signpost.health/signpost/engine"
)

// ID names a consultation: 128 random bits, so that it cannot be guessed.
type ID string

// State is how a consultation stands.
type State string

// The states of a consultation. A draft becomes one of the others, for good.
const (
	Draft     State = "draft"
	Sent      State = "sent"
	Advised   State = "advised"
	Abandoned State = "abandoned"
)

// KeepDraft is how long a draft may be gone on with after its start. A draft
// stays with the pathway it began with, so it must not outlive that for long.
const KeepDraft = 14 * 24 * time.Hour

// Consultation is one patient on one pathway.
type Consultation struct {
	ID       ID     `json:"id"`
	Practice string `json:"practice"`
	// Patient is as the record was at the start.
	Patient Patient `json:"patient"`
	// Background is as the record was at the start.
	Background Background `json:"background,omitzero"`
	// LeaveOut holds the texts of entries of the background that the GP keeps
	// out of the letter. What comes new to the record is not among them.
	LeaveOut []string `json:"leave_out,omitempty"`
	// Pathway is pinned at the start, with the digest of its library. A letter
	// without a pathway has the digest alone.
	Pathway engine.Identity `json:"pathway"`
	// Own is set on a letter that the GP writes without a pathway.
	Own *OwnLetter `json:"own,omitempty"`
	// From is the consultation whose answers it began with, if there is one.
	From  ID    `json:"from,omitempty"`
	State State `json:"state"`
	// Version counts the writes, from 1.
	Version int `json:"version"`

	// Answers are those of the record and those given since.
	Answers engine.Answers `json:"answers"`
	// Steps are the latest changes of answers, newest last, for Undo.
	Steps []Step `json:"steps,omitempty"`

	// Recorded holds, for findings whose answer is not what the record says,
	// what the record said when this draft last looked; nil is nothing.
	Recorded map[string]*engine.Answer `json:"recorded,omitempty"`
	// LibrarySeen is the digest of a later library that the GP was told of.
	LibrarySeen string `json:"library_seen,omitempty"`

	// FreeText is what the GP adds to the letter; Question is what they ask
	// of the service.
	FreeText string `json:"free_text,omitempty"`
	Question string `json:"question,omitempty"`
	// Images are the pictures that go with the letter, and those removed.
	Images []Image `json:"images,omitempty"`
	// Override is set when the GP goes another way than the advice.
	Override *Override `json:"override,omitempty"`
	// Service is the id of the chosen entry of the directory.
	Service string `json:"service,omitempty"`

	StartedBy Actor     `json:"started_by"`
	Started   time.Time `json:"started"`
	Updated   time.Time `json:"updated"`
	// Expires is when a draft can no longer be gone on with.
	Expires time.Time `json:"expires"`

	// Decision is set when the consultation was sent or advised: what was
	// decided then.
	Decision *engine.Decision `json:"decision,omitempty"`
	// Referral is set when a letter was sent.
	Referral *Referral `json:"referral,omitempty"`
	// Ended is when it was sent, advised or abandoned.
	Ended time.Time `json:"ended,omitzero"`
}

// Step is one change of answers: what each changed finding had before, or nil
// when it had no answer.
type Step struct {
	Before map[string]*engine.Answer `json:"before"`
	// Version is that of the consultation after the change; zero is not known.
	Version int `json:"version,omitempty"`
	// At is when it was made; zero is not known.
	At time.Time `json:"at,omitzero"`
}

// AnsweredSince names the findings that were answered, changed or forgotten
// after the version that somebody saw.
func (c Consultation) AnsweredSince(version int) map[string]bool {
	since := map[string]bool{}
	for _, step := range c.Steps {
		if step.Version <= version {
			continue
		}
		for finding := range step.Before {
			since[finding] = true
		}
	}
	return since
}

// Reason is why a GP goes another way than the advice.
type Reason string

// The reasons for an override.
const (
	PatientPreference Reason = "patient_preference"
	ClinicalJudgement Reason = "clinical_judgement"
	CouldNotGetTest   Reason = "could_not_get_test"
	AdvisedByPhone    Reason = "service_advised_by_phone"
	RuleDoesNotFit    Reason = "rule_does_not_fit"
)

// Override is the GP's own way, with the reason. No way is ever refused, but
// it must be named.
type Override struct {
	Reason Reason `json:"reason"`
	// Text is the GP's own words; it may be empty.
	Text string `json:"text,omitempty"`
	// Action and Within are what the GP does instead, and how soon; they are
	// empty where Outcome says both.
	Action engine.Action `json:"action,omitempty"`
	Within engine.Within `json:"within,omitempty"`
	// Outcome is the outcome of the pathway that the GP chose, if it is one.
	Outcome string `json:"outcome,omitempty"`
	// Advised is what was advised then. Signpost sets it.
	Advised Advice `json:"advised,omitzero"`
}

// Referral is a letter that was sent.
type Referral struct {
	// Letter is the letter's own id, as printed on it.
	Letter string `json:"letter"`
	// PDFSHA256 and InputSHA256 are of the letter and of what it was made
	// from, in hexadecimal.
	PDFSHA256   string    `json:"pdf_sha256"`
	InputSHA256 string    `json:"input_sha256"`
	SentBy      Actor     `json:"sent_by"`
	SentAt      time.Time `json:"sent_at"`
	Service     string    `json:"service,omitempty"`
	// ChaseOn is the day to chase if nothing has come, as 2006-01-02; empty
	// when the outcome names none.
	ChaseOn string `json:"chase_on,omitempty"`
	// Outcome is the one that it went out with, where the GP chose one of the
	// pathway.
	Outcome *engine.Outcome `json:"outcome,omitempty"`
}
