package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
)

func newCheck(env environment) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "check [PATH...]",
		Short: "Check pathways: syntax, types, references, conditions",
		Long: `Check reads every .yaml file of the given files and folders together and reports every
error at once, each with its place, the line, and what to do. Without a path it checks the
library that is built in.`,
		Example: "  signpost check pathways\n  signpost check pathways --format sarif > check.sarif",
		Args:    arguments(0, -1, "files or folders"),
		RunE: func(_ *cobra.Command, args []string) error {
			files, err := readLibrary(args)
			if err != nil {
				return err
			}
			return report(env, files, diagnose(files), format)
		},
	}
	c.Flags().StringVar(&format, "format", "text", "text, json, sarif or github")
	return c
}

// diagnose gives everything that is wrong with the files, examples included.
func diagnose(files []*source.File) source.Diagnostics {
	lib, ds := engine.Check(files, engine.CheckOptions{})
	more := &source.Collector{}
	suites := examples.Read(files, more)
	if lib != nil {
		for _, s := range suites {
			examples.Run(lib, s, more)
		}
	}
	return append(ds, more.All()...).Sorted()
}

// report writes diagnostics in one of the formats and ends with a sentence.
func report(env environment, files []*source.File, ds source.Diagnostics, format string) error {
	var err error
	switch format {
	case "text":
		err = source.Text(env.stdout, ds, source.TextOptions{Colour: colour(env, env.stdout)})
	case "json":
		err = source.JSON(env.stdout, ds)
	case "sarif":
		err = source.SARIF(env.stdout, ds, source.ToolInfo{Name: "signpost", Version: version()})
	case "github":
		err = source.GitHub(env.stdout, ds)
	default:
		return usage("unknown format %q: use text, json, sarif or github", format)
	}
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	_, _ = fmt.Fprintln(env.stderr, ds.Summary(len(files))) // the sentence is a courtesy
	if ds.HasErrors() {
		return findings()
	}
	return nil
}
