package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/approval"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/prove"
	"signpost.health/signpost/engine/source"
)

func newCheck(env environment) *cobra.Command {
	var format, at, rev string
	c := &cobra.Command{
		Use:   "check [PATH...]",
		Short: "Check pathways: syntax, names, codes, units, evidence, order, wording",
		Long: `Check reads every .yaml file of the given files and folders together and reports every
error at once, each with its place, the line, and what to do. Without a path it checks the
library that is built in. A folder without a vocabulary shares the built-in one, and the
built-in pathways that it leads to. One file brings its examples, proofs and approvals along.

With --against it also refuses a version step that does not say how much changed since a git
revision, and a change under a signature.

Every finding has a code: signpost explain P224 says what it means.`,
		Example: "  signpost check pathways\n  signpost check pathways --against main\n  signpost check pathways --format sarif > check.sarif",
		Args:    arguments(0, -1, "files or folders"),
		RunE: func(_ *cobra.Command, args []string) error {
			today, err := dayOf(at)
			if err != nil {
				return err
			}
			files, err := readLibrary(args)
			if err != nil {
				return err
			}
			end := newProgress(env).working("checking " + count(ownFiles(files), "file"))
			ds := diagnose(files, today)
			end()
			if rev != "" {
				steps, err := against(env, rev, args, files)
				if err != nil {
					return err
				}
				ds = append(ds, steps...).Sorted()
			}
			return report(env, files, ownFindings(ds), format)
		},
	}
	c.Flags().StringVar(&format, "format", "text", "text, json, sarif or github")
	c.Flags().StringVar(&at, "at", "", "the day to hold review dates against, such as 2026-11-21 (default today)")
	c.Flags().StringVar(&rev, "against", "", "a git revision, such as main: refuse a wrong version step since then")
	completeFormats(c, "text", "json", "sarif", "github")
	return c
}

// diagnose gives everything that is wrong with the files, those about the
// library included.
func diagnose(files []*source.File, today time.Time) source.Diagnostics {
	lib, ds := engine.Check(files, engine.CheckOptions{Today: today})
	more := &source.Collector{}
	suites, proofs, sheets := examples.Read(files, more), prove.Read(files, more), approval.Read(files, more)
	if lib != nil {
		for _, found := range onEveryCore(suites, func(s *examples.Suite) source.Diagnostics {
			c := &source.Collector{}
			examples.Check(lib, s, c)
			return c.All()
		}) {
			ds = append(ds, found...)
		}
		prove.Check(lib, proofs, more)
		approval.Check(lib, sheets, more)
	}
	return append(ds, more.All()...).Sorted()
}

// ownFindings leaves out warnings about the built-in files that a folder shares:
// its author cannot mend them.
func ownFindings(ds source.Diagnostics) source.Diagnostics {
	return slices.DeleteFunc(ds, func(d source.Diagnostic) bool {
		return d.Severity != source.Error && isShared(d.Span.File)
	})
}

// report writes diagnostics in one of the formats and ends with a sentence.
func report(env environment, files []*source.File, ds source.Diagnostics, format string) error {
	if err := writeFindings(env, ds, format); err != nil {
		return err
	}
	tellUnread(env, files, ds)
	_, _ = fmt.Fprintln(env.stderr, ds.Summary(ownFiles(files))) // the sentence is a courtesy
	if ds.HasErrors() {
		return findings()
	}
	return nil
}
