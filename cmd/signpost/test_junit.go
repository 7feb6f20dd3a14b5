package main

import (
	"encoding/xml"
	"io"
	"strings"
)

// junitSuites is the form that build servers read test results in.
type junitSuites struct {
	XMLName  xml.Name      `xml:"testsuites"`
	Tests    int           `xml:"tests,attr"`
	Failures int           `xml:"failures,attr"`
	Skipped  int           `xml:"skipped,attr"`
	Suites   []*junitSuite `xml:"testsuite"`
}

type junitSuite struct {
	Name     string      `xml:"name,attr"`
	Tests    int         `xml:"tests,attr"`
	Failures int         `xml:"failures,attr"`
	Skipped  int         `xml:"skipped,attr"`
	Cases    []junitCase `xml:"testcase"`
}

type junitCase struct {
	Class   string        `xml:"classname,attr"`
	Name    string        `xml:"name,attr"`
	File    string        `xml:"file,attr,omitempty"`
	Line    int           `xml:"line,attr,omitempty"`
	Failure *junitFailure `xml:"failure"`
	Skipped *junitSkipped `xml:"skipped"`
}

type junitFailure struct {
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

type junitSkipped struct {
	Message string `xml:"message,attr"`
}

// writeJUnit writes one suite for each pathway. There are no times in it: the
// same library gives the same bytes.
func writeJUnit(w io.Writer, t testRun) error {
	all := junitSuites{}
	var suite *junitSuite
	for i := range t.Cases {
		r := &t.Cases[i]
		if suite == nil || suite.Name != r.Pathway {
			suite = &junitSuite{Name: r.Pathway}
			all.Suites = append(all.Suites, suite)
		}
		at := r.Span.Position()
		k := junitCase{Class: r.Pathway, Name: r.Case, File: at.Path, Line: at.Line}
		switch {
		case r.Skipped != "":
			k.Skipped = &junitSkipped{Message: r.Skipped}
		case r.Unconfirmed:
			k.Skipped = &junitSkipped{Message: "unconfirmed" + unconfirmedWords(r)}
		case len(r.Failures) > 0:
			lines := failureLines(r)
			k.Failure = &junitFailure{Message: lines[0], Text: strings.Join(lines, "\n")}
		}
		suite.Tests++
		all.Tests++
		if k.Skipped != nil {
			suite.Skipped++
			all.Skipped++
		}
		if k.Failure != nil {
			suite.Failures++
			all.Failures++
		}
		suite.Cases = append(suite.Cases, k)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(all); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
