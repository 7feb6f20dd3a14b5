package letters

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// MaxField is the most characters of free text, MaxName of a name.
const (
	MaxField = 100_000
	MaxName  = 200
)

// ErrNoLibrary means that no clinical library came with the input.
var ErrNoLibrary = errors.New("letter: no clinical library to look findings up in")

// FieldError says which field of an input is refused, and why.
type FieldError struct {
	Field  string
	Length int
	Limit  int
}

func (e *FieldError) Error() string {
	return fmt.Sprintf("letter: %s has %d characters; at most %d fit on a letter", e.Field, e.Length, e.Limit)
}

// check refuses what no letter can hold. Long text flows over pages; only what
// stands on every page, and what would make a book, has a limit.
func check(in Input) error {
	if in.Library == nil {
		return ErrNoLibrary
	}
	short := []struct{ name, text string }{
		{"the patient's surname", in.Patient.Family},
		{"the patient's first name", in.Patient.Given},
		{"the patient's title", in.Patient.Title},
		{"the NHS number", in.Patient.NHSNumber},
		{"the date of birth", in.Patient.Born},
		{"the letter's id", in.ID},
		{"the pathway's id", in.Decision.Pathway.ID},
		{"the pathway's version", in.Decision.Pathway.Version},
	}
	for _, f := range short {
		if n := utf8.RuneCountInString(f.text); n > MaxName {
			return &FieldError{Field: f.name, Length: n, Limit: MaxName}
		}
	}
	long := []struct{ name, text string }{
		{"the free text", in.FreeText},
		{"the question", in.Question},
		{"what the patient was told", in.InformationGiven},
	}
	for _, f := range long {
		if n := utf8.RuneCountInString(f.text); n > MaxField {
			return &FieldError{Field: f.name, Length: n, Limit: MaxField}
		}
	}
	return nil
}
