package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
)

func newDecide(env environment) *cobra.Command {
	var format, patient, at string
	var library []string
	c := &cobra.Command{
		Use:   "decide PATHWAY",
		Short: "Decide for one patient on one pathway",
		Long: `Decide reads one patient as JSON and prints the decision: the status, the outcome or every
outcome still possible, criteria, tests worth doing, services and what to ask next.`,
		Example: `  echo '{"patient":{"age":67,"sex":"male"},"answers":{"fev1_percent_predicted":25}}' |
    signpost decide copd --patient - --format json`,
		Args: arguments(1, 1, "one pathway"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := textOrJSON(format); err != nil {
				return err
			}
			lib, _, err := loadToDecide(env, library)
			if err != nil {
				return err
			}
			p, a, err := onePatient(env, lib, args[0], patient, at)
			if err != nil {
				return err
			}
			d := lib.Advise(p, a)
			d.Unused = lib.Unused(a)
			if format == "json" {
				return writeJSON(env.stdout, d)
			}
			return showDecision(env.stdout, lib, a, d)
		},
	}
	c.Flags().StringVar(&patient, "patient", "", "FILE.json with patient, answers and others; - for standard input")
	c.Flags().StringVar(&format, "format", "text", "text or json")
	c.Flags().StringVar(&at, "at", "", "the day to decide for, such as 2026-11-21 (default today)")
	c.Flags().StringSliceVar(&library, "library", nil, "files or folders instead of the built-in library")
	return c
}

// textOrJSON refuses a format that is neither: a program that asked for
// another must not be given text.
func textOrJSON(format string) error {
	if format != "text" && format != "json" {
		return usage("unknown format %q: use text or json", format)
	}
	return nil
}

// onePatient reads the pathway and the patient of a command.
func onePatient(env environment, lib *engine.Library, id, file, at string) (*engine.Pathway, engine.Answers, error) {
	p, err := pathway(lib, id)
	if err != nil {
		return nil, nil, err
	}
	day, err := dayOf(at)
	if err != nil {
		return nil, nil, err
	}
	who, err := readPatient(file, env.stdin)
	if err != nil {
		return nil, nil, err
	}
	a, unknown, refused := who.answers(lib, day)
	if err := refuse(lib, unknown, refused); err != nil {
		return nil, nil, err
	}
	return p, a, nil
}

// refuse says everything that is wrong with a patient's answers at once.
func refuse(lib *engine.Library, unknown []string, refused []error) error {
	var ids []string
	for _, f := range lib.Findings() {
		ids = append(ids, f.ID)
	}
	for _, id := range unknown {
		hint := ""
		if near, ok := source.Nearest(id, ids); ok {
			hint = fmt.Sprintf("; did you mean %q?", near)
		}
		refused = append(refused, fmt.Errorf("there is no finding %q%s", id, hint))
	}
	if len(refused) == 0 {
		return nil
	}
	return usage("%s", errors.Join(refused...))
}

func dayOf(at string) (time.Time, error) {
	if at == "" {
		return time.Now(), nil
	}
	t, err := time.Parse("2006-01-02", at)
	if err != nil {
		return t, usage("--at %q is not a day: write year, month and day, such as 2026-11-21", at)
	}
	return t, nil
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// showDecision writes a decision for a person at a terminal.
func showDecision(w io.Writer, lib *engine.Library, a engine.Answers, d engine.Decision) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s (%s)\n", d.Pathway.ID, d.Pathway.Version, strings.ToUpper(d.Pathway.Status))
	fmt.Fprintf(&b, "%s\n", statusWords(d))
	for _, c := range d.Contradictions {
		fmt.Fprintf(&b, "\n%s\n", contradictionWords(c))
	}
	section(&b, "Changed locally", len(d.Local), func(i int) string { return d.Local[i].Words() })
	stale := wrongDays(lib, a, lib.Unused(a))
	section(&b, "Not counted", len(stale), func(i int) string { return stale[i] })
	for _, m := range d.Leading {
		fmt.Fprintf(&b, "\nMore urgent elsewhere: %s (%s, %s)\n", m.Summary, m.Pathway, strings.Join(m.Evidence, ", "))
	}
	if d.Outcome == nil && len(d.Possible) > 0 {
		b.WriteString("\nStill possible, most urgent first:\n")
		for _, p := range d.Possible {
			fmt.Fprintf(&b, "  - %s (%s)\n", p.Outcome.Summary, p.Outcome.Within)
		}
	}
	if len(d.Criteria) > 0 {
		b.WriteString("\nCriteria:\n")
		for _, c := range d.Criteria {
			fmt.Fprintf(&b, "  %-9s %s\n", strings.ReplaceAll(string(c.Truth), "_", " "), c.Says)
		}
	}
	for _, a := range d.Also {
		fmt.Fprintf(&b, "\nAlso: %s\n", a.Outcome.Summary)
	}
	section(&b, "Tests worth doing", len(d.Tests), func(i int) string { return d.Tests[i].Name + ": " + d.Tests[i].Because })
	section(&b, "Ask next", screens(d), func(i int) string { return d.Ask[0].Questions[i].Ask })
	section(&b, "Services", len(d.Services), func(i int) string {
		return serviceLine(d.Services[i])
	})
	section(&b, "Would change if", len(d.Changes), func(i int) string { return d.Changes[i].Says })
	_, err := io.WriteString(w, b.String())
	return err
}

// wrongDays shows the values that do not count for their dates.
func wrongDays(lib *engine.Library, a engine.Answers, unused []engine.Unused) []string {
	var out []string
	for _, u := range unused {
		if f, ok := lib.Finding(u.Finding); ok {
			out = append(out, f.Short+": "+lib.Show(u.Finding, a[u.Finding]))
		}
	}
	return out
}

// serviceLine says how a service stands, and that it does not take the patient.
func serviceLine(s engine.ServiceOption) string {
	line := fmt.Sprintf("%s (%s)", s.Name, strings.ReplaceAll(s.State.Is, "_", " "))
	if s.Accepts != engine.IsNotMet {
		return line
	}
	line += ": does not take this patient"
	if s.AcceptsSays != "" {
		line += "; it takes: " + s.AcceptsSays
	}
	return line
}

func screens(d engine.Decision) int {
	if len(d.Ask) == 0 {
		return 0
	}
	return len(d.Ask[0].Questions)
}

func section(b *strings.Builder, title string, n int, line func(int) string) {
	if n == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s:\n", title)
	for i := range n {
		fmt.Fprintf(b, "  - %s\n", line(i))
	}
}

func statusWords(d engine.Decision) string {
	switch d.Status {
	case engine.Decided:
		return "Decided: " + d.Outcome.Summary
	case engine.DoesNotApply:
		s := "Does not apply: " + d.Says
		if d.Outcome != nil {
			s += "\nInstead: " + d.Outcome.Summary
		}
		return s
	case engine.Open:
		return "Open: a question can still change the advice"
	case engine.Undecided:
		return "Undecided: only what is not known still matters"
	}
	return string(d.Status)
}
