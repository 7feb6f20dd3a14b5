package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine/lint"
	"signpost.health/signpost/engine/source"
)

func newLint(env environment) *cobra.Command {
	var format string
	c := &cobra.Command{
		Use:   "lint [PATH...]",
		Short: "Hold pathways to a style that patients and clinicians read well",
		Long: `Lint looks for what is not wrong and reads worse than it need: long sentences and clinical
words for patients, blame, conditions too many to take in, names that say nothing, keys out of
their usual order. Each rule has a page: signpost explain P403.

An author who knows better says so beside or above the line, with the reason:
  # lint: ignore P403 because the source's own words must stand`,
		Example: "  signpost lint pathways\n  signpost lint pathways --format github",
		Args:    arguments(0, -1, "files or folders"),
		RunE: func(_ *cobra.Command, args []string) error {
			lib, files, err := loadLibrary(env, args)
			if err != nil {
				return err
			}
			ds := ownFindings(lint.Run(lib, files))
			if err := writeFindings(env, ds, format); err != nil {
				return err
			}
			_, _ = fmt.Fprintln(env.stderr, ds.Summary(ownFiles(files))) // the sentence is a courtesy
			if len(ds) > 0 {
				return findings()
			}
			return nil
		},
	}
	c.Flags().StringVar(&format, "format", "text", "text, json, sarif or github")
	completeFormats(c, "text", "json", "sarif", "github")
	return c
}

// writeFindings writes diagnostics in one of the formats.
func writeFindings(env environment, ds source.Diagnostics, format string) error {
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
	return nil
}
