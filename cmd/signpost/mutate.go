package main

import (
	"fmt"
	"runtime"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/mutate"
	"signpost.health/signpost/engine/source"
)

func newMutate(env environment) *cobra.Command {
	var format, id, save string
	var survivors bool
	c := &cobra.Command{
		Use:   "mutate [PATH...]",
		Short: "Find slips in a rule that no example would notice",
		Long: `Mutate makes the slips that people make in rules: an edge moved by one, "and" for "or", a lost
"not", two rows swapped. Slips that change no patient's advice are left out by proof. The score
is the share of the others that the confirmed examples notice. Each one that survives comes
with a patient who would notice it; --save writes these patients as unconfirmed examples, for
a clinician to confirm with a source. Without a path it looks at the library that is built in.`,
		Example: `  signpost mutate pathways
  signpost mutate pathways --pathway copd --survivors
  signpost mutate pathways --pathway copd --save pathways/respiratory/copd.examples.yaml`,
		Args: arguments(0, -1, "files or folders"),
		RunE: func(_ *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return usage("unknown format %q: use text or json", format)
			}
			results, err := runMutate(env, args, id)
			if err != nil {
				return err
			}
			if save != "" {
				if err := saveCases(save, results); err != nil {
					return err
				}
			}
			return showMutants(env, results, format, survivors)
		},
	}
	c.Flags().StringVar(&format, "format", "text", "text or json")
	c.Flags().StringVar(&id, "pathway", "", "only this pathway")
	c.Flags().BoolVar(&survivors, "survivors", false, "list each slip that no example notices, with a patient who would")
	completeFormats(c, "text", "json")
	c.Flags().StringVar(&save, "save", "", "add those patients as unconfirmed examples to this file, or to files in this folder")
	return c
}

func runMutate(env environment, paths []string, id string) ([]*mutate.Result, error) {
	lib, files, err := loadLibrary(env, paths)
	if err != nil {
		return nil, err
	}
	chosen := ownPathways(lib)
	if id != "" {
		p, err := pathway(lib, id)
		if err != nil {
			return nil, err
		}
		chosen = []*engine.Pathway{p}
	}
	suites := examples.Read(files, &source.Collector{})
	watch := newProgress(env)
	defer watch.done()
	var out []*mutate.Result
	for i, p := range chosen {
		name := p.About().ID
		out = append(out, mutate.Run(p, suites, mutate.Options{
			Workers: runtime.GOMAXPROCS(0),
			Done: func(tried, of int) {
				watch.tell("pathway %d of %d: %s, %d of %d slips tried", i+1, len(chosen), name, tried, of)
			},
		}))
	}
	return out, nil
}

func showMutants(env environment, results []*mutate.Result, format string, survivors bool) error {
	var err error
	if format == "json" {
		err = writeJSON(env.stdout, map[string]any{"pathways": mutantReports(results)})
	} else {
		err = mutantTable(env, results)
		for _, r := range results {
			if err == nil && survivors {
				err = showSurvivors(env, r)
			}
		}
	}
	if err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	total := mutate.Result{}
	left := 0
	for _, r := range results {
		total.Mutants += r.Mutants
		total.Confirmed += r.Confirmed
		total.Unconfirmed += r.Unconfirmed
		total.Untried += r.Untried
		total.Survivors = append(total.Survivors, r.Survivors...)
		left += len(r.Survivors) + r.Untried + r.Unconfirmed
	}
	_, _ = fmt.Fprintf(env.stderr, "%s: %d slips, %d change advice; confirmed examples notice %s, all examples %s; %s\n",
		count(len(results), "pathway"), total.Mutants, total.Counted(), percent(total.Score()), percent(total.ScoreWithUnconfirmed()),
		unnoticed(len(total.Survivors))) // the sentence is a courtesy
	if left > 0 {
		return findings()
	}
	return nil
}

func unnoticed(survivors int) string {
	if survivors == 0 {
		return "none survives"
	}
	return count(survivors, "slip") + " nobody would notice"
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// percent rounds down, so that 100% means all.
func percent(v float64) string { return fmt.Sprintf("%.1f%%", float64(int(v*10))/10) }

func mutantTable(env environment, results []*mutate.Result) error {
	w := tabwriter.NewWriter(env.stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	row := func(cells ...any) {
		_, _ = fmt.Fprintf(w, strings.Repeat("%v\t", len(cells))+"\n", cells...) // Flush tells
	}
	row("slips", "refused", "alike", "noticed", "survive", "confirmed", "all", " pathway")
	for _, r := range results {
		row(r.Mutants, r.Refused, r.Equivalent, r.Confirmed+r.Unconfirmed, len(r.Survivors), percent(r.Score()),
			percent(r.ScoreWithUnconfirmed()), " "+r.Pathway)
	}
	return w.Flush()
}

func showSurvivors(env environment, r *mutate.Result) error {
	var b strings.Builder
	for _, s := range r.Survivors {
		fmt.Fprintf(&b, "\n%s: %s: %s\n", s.Span.Position(), s.Where, s.Says)
		if s.Patient == nil {
			b.WriteString("  no patient was found whose answers show it: only what is not known differs\n")
			continue
		}
		fmt.Fprintf(&b, "  who would notice: %s\n  for example: %s\n  right: %s\n  with the slip: %s\n", s.Who, s.Example, s.Advice, s.Instead)
	}
	for _, name := range r.Failing {
		fmt.Fprintf(&b, "\n%s: the example %q fails as the pathway is, and was left out\n", r.Pathway, name)
	}
	_, err := fmt.Fprint(env.stdout, b.String())
	return err
}
