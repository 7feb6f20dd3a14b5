package tracking

import (
	"fmt"
	"log/slog"
)

// Unused is something of a patient's record that answers nothing, and why. It
// never prints.
type Unused struct {
	// Kind is what it is in FHIR: Observation.
	Kind string `json:"kind,omitempty"`
	// Code and Display are as the record has them.
	Code    string `json:"code,omitempty"`
	Display string `json:"display,omitempty"`
	// Why is in plain words: it was refuted.
	Why string `json:"why"`
	// Expected says that no pathway asks about such a thing at all.
	Expected bool `json:"expected,omitempty"`
	// Times is how often the record has the same.
	Times int `json:"times"`
}

// LogValue keeps the patient out of logs.
func (Unused) LogValue() slog.Value { return slog.StringValue(patientHidden) }

// Format keeps the patient out of every formatted text.
func (Unused) Format(f fmt.State, _ rune) { hide(f, patientHidden) }
