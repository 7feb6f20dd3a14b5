package main

import (
	"fmt"
	"runtime"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diff"
	"signpost.health/signpost/engine/source"
)

func newDiff(env environment) *cobra.Command {
	var format, cohort, at string
	c := &cobra.Command{
		Use:   "diff BEFORE AFTER",
		Short: "Say which patients move between two versions of pathways",
		Long: `Diff compares two versions of a library, each a file, a folder or a git revision: REV, or
REV:FOLDER. It says which patients move from which advice to which, with one of each kind;
which questions, thresholds, rows, letters and routes changed; and what step the version must
take. With --cohort it counts how many of some patients move (one JSON object a line, as
signpost screen takes them). A revision alone means the folder that the other side names.`,
		Example: `  signpost diff main pathways
  signpost diff v1.2.0 v1.3.0 --format markdown
  signpost diff old/copd.yaml pathways/respiratory/copd.yaml --cohort practice.jsonl`,
		Args: arguments(2, 2, "two versions: files, folders or git revisions"),
		RunE: func(_ *cobra.Command, args []string) error {
			before, after, only, err := bothVersions(env, args[0], args[1])
			if err != nil {
				return err
			}
			watch := newProgress(env)
			r, err := diff.Libraries(before, after, diff.Options{
				Only: only, Workers: runtime.GOMAXPROCS(0),
				Done: func(done, of int) { watch.tell("%d of %d pathways compared", done, of) },
			})
			watch.done()
			if err != nil {
				return fmt.Errorf("compare: %w", err)
			}
			if cohort != "" {
				if r.Cohort, err = moveCohort(env, r, before, after, cohort, at); err != nil {
					return err
				}
			}
			return showDiff(env, r, format)
		},
	}
	c.Flags().StringVar(&format, "format", "text", "text, json or markdown")
	completeFormats(c, "text", "json", "markdown")
	c.Flags().StringVar(&cohort, "cohort", "", "FILE.jsonl, one patient a line: count how many move; - for standard input")
	c.Flags().StringVar(&at, "at", "", "the day to decide for, such as 2026-11-21 (default today)")
	return c
}

func showDiff(env environment, r *diff.Report, format string) error {
	var err error
	switch format {
	case "text":
		err = diff.Text(env.stdout, r)
	case "json":
		err = writeJSON(env.stdout, r)
	case "markdown":
		err = diff.Markdown(env.stdout, r)
	default:
		return usage("unknown format %q: use text, json or markdown", format)
	}
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	_, _ = fmt.Fprintln(env.stderr, r.Sentence()) // the sentence is a courtesy
	if !r.Empty() {
		return findings()
	}
	return nil
}

// bothVersions loads two versions, and says which pathways are theirs: what they
// share with the built-in library is not compared.
func bothVersions(env environment, a, b string) (before, after *engine.Library, only []string, err error) {
	va, vb, err := revisionsOf(env, a, b)
	if err != nil {
		return nil, nil, nil, err
	}
	if before, err = va.load(env); err != nil {
		return nil, nil, nil, err
	}
	if after, err = vb.load(env); err != nil {
		return nil, nil, nil, err
	}
	for _, f := range append(va.files, vb.files...) {
		if isShared(f) {
			return before, after, append(va.pathways(), vb.pathways()...), nil
		}
	}
	return before, after, nil, nil
}

// load compiles a version, or shows what is wrong with it.
func (v *revision) load(env environment) (*engine.Library, error) {
	lib, ds := engine.Load(v.files, engine.Options{})
	if lib == nil {
		if err := source.Text(env.stderr, ds, source.TextOptions{Colour: colour(env, env.stderr)}); err != nil {
			return nil, fmt.Errorf("write report: %w", err)
		}
		return nil, &exitError{exitFailed, v.name + " has errors, so it cannot be compared; see above"}
	}
	return lib, nil
}
