package letters

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"signpost.health/signpost/letters/internal/pdf/clean"
)

// LengthError says that a text message does not fit.
type LengthError struct{ Length, Limit int }

func (e *LengthError) Error() string {
	return fmt.Sprintf("letter: the shortest text message has %d characters; the limit is %d", e.Length, e.Limit)
}

// Message is a text message to the patient in at most limit characters. A
// telephone may be seen by others, so it names neither the patient, nor the
// clinic, nor any finding. Whole sentences are left out when they do not fit;
// none is cut.
func Message(in Input, limit int) (string, error) {
	if in.Library == nil {
		return "", ErrNoLibrary
	}
	c := &composer{in: in, outcome: chosen(in)}
	practice := oneLine(in.Sender.Practice)
	if practice == "" {
		practice = "Your GP practice"
	}
	sentences := []string{practice + ": we have " + c.did() + "."}
	if chase := c.chaseWords(); chase != "" {
		sentences = append(sentences, strings.Replace(chase, "the practice", "us", 1))
	}
	sentences = append(sentences, "If you feel worse, phone 111, or 999 in an emergency.")
	for n := len(sentences); ; n-- {
		text, _ := clean.Text(strings.ReplaceAll(strings.Join(sentences[:n], " "), nbsp, " "))
		length := utf8.RuneCountInString(text)
		if length <= limit {
			return text, nil
		}
		if n == 1 {
			return "", &LengthError{Length: length, Limit: limit}
		}
	}
}
