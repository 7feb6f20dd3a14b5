package main

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
)

func newTest(env environment) *cobra.Command {
	var format, only string
	var failOnEmpty bool
	c := &cobra.Command{
		Use:   "test [PATH...]",
		Short: "Run the worked patients of pathways",
		Long: `Test decides every worked patient of the *.examples.yaml files and compares the decision with
what the example expects. Without a path it tests the library that is built in.`,
		Example: "  signpost test pathways\n  signpost test pathways --run 'haemoptysis'",
		Args:    arguments(0, -1, "files or folders"),
		RunE: func(_ *cobra.Command, args []string) error {
			filter, err := regexp.Compile("(?i)" + only)
			if err != nil {
				return usage("--run %q is not a regular expression: %s", only, err)
			}
			lib, files, err := loadLibrary(env, args)
			if err != nil {
				return err
			}
			results, ds := runExamples(lib, files, filter)
			if err := source.Text(env.stderr, ds, source.TextOptions{Colour: colour(env, env.stderr)}); err != nil {
				return fmt.Errorf("write report: %w", err)
			}
			return showResults(env, results, ds, format, failOnEmpty)
		},
	}
	c.Flags().StringVar(&format, "format", "text", "text or json")
	c.Flags().StringVar(&only, "run", "", "run only the cases whose pathway and name match this regular expression")
	c.Flags().BoolVar(&failOnEmpty, "fail-on-empty", false, "exit 1 when no case ran")
	return c
}

func runExamples(lib *engine.Library, files []*source.File, filter *regexp.Regexp) ([]examples.Result, source.Diagnostics) {
	ds := &source.Collector{}
	var out []examples.Result
	for _, s := range examples.Read(files, ds) {
		kept := s.Cases[:0:0]
		for _, k := range s.Cases {
			if filter.MatchString(s.Pathway + ": " + k.Name) {
				kept = append(kept, k)
			}
		}
		s.Cases = kept
		out = append(out, examples.Run(lib, s, ds)...)
	}
	return out, ds.All()
}

func showResults(env environment, results []examples.Result, ds source.Diagnostics, format string, failOnEmpty bool) error {
	passed, failed, skipped, unconfirmed := 0, 0, 0, 0
	var b strings.Builder
	for _, r := range results {
		switch {
		case r.Skipped != "":
			skipped++
			fmt.Fprintf(&b, "SKIP  %s: %s (%s)\n", r.Pathway, r.Case, r.Skipped)
		case r.Unconfirmed:
			unconfirmed++
			fmt.Fprintf(&b, "UNCONFIRMED  %s: %s%s\n", r.Pathway, r.Case, unconfirmedWords(r))
		case len(r.Failures) > 0:
			failed++
			at := r.Span.Position()
			fmt.Fprintf(&b, "FAIL  %s:%d: %s: %s\n", at.Path, at.Line, r.Pathway, r.Case)
			for _, f := range r.Failures {
				fmt.Fprintf(&b, "        %s: expected %s, got %s\n", f.What, f.Want, f.Got)
			}
		default:
			passed++
		}
		for _, u := range r.Unused {
			fmt.Fprintf(&b, "note  %s: %s: no condition reads %s\n", r.Pathway, r.Case, u)
		}
	}
	if format == "json" {
		e := json.NewEncoder(env.stdout)
		e.SetEscapeHTML(false)
		if err := e.Encode(map[string]any{"passed": passed, "failed": failed, "skipped": skipped, "unconfirmed": unconfirmed, "cases": results}); err != nil {
			return fmt.Errorf("write report: %w", err)
		}
	} else if _, err := fmt.Fprint(env.stdout, b.String()); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	sentence := fmt.Sprintf("%d passed, %d failed, %d skipped", passed, failed, skipped)
	if unconfirmed > 0 {
		sentence += fmt.Sprintf(", %d unconfirmed (these count for nothing until a source confirms them)", unconfirmed)
	}
	_, _ = fmt.Fprintln(env.stderr, sentence) // the sentence is a courtesy
	if failed > 0 || ds.HasErrors() || (failOnEmpty && passed+failed == 0) {
		return findings()
	}
	return nil
}

// unconfirmedWords says whether what nobody has confirmed is still so.
func unconfirmedWords(r examples.Result) string {
	if len(r.Failures) == 0 {
		return ""
	}
	f := r.Failures[0]
	return fmt.Sprintf(" (%s is now %s, not %s)", f.What, f.Got, f.Want)
}
