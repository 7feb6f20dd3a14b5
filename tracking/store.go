package tracking

import (
	"context"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/internal/audit"
)

// Store keeps consultations. Each method is safe for use at the same time as
// the others. Errors are *Error: not_found, conflict (ErrMoved, ErrKeyUsed) or
// unavailable.
type Store interface {
	// Commit does all of the change, or none of it, and comes back when it is
	// on disk.
	Commit(ctx context.Context, ch Change) error
	Consultation(ctx context.Context, id ID) (Consultation, error)
	// Replay finds what an earlier write of this person with this key gave.
	Replay(ctx context.Context, actor, key string) (Replay, error)
	// List gives consultations, the newest first: drafts by when they began,
	// the others by when they ended.
	List(ctx context.Context, f Filter) ([]Summary, error)
	// LatelyUsed gives the pathways that a person began last, the latest first.
	LatelyUsed(ctx context.Context, practice, actor string, limit int) ([]string, error)
	// Ended gives the pathways that each of these patients was taken to the end of.
	Ended(ctx context.Context, practice string, patients []PatientID) ([]Taken, error)
	// Seen gives what was seen of what leads these consultations.
	Seen(ctx context.Context, ids []ID) ([]Seen, error)
	Letter(ctx context.Context, id ID) (Letter, error)
	Patient(ctx context.Context, id PatientID) (Record, error)
	// Patients gives those of a practice whose name, date of birth or NHS
	// number holds every one of the words, by family and given name.
	Patients(ctx context.Context, practice string, words []string, limit int) ([]Patient, error)
	Snapshot(ctx context.Context, digest string) ([]byte, error)
	// Pictures gives those of a consultation without their full size, Picture
	// one in full.
	Pictures(ctx context.Context, id ID) ([]Picture, error)
	Picture(ctx context.Context, id ID, image string) (Picture, error)
	// LastLook gives when a person last looked at what is new.
	LastLook(ctx context.Context, actor string) (Look, error)
	// Wishes gives what a practice asked for, the newest first.
	Wishes(ctx context.Context, practice string, limit int) ([]Wish, error)
}

// Change is one transaction. Nothing is changed without its audit event.
type Change struct {
	Event audit.Draft
	// Revision, Letter, Picture, Records and Snapshot may be absent.
	Revision *Revision
	Letter   *Letter
	Picture  *Picture
	// DropPictures are the ids of pictures of the revision's consultation that
	// are kept no longer.
	DropPictures []string
	Records      []Record
	Snapshot     *Snapshot
	// Look and Wish may be absent; DropWish is the id of a wish taken back.
	Look     *Look
	Wish     *Wish
	DropWish string
	// Seen may be absent; DropSeen is the consultation of what is not seen after
	// all.
	Seen     *Seen
	DropSeen ID
}

// Revision is a consultation after a write.
type Revision struct {
	// Consultation has the new version; the stored one must be just below it.
	Consultation Consultation
	// Actor and Key are those of the write; Fingerprint is of its content.
	Actor, Key, Fingerprint string
	// Marks says that the state or the override is not as before.
	Marks bool
}

// Replay is what an earlier write gave.
type Replay struct {
	Consultation Consultation
	Fingerprint  string
}

// Snapshot is a whole library, as bytes that the one who kept it can load.
type Snapshot struct {
	Digest string
	Bytes  []byte
}

// Letter is a letter as it was sent, with what it was made from.
type Letter struct {
	ID           string
	Consultation ID
	PDF          []byte
	// Input is JSON.
	Input []byte
}

// Filter chooses consultations of one practice.
type Filter struct {
	Practice string
	// State chooses one state; empty is all of them.
	State State
	// Overridden leaves only those where the GP went another way.
	Overridden bool
	// Patient leaves only those of one patient.
	Patient PatientID
	// Limit is how many at most, up to 500; zero is 100.
	Limit int
	// Before goes on after the last line of an earlier list.
	Before *Summary
}

// Advisor gives decisions. Nothing else decides.
type Advisor interface {
	// Identity names a pathway as the library has it now; false if there is
	// no such pathway.
	Identity(pathway string) (engine.Identity, bool)
	// Digest is that of the library as it is now.
	Digest() string
	// Outcomes are those of the pinned pathway.
	Outcomes(pinned engine.Identity) ([]*engine.Outcome, error)
	// Decide decides for a patient at a moment on the pinned pathway.
	Decide(pinned engine.Identity, p engine.Patient, a engine.Answers, at engine.When) (engine.Decision, error)
}

// LetterWriter makes the letter of a consultation.
type LetterWriter interface {
	WriteLetter(r LetterRequest) (pdf, input []byte, err error)
}

// LetterRequest is all that a letter is made from.
type LetterRequest struct {
	// ID is the new letter's own id.
	ID           string
	Consultation Consultation
	Decision     engine.Decision
	Sender       Actor
	At           engine.When
	// Pictures are those of the consultation's images, by id. The JSON of a
	// letter's input names each by its digest.
	Pictures map[string]Picture `json:"-"`
}
