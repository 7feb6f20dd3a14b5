package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"signpost.health/signpost/engine"
)

func newAsk(env environment) *cobra.Command {
	var format, patient, at string
	var library []string
	c := &cobra.Command{
		Use:   "ask PATHWAY",
		Short: "Ask what can still change the advice, one screen at a time",
		Long: `Ask prints the questions that can still change the advice for a patient, with the reason for
each. In a terminal, without --format json, it asks them and ends with the advice.
An empty line means not known; "back" takes the last answer away; "why" says why it is asked.`,
		Example: "  signpost ask copd --patient patient.json\n  signpost ask copd --patient patient.json --format json",
		Args:    arguments(1, 1, "one pathway"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := textOrJSON(format); err != nil {
				return err
			}
			lib, _, err := loadToDecide(env, library)
			if err != nil {
				return err
			}
			if patient == "" && isTerminal(env.stdin) {
				return newInterview(env, lib, args[0], at)
			}
			p, a, err := onePatient(env, lib, args[0], patient, at)
			if err != nil {
				return err
			}
			if format != "json" && patient != "-" && isTerminal(env.stdin) {
				return interview(env, lib, p, a)
			}
			remarks := env.stdout
			if format == "json" {
				remarks = env.stderr // the screens are the whole of the JSON
			}
			showContradictions(remarks, p.Decide(a).Contradictions)
			for _, stale := range wrongDays(lib, a, lib.Unused(a)) {
				_, _ = fmt.Fprintln(remarks, stale) // where nobody reads, what follows fails too
			}
			if format == "json" {
				return writeJSON(env.stdout, p.Ask(a))
			}
			return showScreens(env.stdout, p.Ask(a))
		},
	}
	c.Flags().StringVar(&patient, "patient", "", "FILE.json with what is known; - for standard input")
	c.Flags().StringVar(&format, "format", "text", "text or json")
	c.Flags().StringVar(&at, "at", "", "the day to ask for, such as 2026-11-21 (default today)")
	c.Flags().StringSliceVar(&library, "library", nil, "files or folders instead of the built-in library")
	return c
}

// showContradictions says which answers cannot all be right.
func showContradictions(w io.Writer, all []engine.Contradiction) {
	for _, c := range all {
		_, _ = fmt.Fprintln(w, contradictionWords(c)) // where nobody reads, what follows fails too
	}
}

func showScreens(w io.Writer, screens []engine.Screen) error {
	var b strings.Builder
	for _, s := range screens {
		if s.Title != "" {
			fmt.Fprintf(&b, "%s\n", s.Title)
		}
		for _, q := range s.Questions {
			fmt.Fprintf(&b, "  %s (%s)\n", q.Ask, q.Finding)
			for _, l := range q.Leads {
				fmt.Fprintf(&b, "      %s -> %s\n", l.Answer, strings.Join(l.Outcomes, " or "))
			}
		}
	}
	if len(screens) == 0 {
		b.WriteString("Nothing more to ask.\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// newInterview starts from a patient of whom only age and sex are typed.
func newInterview(env environment, lib *engine.Library, id, at string) error {
	p, err := pathway(lib, id)
	if err != nil {
		return err
	}
	if _, err := dayOf(at); err != nil {
		return err
	}
	return interview(env, lib, p, engine.Answers{})
}

// interview asks one question after another at a terminal.
func interview(env environment, lib *engine.Library, p *engine.Pathway, a engine.Answers) error {
	in := bufio.NewScanner(env.stdin)
	var trail []string
	if _, err := fmt.Fprintln(env.stdout, `An empty line means not known; "why" says why it is asked; "back" takes the last answer away.`); err != nil {
		return err
	}
	for {
		screens := p.Ask(a)
		if len(screens) == 0 {
			return showDecision(env.stdout, lib, a, lib.Advise(p, a))
		}
		q := screens[0].Questions[0]
		if _, err := fmt.Fprint(env.stdout, prompt(lib, q)); err != nil {
			return err
		}
		if !in.Scan() {
			return errors.Join(in.Err(), &exitError{exitFindings, "stopped before the advice was reached"})
		}
		switch typed := strings.TrimSpace(in.Text()); typed {
		case "back":
			if n := len(trail); n > 0 {
				delete(a, trail[n-1])
				trail = trail[:n-1]
			}
		case "why":
			if err := showScreens(env.stdout, []engine.Screen{{Questions: []engine.Question{q}}}); err != nil {
				return err
			}
		default:
			ans, err := typedAnswer(lib, q.Finding, typed)
			if err != nil {
				if _, err := fmt.Fprintf(env.stdout, "  %s\n", err); err != nil {
					return err
				}
				continue
			}
			a[q.Finding] = ans
			trail = append(trail, q.Finding)
			showContradictions(env.stdout, p.Decide(a).Contradictions)
		}
	}
}

func typedAnswer(lib *engine.Library, finding, typed string) (engine.Answer, error) {
	if typed == "" {
		return engine.Unknown(engine.WhyUnsure), nil
	}
	f, _ := lib.Finding(finding)
	switch strings.ToLower(typed) {
	case "y":
		typed = "yes"
	case "n":
		typed = "no"
	}
	if f != nil && f.Kind == engine.KindOptions {
		var list []any
		for _, o := range strings.FieldsFunc(typed, func(r rune) bool { return r == ',' || r == ' ' }) {
			if o != "none" {
				list = append(list, o)
			}
		}
		if list == nil {
			list = []any{}
		}
		return lib.ParseAnswer(finding, list)
	}
	return lib.ParseAnswer(finding, typed)
}

// prompt is a question with what may be typed, and a colon where it is none.
func prompt(lib *engine.Library, q engine.Question) string {
	line := q.Ask
	if h := hint(lib, q.Finding); h != "" {
		line += " " + h
	}
	if !strings.HasSuffix(line, "?") {
		line += ":"
	}
	return line + " "
}

// hint shows what may be typed.
func hint(lib *engine.Library, finding string) string {
	f, ok := lib.Finding(finding)
	if !ok {
		return ""
	}
	var ids []string
	for _, o := range f.Options {
		ids = append(ids, o.ID)
	}
	switch f.Kind {
	case engine.KindYesNo:
		return "[y/n]"
	case engine.KindOption:
		return "[" + strings.Join(ids, "/") + "]"
	case engine.KindOptions:
		return "[any of " + strings.Join(ids, ", ") + "; none]"
	case engine.KindNumber:
		if u := f.UnitWords(); u != "" {
			return "(" + u + ")"
		}
	case engine.KindDate:
		return "[2026-11-21]"
	case engine.KindText, engine.KindFile:
	}
	return ""
}
