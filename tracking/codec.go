package tracking

import (
	"encoding/json"
	"errors"
	"fmt"

	"signpost.health/signpost/engine"
)

// Encode gives the bytes that a store keeps of a consultation: the same for
// the same consultation.
func (c Consultation) Encode() ([]byte, error) {
	b, err := json.Marshal(c)
	if err != nil {
		return nil, Errorf(Invalid, err, "This cannot be stored.")
	}
	return b, nil
}

// DecodeConsultation reads what Encode gave. A key that is no longer known is
// passed over: what an earlier version kept must stay readable.
func DecodeConsultation(b []byte) (Consultation, error) {
	var c Consultation
	if err := json.Unmarshal(b, &c); err != nil {
		return Consultation{}, fmt.Errorf("stored consultation: %w", withoutValue(err))
	}
	if c.ID == "" || c.Version < 1 {
		return Consultation{}, fmt.Errorf("stored consultation %q: has no id or version", c.ID)
	}
	switch c.State {
	case Draft, Sent, Advised, Abandoned:
	default:
		return Consultation{}, fmt.Errorf("stored consultation %q: unknown state %q", c.ID, c.State)
	}
	if err := c.check(); err != nil {
		return Consultation{}, fmt.Errorf("stored consultation %q: %w", c.ID, err)
	}
	if c.Answers == nil {
		c.Answers = engine.Answers{}
	}
	return c, nil
}

// Encode gives the bytes that a store keeps of a record.
func (r Record) Encode() ([]byte, error) {
	b, err := json.Marshal(r)
	if err != nil {
		return nil, Errorf(Invalid, err, "This cannot be stored.")
	}
	return b, nil
}

// DecodeRecord reads what Encode gave.
func DecodeRecord(b []byte) (Record, error) {
	var r Record
	if err := json.Unmarshal(b, &r); err != nil {
		return Record{}, fmt.Errorf("stored patient: %w", withoutValue(err))
	}
	if err := r.check(); err != nil {
		return Record{}, fmt.Errorf("stored patient: %w", err)
	}
	if r.Answers == nil {
		r.Answers = engine.Answers{}
	}
	return r, nil
}

// withoutValue leaves a stored value out of the text of a JSON error.
func withoutValue(err error) error {
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("byte %d: %s is not of type %s", e.Offset, e.Field, e.Type)
	}
	return err
}
