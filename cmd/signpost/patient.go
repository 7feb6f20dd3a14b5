package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"time"

	"signpost.health/signpost/engine"
)

// patientFile is one patient as JSON: who, what is known, and what to think
// of every finding that is not named.
type patientFile struct {
	ID      string         `json:"id"`
	Patient engine.Patient `json:"patient"`
	Answers map[string]any `json:"answers"`
	// Others is absent or not_asked (the default).
	Others string `json:"others"`
	// Person is for the letter only.
	Person *person `json:"person"`
}

func decodePatient(data []byte) (patientFile, error) {
	var p patientFile
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	d.DisallowUnknownFields()
	if err := d.Decode(&p); err != nil {
		return p, fmt.Errorf("not a patient: %s", jsonReason(err))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return p, errors.New("not a patient: something follows the first JSON value")
	}
	if p.Others != "" && p.Others != "absent" && p.Others != "not_asked" {
		return p, fmt.Errorf("others cannot be %q: use absent or not_asked", p.Others)
	}
	return p, nil
}

func jsonReason(err error) string {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		return fmt.Sprintf("%s at byte %d", syntax, syntax.Offset)
	}
	if errors.Is(err, io.EOF) {
		return "it is empty"
	}
	return err.Error()
}

func readPatient(path string, stdin io.Reader) (patientFile, error) {
	if path == "" {
		return patientFile{}, usage("say which patient: --patient FILE.json, or - for standard input")
	}
	var data []byte
	var err error
	if path == "-" {
		data, err = io.ReadAll(stdin)
	} else {
		data, err = os.ReadFile(path)
	}
	if err != nil {
		return patientFile{}, usage("cannot read %s: %s", path, reason(err))
	}
	p, err := decodePatient(data)
	if err != nil {
		return p, usage("%s: %s", path, err)
	}
	return p, nil
}

// answers checks a patient's answers. Unknown names and refused values come
// back beside what could be used.
func (p patientFile) answers(lib *engine.Library, at time.Time) (a engine.Answers, unknown []string, refused []error) {
	a = lib.PatientAnswers(p.Patient, at)
	ids := make([]string, 0, len(p.Answers))
	for id := range p.Answers {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	unknown = []string{}
	for _, id := range ids {
		if _, ok := lib.Finding(id); !ok {
			unknown = append(unknown, id)
			continue
		}
		ans, err := lib.ParseAnswer(id, p.Answers[id])
		if err != nil {
			refused = append(refused, err)
			continue
		}
		a[id] = ans
	}
	a = lib.Fresh(a, at)
	if p.Others == "absent" {
		a = lib.Assume(a)
	}
	return a, unknown, refused
}
