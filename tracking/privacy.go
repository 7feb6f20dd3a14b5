package tracking

import (
	"fmt"
	"log/slog"
)

// A type that holds patient data prints as [patient], in a log as in any
// formatted text: an error, a panic, a test that failed.

const patientHidden = "[patient]"

func hide(f fmt.State, shown string) { _, _ = f.Write([]byte(shown)) } // fmt.State never fails

// LogValue keeps the patient out of logs.
func (Patient) LogValue() slog.Value { return slog.StringValue(patientHidden) }

// Format keeps the patient out of every formatted text.
func (Patient) Format(f fmt.State, _ rune) { hide(f, patientHidden) }

// LogValue keeps the patient out of logs.
func (Allergies) LogValue() slog.Value { return slog.StringValue(patientHidden) }

// Format keeps the patient out of every formatted text.
func (Allergies) Format(f fmt.State, _ rune) { hide(f, patientHidden) }

// LogValue keeps the patient out of logs.
func (LocalNumber) LogValue() slog.Value { return slog.StringValue(patientHidden) }

// Format keeps the patient out of every formatted text.
func (LocalNumber) Format(f fmt.State, _ rune) { hide(f, patientHidden) }

// LogValue keeps the patient out of logs.
func (Needs) LogValue() slog.Value { return slog.StringValue(patientHidden) }

// Format keeps the patient out of every formatted text.
func (Needs) Format(f fmt.State, _ rune) { hide(f, patientHidden) }

// LogValue keeps the patient out of logs.
func (Record) LogValue() slog.Value { return slog.StringValue(patientHidden) }

// Format keeps the patient out of every formatted text.
func (Record) Format(f fmt.State, _ rune) { hide(f, patientHidden) }

// LogValue keeps the patient out of logs.
func (Background) LogValue() slog.Value { return slog.StringValue(patientHidden) }

// Format keeps the patient out of every formatted text.
func (Background) Format(f fmt.State, _ rune) { hide(f, patientHidden) }

// LogValue keeps the patient out of logs.
func (Entry) LogValue() slog.Value { return slog.StringValue(patientHidden) }

// Format keeps the patient out of every formatted text.
func (Entry) Format(f fmt.State, _ rune) { hide(f, patientHidden) }

// LogValue keeps the patient out of logs.
func (Image) LogValue() slog.Value { return slog.StringValue(patientHidden) }

// Format keeps the patient out of every formatted text.
func (Image) Format(f fmt.State, _ rune) { hide(f, patientHidden) }

// LogValue keeps the patient out of logs.
func (NewImage) LogValue() slog.Value { return slog.StringValue(patientHidden) }

// Format keeps the patient out of every formatted text.
func (NewImage) Format(f fmt.State, _ rune) { hide(f, patientHidden) }

// LogValue keeps the patient out of logs.
func (Picture) LogValue() slog.Value { return slog.StringValue(patientHidden) }

// Format keeps the patient out of every formatted text.
func (Picture) Format(f fmt.State, _ rune) { hide(f, patientHidden) }

// LogValue keeps the patient out of logs.
func (Words) LogValue() slog.Value { return slog.StringValue(patientHidden) }

// Format keeps the patient out of every formatted text.
func (Words) Format(f fmt.State, _ rune) { hide(f, patientHidden) }

// LogValue keeps the patient out of logs.
func (Letter) LogValue() slog.Value { return slog.StringValue(patientHidden) }

// Format keeps the patient out of every formatted text.
func (Letter) Format(f fmt.State, _ rune) { hide(f, patientHidden) }

// LogValue says which consultation it is and nothing of the patient.
func (c Consultation) LogValue() slog.Value { return slog.StringValue("consultation " + string(c.ID)) }

// Format says which consultation it is and nothing of the patient.
func (c Consultation) Format(f fmt.State, _ rune) { hide(f, "consultation "+string(c.ID)) }

// LogValue says which consultation it is and nothing of the patient.
func (s Summary) LogValue() slog.Value { return slog.StringValue("consultation " + string(s.ID)) }

// Format says which consultation it is and nothing of the patient.
func (s Summary) Format(f fmt.State, _ rune) { hide(f, "consultation "+string(s.ID)) }

// LogValue says which consultation it is and nothing of the patient.
func (r LetterRequest) LogValue() slog.Value {
	return slog.StringValue("consultation " + string(r.Consultation.ID))
}

// Format says which consultation it is and nothing of the patient.
func (r LetterRequest) Format(f fmt.State, _ rune) {
	hide(f, "consultation "+string(r.Consultation.ID))
}
