package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/prove"
	"signpost.health/signpost/engine/source"
)

// proveFlags are what prove may be told.
type proveFlags struct {
	format, pathway, saveTo string
	save, hazards           bool
}

func newProve(env environment) *cobra.Command {
	var f proveFlags
	c := &cobra.Command{
		Use:   "prove [PATH...]",
		Short: "Prove pathways over every feasible patient",
		Long: `Prove shows what holds for every patient that can be: every row can be reached, every question
and every condition tells somebody apart, every patient who is sent somewhere is taken there,
no red flag lowers urgency, not knowing never ends less urgent than the worst it could hide, and
nobody reaches otherwise with an abnormal answer that nobody thought of. Where something does
not hold, it shows the place and a patient.

What is meant is accepted by name, with a reason, in a file beside the pathway:

  proof: copd                          # copd.proof.yaml
  accept:
    - {code: P523, about: unexplained_haemoptysis, patients: age < 40, because: "..."}
  assert:                              # what else must hold of everybody
    - {id: admit, says: Cyanosis is seen soon, patients: cyanosis, within: urgent}

What does not fit the node budget reads NOT PROVED, and fails unless it is accepted. Of an
overlay it proves the pathways that it changes. Without a path it proves the library that is
built in.`,
		Example: `  signpost prove pathways
  signpost prove pathways --pathway copd --hazards
  signpost prove pathways --pathway copd --save`,
		Args: arguments(0, -1, "files or folders"),
		RunE: func(_ *cobra.Command, args []string) error { return runProve(env, args, f) },
	}
	c.Flags().StringVar(&f.format, "format", "text", "text, json, sarif or github")
	c.Flags().StringVar(&f.pathway, "pathway", "", "only this pathway")
	c.Flags().BoolVar(&f.hazards, "hazards", false, "show what is accepted, and whose advice hangs on a wrong \"no\" or an old result")
	c.Flags().BoolVar(&f.save, "save", false, "add each patient found to the examples beside the pathway, unconfirmed")
	c.Flags().StringVar(&f.saveTo, "save-example", "", "add each patient found to this file of examples, unconfirmed")
	completeFormats(c, "text", "json", "sarif", "github")
	return c
}

func runProve(env environment, paths []string, f proveFlags) error {
	switch f.format {
	case "text", "json", "sarif", "github":
	default:
		return usage("unknown format %q: use text, json, sarif or github", f.format)
	}
	if f.save && len(paths) == 0 {
		return usage("--save writes beside the pathways: say in which folder they are")
	}
	lib, files, err := loadLibrary(env, paths)
	if err != nil {
		return err
	}
	chosen := concernedPathways(lib)
	if f.pathway != "" {
		p, err := pathway(lib, f.pathway)
		if err != nil {
			return err
		}
		chosen = []*engine.Pathway{p}
	}
	if len(chosen) == 0 {
		return usage("there is no pathway to prove in %s: give the file or the folder of a pathway, or --pathway with the id of one", strings.Join(paths, ", "))
	}
	unsound := &source.Collector{}
	proofs := prove.Read(files, unsound)
	for _, p := range proofs {
		p.Lent = isShared(p.File)
	}
	prove.Check(lib, proofs, unsound)
	watch := newProgress(env)
	results := []prove.Result{}
	if !unsound.HasErrors() {
		results = prove.Run(chosen, proofs, prove.Options{
			Details: f.hazards,
			Done:    func(done, total int) { watch.tell("proved %d of %d pathways", done, total) },
		})
	}
	watch.done()
	if err := saveFound(lib, results, f); err != nil {
		return err
	}
	return showProofs(env, results, unsound.All(), f)
}

func showProofs(env environment, results []prove.Result, unsound source.Diagnostics, f proveFlags) error {
	ds := append(unsound, prove.Diagnostics(results)...).Sorted()
	for i := range ds {
		if isShared(ds[i].Span.File) {
			ds[i].Help += "\nthis file is built in, so mend the overlay; or tell the owner of the pathway"
		}
	}
	if err := writeProofs(env, results, ds, f); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	if len(results) == 0 {
		_, _ = fmt.Fprintf(env.stderr, "nothing is proved while the proofs have errors: %s\n", count(len(ds), "finding")) // the sentence is a courtesy
		return findings()
	}
	proved, accepted := 0, 0
	for _, r := range results {
		accepted += len(r.Accepted)
		if r.Proved {
			proved++
		}
	}
	_, _ = fmt.Fprintf(env.stderr, "%d of %s proved: %s, %d accepted\n",
		proved, count(len(results), "pathway"), count(len(ds), "finding"), accepted) // the sentence is a courtesy
	if len(ds) > 0 {
		return findings()
	}
	return nil
}

func writeProofs(env environment, results []prove.Result, ds source.Diagnostics, f proveFlags) error {
	switch f.format {
	case "json":
		if ds.HasErrors() && len(results) == 0 {
			return source.JSON(env.stdout, ds)
		}
		return writeJSON(env.stdout, map[string]any{"pathways": results})
	case "sarif":
		return source.SARIF(env.stdout, ds, source.ToolInfo{Name: "signpost", Version: version()})
	case "github":
		return source.GitHub(env.stdout, ds)
	}
	if err := source.Text(env.stdout, ds, source.TextOptions{Colour: colour(env, env.stdout)}); err != nil || !f.hazards {
		return err
	}
	return writeHazards(env.stdout, results)
}
