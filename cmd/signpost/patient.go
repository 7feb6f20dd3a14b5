package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
	"strings"
	"time"

	"signpost.health/signpost/api"
	"signpost.health/signpost/engine"
)

// patientFile is one patient as JSON: who, what is known, and what to think
// of every finding that is not named.
type patientFile struct {
	ID      string               `json:"id"`
	Patient engine.Patient       `json:"patient"`
	Answers api.AnswersByFinding `json:"answers"`
	// Others is absent or not_asked (the default).
	Others string `json:"others"`
	// Person is for the letter only.
	Person *person `json:"person"`
}

// othersAbsent says that whatever is not named is absent.
const othersAbsent = "absent"

// decodePatient reads one patient as strictly as the API does: no name twice,
// none unknown, nothing after the value.
func decodePatient(data []byte) (patientFile, error) {
	var p patientFile
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")) // files from Windows may begin so
	if text := bytes.TrimSpace(data); len(text) > 0 && text[0] != '{' {
		return p, errors.New("not a patient: it is not a JSON object")
	}
	if err := api.DecodeJSON(data, &p); err != nil {
		var only struct{ ID string }
		_ = json.Unmarshal(data, &only) // the name of a line that cannot be read, if that can
		return patientFile{ID: only.ID}, fmt.Errorf("not a patient: %w", err)
	}
	p.Patient.Sex = sexOf(p.Patient.Sex)
	if p.Others != "" && p.Others != othersAbsent && p.Others != "not_asked" {
		return p, fmt.Errorf("others cannot be %q: use absent or not_asked", p.Others)
	}
	return p, nil
}

// sexOf takes the ways in which files write it.
func sexOf(s string) string {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "f", "female":
		return "female"
	case "m", "male":
		return "male"
	case "unknown", "indeterminate", "other":
		return ""
	}
	return s
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

// answers checks a patient's answers, and completes them if the others are
// absent. Unknown names and refused values come back beside what could be used.
func (p patientFile) answers(lib *engine.Library, at time.Time) (a engine.Answers, unknown []string, refused []error) {
	n := p.named(lib, at)
	if p.Others == othersAbsent {
		n.answers = lib.Assume(n.answers)
	}
	return n.answers, n.unknown, n.refused
}

// named are a patient's answers as they were given, and what of them cannot be
// used.
type named struct {
	answers engine.Answers
	// unused do not count for their dates.
	unused  []engine.Unused
	unknown []string
	refused []error
}

// named checks the answers that were given.
func (p patientFile) named(lib *engine.Library, at time.Time) named {
	given := engine.Answers{}
	var refused []error
	ids := make([]string, 0, len(p.Answers))
	for id := range p.Answers {
		ids = append(ids, id)
	}
	sort.Strings(ids)
	unknown := []string{}
	for _, id := range ids {
		if _, ok := lib.Finding(id); !ok {
			unknown = append(unknown, id)
			continue
		}
		ans, err := lib.ParseAnswer(id, p.Answers[id])
		if err != nil {
			refused = append(refused, err)
			ans = engine.Unknown(engine.WhyUnsure) // what cannot be read is no no
		}
		given[id] = ans
	}
	if err := api.CheckPatient(lib, p.Patient, at); err != nil {
		refused = append(refused, err)
	}
	for _, err := range lib.CheckGiven(p.Patient, given, at) {
		refused = append(refused, err)
		given[err.Finding] = engine.Unknown(engine.WhyUnsure)
	}
	n := named{answers: given, unknown: unknown, refused: refused}
	if lib.Complete(given, p.Patient, at) {
		n.unused = lib.Unused(given)
	}
	return n
}
