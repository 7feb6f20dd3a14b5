package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

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
	Errors         []string               `json:"errors,omitempty"`
}

func newScreen(env environment) *cobra.Command {
	var format, patients, at string
	var library []string
	c := &cobra.Command{
		Use:   "screen",
		Short: "Screen patients against every row of every pathway",
		Long: `Screen reads one patient a line (JSON) and prints one line each, in the same order: the rows
met, and the rows that an answer could still meet with the findings that would settle them.
A finding name that nothing has is listed, and the line is still answered.`,
		Example: "  signpost screen --patients practice.jsonl --format json",
		Args:    arguments(0, 0, "no arguments; give the file with --patients"),
		RunE: func(*cobra.Command, []string) error {
			if format != "json" && format != "text" {
				return usage("unknown format %q: use text or json", format)
			}
			lib, _, err := loadLibrary(env, library)
			if err != nil {
				return err
			}
			in, done, err := open(env, patients)
			if err != nil {
				return err
			}
			defer done()
			return screen(env, lib, in, format, at)
		},
	}
	c.Flags().StringVar(&patients, "patients", "", "FILE.jsonl, one patient a line; - for standard input")
	c.Flags().StringVar(&format, "format", "text", "text or json")
	c.Flags().StringVar(&at, "at", "", "the day to screen for, such as 2026-11-21 (default today)")
	c.Flags().StringSliceVar(&library, "library", nil, "files or folders instead of the built-in library")
	return c
}

func open(env environment, path string) (io.Reader, func(), error) {
	switch path {
	case "":
		return nil, nil, usage("say which patients: --patients FILE.jsonl, or - for standard input")
	case "-":
		return env.stdin, func() {}, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, usage("cannot read %s: %s", path, reason(err))
	}
	return f, func() { _ = f.Close() }, nil // it was only read
}

func screen(env environment, lib *engine.Library, in io.Reader, format, at string) error {
	day, err := dayOf(at)
	if err != nil {
		return err
	}
	out := bufio.NewWriterSize(env.stdout, 1<<16)
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	r := bufio.NewReaderSize(in, 1<<16)
	bad := 0
	for n := 1; ; n++ {
		line, err := r.ReadBytes('\n')
		if len(strings.TrimSpace(string(line))) > 0 {
			s := screened{Met: []engine.Met{}, Possible: []engine.PossibleRow{}, UnknownFindings: []string{}}
			who, perr := decodePatient(line)
			s.ID = who.ID
			if perr != nil {
				s.Errors = append(s.Errors, fmt.Sprintf("line %d: %s", n, perr))
			} else {
				a, unknown, refused := who.answers(lib, day)
				for _, e := range refused {
					s.Errors = append(s.Errors, e.Error())
				}
				got := lib.Screen(a)
				s.Met, s.Possible, s.UnknownFindings = got.Met, got.Possible, unknown
				_, s.Contradictions = lib.Implied(a)
			}
			if len(s.Errors) > 0 {
				bad++
			}
			if err := writeScreened(out, enc, s, format); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return fmt.Errorf("read patients: %w", err)
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write: %w", err)
	}
	if bad > 0 {
		return &exitError{exitFindings, fmt.Sprintf("%d lines held something that could not be used; see their errors", bad)}
	}
	return nil
}

func writeScreened(w io.Writer, enc *json.Encoder, s screened, format string) error {
	if format == "json" {
		return enc.Encode(s)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d met, %d possible\n", s.ID, len(s.Met), len(s.Possible))
	for _, m := range s.Met {
		fmt.Fprintf(&b, "  met       %s (%s %s; %s)\n", m.Summary, m.Pathway, m.Row, strings.Join(m.Evidence, ", "))
	}
	for _, p := range s.Possible {
		fmt.Fprintf(&b, "  possible  %s (%s %s): depends on %s\n", p.Summary, p.Pathway, p.Row, strings.Join(p.Missing, ", "))
	}
	for _, id := range s.UnknownFindings {
		fmt.Fprintf(&b, "  no finding is called %s\n", id)
	}
	for _, e := range s.Errors {
		fmt.Fprintf(&b, "  error: %s\n", e)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
