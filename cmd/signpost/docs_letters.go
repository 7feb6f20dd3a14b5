package main

import (
	"bytes"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/docs"
	"signpost.health/signpost/internal/preview"
	"signpost.health/signpost/letters"
)

// caseLetter writes the letter of a worked case as text.
func caseLetter(p *engine.Pathway, w docs.Worked) (string, error) {
	l, err := letters.Compose(preview.Example(p, w.Patient, w.Answers, w.Today))
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	if err := letters.Text(&b, l); err != nil {
		return "", err
	}
	return b.String(), nil
}
