package tracking

import (
	"cmp"
	"encoding/json"
	"fmt"
	"time"

	"signpost.health/signpost/engine"
)

// Summary is a line in a list of consultations.
type Summary struct {
	ID       ID              `json:"id"`
	Patient  Patient         `json:"patient"`
	Pathway  engine.Identity `json:"pathway"`
	Own      *OwnLetter      `json:"own,omitempty"`
	State    State           `json:"state"`
	Version  int             `json:"version"`
	Answered int             `json:"answered"`
	Override *Override       `json:"override,omitempty"`
	Service  string          `json:"service,omitempty"`
	// Outcome is what was decided when it was sent or advised, or the one that
	// it was sent with.
	Outcome *engine.Outcome `json:"outcome,omitempty"`
	// Leading holds more urgent rows of other pathways that this patient meets,
	// and was not taken to the end of since.
	Leading []engine.Met `json:"leading,omitempty"`
	// Seen is what somebody has seen of them, which is not among them.
	Seen      *Seen     `json:"seen,omitempty"`
	StartedBy Actor     `json:"started_by"`
	Started   time.Time `json:"started"`
	Updated   time.Time `json:"updated"`
	Expires   time.Time `json:"expires"`
	// Ended is when it was sent, advised or abandoned.
	Ended   time.Time `json:"ended,omitzero"`
	ChaseOn string    `json:"chase_on,omitempty"`
}

// At is what lists are ordered by: when the consultation ended, or while it
// is a draft when it began.
func (s Summary) At() time.Time {
	if s.Ended.IsZero() {
		return s.Started
	}
	return s.Ended
}

// Summary is the consultation's line in a list.
func (c Consultation) Summary() Summary {
	s := Summary{
		ID: c.ID, Patient: c.Patient, Pathway: c.Pathway, Own: c.Own, State: c.State, Version: c.Version,
		Answered: len(c.Answers), Override: c.Override, Service: c.Service,
		StartedBy: c.StartedBy, Started: c.Started, Updated: c.Updated, Expires: c.Expires, Ended: c.Ended,
	}
	if c.Decision != nil {
		s.Outcome, s.Leading = c.Decision.Outcome, c.Decision.Leading
	}
	if c.Referral != nil {
		s.ChaseOn = c.Referral.ChaseOn
		s.Outcome = cmp.Or(c.Referral.Outcome, s.Outcome)
	}
	return s
}

// DecodeSummary reads the line of a list from what Consultation.Encode gave.
// It leaves out most of the decision, which is most of the bytes.
func DecodeSummary(b []byte) (Summary, error) {
	var c struct {
		Summary
		Answers  map[string]struct{} `json:"answers"`
		Decision struct {
			Outcome *engine.Outcome `json:"outcome"`
			Leading []engine.Met    `json:"leading"`
		} `json:"decision"`
		Referral struct {
			ChaseOn string          `json:"chase_on"`
			Outcome *engine.Outcome `json:"outcome"`
		} `json:"referral"`
	}
	if err := json.Unmarshal(b, &c); err != nil {
		return Summary{}, fmt.Errorf("stored consultation: %w", withoutValue(err))
	}
	c.Answered, c.Outcome, c.ChaseOn = len(c.Answers), cmp.Or(c.Referral.Outcome, c.Decision.Outcome), c.Referral.ChaseOn
	c.Leading = c.Decision.Leading
	return c.Summary, nil
}

// Encode writes the line as it is kept.
func (s Summary) Encode() ([]byte, error) {
	b, err := json.Marshal(s)
	if err != nil {
		return nil, Errorf(Invalid, err, "This cannot be stored.")
	}
	return b, nil
}

// DecodeLine reads what Summary.Encode gave.
func DecodeLine(b []byte) (Summary, error) {
	var s Summary
	if err := json.Unmarshal(b, &s); err != nil {
		return Summary{}, fmt.Errorf("stored line of a list: %w", withoutValue(err))
	}
	return s, nil
}
