// Package audit keeps a hash-chained record of who did and read what.
//
// Each event carries the hash of the one before it, so that an event changed,
// removed or slipped in afterwards breaks the chain at its place. The package
// is pure: the store keeps the events and tests the chain with Verify.
package audit

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"time"
)

// Kind says what happened.
type Kind string

// The kinds of event. Reading a patient is an event like any other.
const (
	PatientRead       Kind = "patient_read"
	PatientsListed    Kind = "patients_listed"
	PatientsAdded     Kind = "patients_added"
	ConsultationRead  Kind = "consultation_read"
	ConsultationsRead Kind = "consultations_listed"
	LetterRead        Kind = "letter_read"
	Started           Kind = "consultation_started"
	Answered          Kind = "answered"
	Undone            Kind = "undone"
	RecordTaken       Kind = "record_taken"
	NewsSeen          Kind = "news_seen"
	PathwayWished     Kind = "pathway_asked_for"
	WishWithdrawn     Kind = "pathway_asked_for_withdrawn"
	LeadingSeen       Kind = "leading_seen"
	LeadingUnseen     Kind = "leading_seen_withdrawn"
	NoteWritten       Kind = "note_written"
	TextWritten       Kind = "text_written"
	Overridden        Kind = "overridden"
	OverrideWithdrawn Kind = "override_withdrawn"
	ServiceChosen     Kind = "service_chosen"
	OwnLetterWritten  Kind = "own_letter_written"
	ImageAdded        Kind = "image_added"
	ImageRemoved      Kind = "image_removed"
	ImageRestored     Kind = "image_restored"
	ImageRead         Kind = "image_read"
	Sent              Kind = "sent"
	Advised           Kind = "advised"
	Abandoned         Kind = "abandoned"
	SnapshotKept      Kind = "snapshot_kept"
)

// Draft is an event before it has a place in the chain.
type Draft struct {
	At time.Time `json:"at"`
	// Actor is the id of the person who acted; Practice is their tenant.
	Actor    string `json:"actor"`
	Practice string `json:"practice"`
	Kind     Kind   `json:"kind"`
	// Subject is the id of what was acted on: a consultation, a patient, a
	// practice or a library snapshot.
	Subject string `json:"subject"`
	// Payload says what changed, as JSON. It may be empty.
	Payload json.RawMessage `json:"payload,omitempty"`
}

// Event is a draft in its place in the chain.
type Event struct {
	Sequence int64 `json:"sequence"`
	Draft
	// Prev is the hash of the event before, empty for the first.
	Prev string `json:"prev,omitempty"`
	Hash string `json:"hash"`
}

// Head is the end of a chain: what the next event hangs on. The zero Head is
// that of an empty chain.
type Head struct {
	Sequence int64
	Hash     string
}

// Head is the head of the chain that ends with this event.
func (e Event) Head() Head { return Head{Sequence: e.Sequence, Hash: e.Hash} }

// Append gives the draft its place after head.
func Append(head Head, d Draft) Event {
	e := Event{Sequence: head.Sequence + 1, Draft: d, Prev: head.Hash}
	e.Hash = e.sum()
	return e
}

// Stamp writes a moment as it is hashed and stored: UTC, to the millisecond.
func Stamp(at time.Time) string { return at.UTC().Format("2006-01-02T15:04:05.000Z") }

// sum hashes each field with its length before it, so that no two different
// events can give the same bytes. The payload goes in as its own hash: an
// exported chain can then be verified without the patients' answers.
func (e Event) sum() string {
	payload := sha256.Sum256(e.Payload)
	h := sha256.New()
	for _, field := range []string{
		strconv.FormatInt(e.Sequence, 10), Stamp(e.At), e.Actor, e.Practice,
		string(e.Kind), e.Subject, hex.EncodeToString(payload[:]), e.Prev,
	} {
		h.Write(strconv.AppendInt(nil, int64(len(field)), 10))
		h.Write([]byte{':'})
		h.Write([]byte(field))
	}
	return hex.EncodeToString(h.Sum(nil))
}
