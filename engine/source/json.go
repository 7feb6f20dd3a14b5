package source

import (
	"encoding/json"
	"io"
)

// Report is the JSON form of diagnostics.
type Report struct {
	Errors      int       `json:"errors"`
	Warnings    int       `json:"warnings"`
	Diagnostics []finding `json:"diagnostics"`
}

type finding struct {
	Severity string    `json:"severity"`
	Code     string    `json:"code"`
	Message  string    `json:"message"`
	Place    *place    `json:"place,omitempty"`
	Label    string    `json:"label,omitempty"`
	Related  []mention `json:"related,omitempty"`
	Help     string    `json:"help,omitempty"`
}

type mention struct {
	Message string `json:"message"`
	Place   *place `json:"place,omitempty"`
}

// place is a span with lines and columns from 1, the end just after it.
type place struct {
	Path      string `json:"path"`
	Line      int    `json:"line"`
	Column    int    `json:"column"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
}

// JSON writes diagnostics for programs, as one object.
func JSON(w io.Writer, ds Diagnostics) error {
	return writeJSON(w, NewReport(ds))
}

// NewReport gives diagnostics for programs, to be part of a larger object.
func NewReport(ds Diagnostics) Report {
	r := Report{Diagnostics: make([]finding, 0, len(ds))}
	r.Errors, r.Warnings = ds.Counts()
	for _, d := range ds {
		f := finding{
			Severity: d.Severity.String(), Code: d.Code, Message: d.Message,
			Place: placeOf(d.Span), Label: d.Label, Help: d.Help,
		}
		for _, other := range d.Related {
			f.Related = append(f.Related, mention{Message: other.Message, Place: placeOf(other.Span)})
		}
		r.Diagnostics = append(r.Diagnostics, f)
	}
	return r
}

func placeOf(s Span) *place {
	if s.IsZero() {
		return nil
	}
	from, to := s.Position(), s.EndPosition()
	return &place{Path: from.Path, Line: from.Line, Column: from.Column, EndLine: to.Line, EndColumn: to.Column}
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
