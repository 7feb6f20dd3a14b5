package main

import (
	"io"
	"os"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine"
)

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
			if err := textOrJSON(format); err != nil {
				return err
			}
			lib, _, err := loadToDecide(env, library)
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

// screen answers patients on every processor, in the order in which they came.
func screen(env environment, lib *engine.Library, in io.Reader, format, at string) error {
	day, err := dayOf(at)
	if err != nil {
		return err
	}
	bad, err := inOrder(in, env.stdout, func() worker {
		w := &screening{lib: lib, screener: lib.NewScreener(), day: day, text: format == "text", rows: map[rowName][]byte{}}
		return w.line
	})
	if err != nil {
		return err
	}
	if bad > 0 {
		return &exitError{exitFindings, count(bad, "line") + " held something that could not be used; see the errors"}
	}
	return nil
}
