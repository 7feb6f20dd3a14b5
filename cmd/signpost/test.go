package main

import (
	"encoding/json"
	"fmt"
	"io"
	"regexp"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine/coverage"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
)

// testFlags are what `signpost test` is asked for.
type testFlags struct {
	format, only string
	failOnEmpty  bool
	coverage     bool
	verbose      bool
	threshold    float64
}

func newTest(env environment) *cobra.Command {
	f := testFlags{}
	c := &cobra.Command{
		Use:   "test [PATH...]",
		Short: "Run the worked patients of pathways",
		Long: `Test decides every worked patient of the *.examples.yaml files and compares the decision with
what the example expects. A failure shows the row that gave the advice instead and the value
under each condition. Without a path it tests the library that is built in.

With --coverage it says which rows, which sides of each condition and which edges of each
threshold no example holds in place, with a patient who would.`,
		Example: "  signpost test pathways\n  signpost test pathways --run 'haemoptysis'\n  signpost test pathways --coverage --threshold 90",
		Args:    arguments(0, -1, "files or folders"),
		RunE: func(c *cobra.Command, args []string) error {
			filter, err := regexp.Compile("(?i)" + f.only)
			if err != nil {
				return usage("--run %q is not a regular expression: %s", f.only, err)
			}
			f.coverage = f.coverage || c.Flags().Changed("threshold")
			lib, files, err := loadLibrary(env, args)
			if err != nil {
				return err
			}
			return f.report(env, runTests(env, lib, files, filter, f.coverage))
		},
	}
	c.Flags().StringVar(&f.format, "format", "text", "text, json, junit, github or sarif")
	c.Flags().StringVar(&f.only, "run", "", "run only the cases whose pathway and name match this regular expression")
	c.Flags().BoolVar(&f.failOnEmpty, "fail-on-empty", false, "exit 1 when no case ran")
	c.Flags().BoolVar(&f.coverage, "coverage", false, "say what no example holds in place")
	c.Flags().Float64Var(&f.threshold, "threshold", 0, "exit 1 when a pathway's coverage is under this percentage")
	c.Flags().BoolVar(&f.verbose, "verbose", false, "name every answer that no condition reads")
	completeFormats(c, "text", "json", "junit", "github", "sarif")
	return c
}

// testRun is everything that came of running examples.
type testRun struct {
	Passed      int `json:"passed"`
	Failed      int `json:"failed"`
	Skipped     int `json:"skipped"`
	Unconfirmed int `json:"unconfirmed"`
	// Refused are cases that could not be run: what is wrong with them is found.
	Refused  int               `json:"refused,omitempty"`
	Cases    []examples.Result `json:"cases"`
	Coverage []coverage.Report `json:"coverage,omitempty"`

	// found is what is wrong with the files themselves.
	found source.Diagnostics
}

func (f testFlags) report(env environment, t testRun) error {
	err := f.write(env, t)
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	low := t.under(f.threshold)
	_, _ = fmt.Fprintln(env.stderr, t.sentence(low, f)) // the sentence is a courtesy
	if t.Failed > 0 || t.found.HasErrors() || low > 0 || (f.failOnEmpty && t.Passed+t.Failed == 0) {
		return findings()
	}
	return nil
}

func (f testFlags) write(env environment, t testRun) error {
	problems := func(w io.Writer) error {
		return source.Text(w, t.found, source.TextOptions{Colour: colour(env, w)})
	}
	switch f.format {
	case "text":
		if err := problems(env.stderr); err != nil {
			return err
		}
		return writeTestText(env.stdout, t, f)
	case "json":
		if err := problems(env.stderr); err != nil {
			return err
		}
		e := json.NewEncoder(env.stdout)
		e.SetEscapeHTML(false)
		return e.Encode(t)
	case "junit":
		if err := problems(env.stderr); err != nil {
			return err
		}
		return writeJUnit(env.stdout, t)
	case "github":
		return source.GitHub(env.stdout, t.diagnostics())
	case "sarif":
		return source.SARIF(env.stdout, t.diagnostics(), source.ToolInfo{Name: "signpost", Version: version()})
	}
	return usage("unknown format %q: use text, json, junit, github or sarif", f.format)
}

// under counts the pathways whose coverage is below a percentage.
func (t *testRun) under(threshold float64) int {
	n := 0
	for _, r := range t.Coverage {
		if r.Least() < threshold {
			n++
		}
	}
	return n
}

func (t *testRun) sentence(low int, f testFlags) string {
	s := fmt.Sprintf("%d passed, %d failed, %d skipped", t.Passed, t.Failed, t.Skipped)
	if t.Unconfirmed > 0 {
		s += fmt.Sprintf(", %d unconfirmed (these count for nothing until a source confirms them)", t.Unconfirmed)
	}
	if t.Refused > 0 {
		s += fmt.Sprintf(", %d could not be run (see the errors)", t.Refused)
	}
	if f.threshold > 0 && low > 0 {
		s += fmt.Sprintf("; coverage is under %g%% in %d of %s", f.threshold, low, count(len(t.Coverage), "pathway"))
	}
	return s
}
