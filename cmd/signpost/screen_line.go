package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"signpost.health/signpost/engine"
)

// screened is one line of output.
type screened struct {
	ID              string               `json:"id"`
	Met             []engine.Met         `json:"met"`
	Possible        []engine.PossibleRow `json:"possible"`
	UnknownFindings []string             `json:"unknown_findings"`
	// Contradictions are answers that cannot all be true.
	Contradictions []engine.Contradiction `json:"contradictions,omitempty"`
	// Unused are values that do not count for their dates.
	Unused []engine.Unused `json:"unused,omitempty"`
	Errors []string        `json:"errors,omitempty"`
	// stale is Unused for a reader.
	stale []string
}

// screening turns lines of patients into lines of rows.
type screening struct {
	lib      *engine.Library
	screener *engine.Screener
	day      time.Time
	text     bool
	// rows are those shown before, as JSON: the same for every patient.
	rows map[rowName][]byte
}

type rowName struct{ pathway, row string }

// line answers one patient. It says false where something could not be used.
func (w *screening) line(out *bytes.Buffer, number int, line []byte) bool {
	s := screened{Met: []engine.Met{}, Possible: []engine.PossibleRow{}, UnknownFindings: []string{}}
	who, err := decodePatient(line)
	s.ID = who.ID
	if err != nil {
		s.Errors = append(s.Errors, fmt.Sprintf("line %d: %s", number, err))
	} else {
		w.screen(&s, who)
	}
	if w.text {
		writeText(out, s)
	} else {
		w.writeJSON(out, s)
	}
	return len(s.Errors) == 0
}

func (w *screening) screen(s *screened, who patientFile) {
	n := who.named(w.lib, w.day)
	for _, e := range n.refused {
		s.Errors = append(s.Errors, e.Error())
	}
	s.Unused, s.stale = n.unused, wrongDays(w.lib, n.answers, n.unused)
	if who.Others == othersAbsent {
		w.screener.TakeAssumed(n.answers)
	} else {
		w.screener.Take(n.answers)
	}
	got := w.screener.Result()
	s.Met, s.Possible, s.UnknownFindings = got.Met, got.Possible, n.unknown
	s.Contradictions = w.screener.Contradictions()
}

func writeText(out *bytes.Buffer, s screened) {
	fmt.Fprintf(out, "%s: %d met, %d possible\n", s.ID, len(s.Met), len(s.Possible))
	for _, m := range s.Met {
		fmt.Fprintf(out, "  met       %s (%s %s; %s)\n", m.Summary, m.Pathway, m.Row, strings.Join(m.Evidence, ", "))
	}
	for _, p := range s.Possible {
		fmt.Fprintf(out, "  possible  %s (%s %s): depends on %s\n", p.Summary, p.Pathway, p.Row, strings.Join(p.Missing, ", "))
	}
	for _, c := range s.Contradictions {
		fmt.Fprintf(out, "  %s\n", contradictionWords(c))
	}
	for _, stale := range s.stale {
		fmt.Fprintf(out, "  not counted: %s\n", stale)
	}
	for _, id := range s.UnknownFindings {
		fmt.Fprintf(out, "  no finding is called %q\n", id)
	}
	for _, e := range s.Errors {
		fmt.Fprintf(out, "  error: %s\n", e)
	}
}

// contradictionWords names the findings too, by which answers are given.
func contradictionWords(c engine.Contradiction) string {
	return fmt.Sprintf("%s (%s)", c.Says, strings.Join(c.Findings, ", "))
}

// writeJSON writes the bytes that encoding/json would, row by row.
func (w *screening) writeJSON(out *bytes.Buffer, s screened) {
	out.WriteString(`{"id":`)
	writeValue(out, s.ID)
	out.WriteString(`,"met":[`)
	for i, m := range s.Met {
		comma(out, i)
		out.Write(w.row(m))
	}
	out.WriteString(`],"possible":[`)
	for i, p := range s.Possible {
		comma(out, i)
		row := w.row(p.Met)
		out.Write(row[:len(row)-1])
		out.WriteString(`,"missing":`)
		writeNames(out, p.Missing)
		out.WriteByte('}')
	}
	out.WriteString(`],"unknown_findings":`)
	writeValue(out, s.UnknownFindings)
	if len(s.Contradictions) > 0 {
		out.WriteString(`,"contradictions":`)
		writeValue(out, s.Contradictions)
	}
	if len(s.Unused) > 0 {
		out.WriteString(`,"unused":`)
		writeValue(out, s.Unused)
	}
	if len(s.Errors) > 0 {
		out.WriteString(`,"errors":`)
		writeValue(out, s.Errors)
	}
	out.WriteString("}\n")
}

func (w *screening) row(m engine.Met) []byte {
	name := rowName{m.Pathway, m.Row}
	row, ok := w.rows[name]
	if !ok {
		var b bytes.Buffer
		writeValue(&b, m)
		row = b.Bytes()
		w.rows[name] = row
	}
	return row
}

func comma(out *bytes.Buffer, i int) {
	if i > 0 {
		out.WriteByte(',')
	}
}

// writeNames writes findings' ids, which need no escaping.
func writeNames(out *bytes.Buffer, ids []string) {
	if ids == nil {
		out.WriteString("null")
		return
	}
	out.WriteByte('[')
	for i, id := range ids {
		comma(out, i)
		out.WriteByte('"')
		out.WriteString(id)
		out.WriteByte('"')
	}
	out.WriteByte(']')
}

// writeValue writes what json.Encoder does, without its line break.
func writeValue(out *bytes.Buffer, v any) {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		panic("signpost: a screened row that is not JSON: " + err.Error())
	}
	out.Truncate(out.Len() - 1)
}
