package main

import (
	"bytes"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

func newFmt(env environment) *cobra.Command {
	var check bool
	var format string
	c := &cobra.Command{
		Use:   "fmt PATH...",
		Short: "Write files in their canonical form",
		Long: `Fmt rewrites the .yaml files of the given files and folders in one form: two spaces to a level,
one space after a colon, straight double quotes, one blank line where there were several.
Comments stay, rows in braces stay in braces, keys keep their order, and nothing else changes.
It prints the files that it changed. A file with errors is reported and left alone.

With - it reads standard input and writes standard output.`,
		Example: "  signpost fmt pathways\n  signpost fmt --check pathways --format json",
		Args:    arguments(1, -1, "files or folders"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := textOrJSON(format); err != nil {
				return err
			}
			if len(args) == 1 && args[0] == "-" {
				if format == "json" {
					return usage("what comes from standard input goes out as it is formatted: --format json is for files and folders")
				}
				return formatStream(env)
			}
			return formatPaths(env, args, check, format)
		},
	}
	c.Flags().BoolVar(&check, "check", false, "change nothing, print the files that would change, and exit 1 if there are any")
	c.Flags().StringVar(&format, "format", "text", "text or json")
	completeFormats(c, "text", "json")
	return c
}

func formatStream(env environment) error {
	data, err := io.ReadAll(env.stdin)
	if err != nil {
		return fmt.Errorf("read standard input: %w", err)
	}
	c := &source.Collector{}
	text, ok := lang.Format(source.NewFile("stdin", data), c)
	if !ok {
		return refuseFormat(env, c)
	}
	_, err = env.stdout.Write(text)
	return err
}

// formatted is what came of formatting files, for programs.
type formatted struct {
	Files int `json:"files"`
	// Changed are the files that were changed, or with --check would be.
	Changed []string `json:"changed"`
	// Check says that nothing was written.
	Check bool `json:"check"`
	// Refused are the files with errors, left as they are.
	Refused []string `json:"refused"`
	source.Report
}

func formatPaths(env environment, paths []string, check bool, format string) error {
	c := &source.Collector{}
	done := formatted{Check: check, Changed: []string{}, Refused: []string{}}
	for _, path := range paths {
		files, err := readPath(path)
		if err != nil {
			return err
		}
		for _, f := range files {
			done.Files++
			text, ok := lang.Format(f, c)
			switch {
			case !ok:
				done.Refused = append(done.Refused, f.Path)
				continue
			case bytes.Equal(text, f.Data):
				continue
			}
			done.Changed = append(done.Changed, f.Path)
			if format == "text" {
				if _, err := fmt.Fprintln(env.stdout, f.Path); err != nil {
					return fmt.Errorf("write names: %w", err)
				}
			}
			if check {
				continue
			}
			if err := replaceFile(f.Path, text); err != nil {
				return err
			}
		}
	}
	if format == "json" {
		done.Report = source.NewReport(c.All())
		if err := writeJSON(env.stdout, done); err != nil {
			return fmt.Errorf("write report: %w", err)
		}
		c = &source.Collector{} // it is in the report
	}
	if len(done.Refused) > 0 {
		return refuseFormat(env, c)
	}
	return done.sentence(env)
}

func (done formatted) sentence(env environment) error {
	files, changed := count(done.Files, "file"), len(done.Changed)
	switch {
	case changed == 0:
		_, _ = fmt.Fprintf(env.stderr, "%s: nothing to change\n", files) // the sentence is a courtesy
	case done.Check:
		_, _ = fmt.Fprintf(env.stderr, "%s: %d would change; run `signpost fmt` on them\n", files, changed)
		return findings()
	default:
		_, _ = fmt.Fprintf(env.stderr, "%s: %d changed\n", files, changed)
	}
	return nil
}

// refuseFormat shows what keeps files from being formatted.
func refuseFormat(env environment, c *source.Collector) error {
	if err := source.Text(env.stderr, c.All(), source.TextOptions{Colour: colour(env, env.stderr)}); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return &exitError{exitFindings, "files with errors are left as they are; see above"}
}

// replaceFile writes a file beside the old one and takes its place, so that a
// failure leaves one of the two.
func replaceFile(path string, data []byte) error {
	info, err := os.Stat(path)
	if err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	beside := path + ".new"
	if err := os.WriteFile(beside, data, info.Mode().Perm()); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	if err := os.Rename(beside, path); err != nil {
		return fmt.Errorf("write %s: %w", path, err)
	}
	return nil
}
