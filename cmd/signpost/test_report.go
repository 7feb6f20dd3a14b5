package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/coverage"
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
)

// The codes of what the examples show. They are no fault of a file's form.
const (
	codeExampleFails = "P310"
	codeNotCovered   = "P311"
)

func writeTestText(w io.Writer, t testRun, f testFlags) error {
	var b strings.Builder
	unused := 0
	for i := range t.Cases {
		r := &t.Cases[i]
		switch {
		case r.Skipped != "":
			fmt.Fprintf(&b, "SKIP  %s: %s (%s)\n", r.Pathway, r.Case, r.Skipped)
		case r.Unconfirmed:
			fmt.Fprintf(&b, "UNCONFIRMED  %s: %s%s\n", r.Pathway, r.Case, unconfirmedWords(r))
		case len(r.Failures) > 0:
			fmt.Fprintf(&b, "FAIL  %s: %s: %s\n", r.Span.Position(), r.Pathway, r.Case)
			for _, line := range failureLines(r) {
				fmt.Fprintf(&b, "        %s\n", line)
			}
		}
		unused += len(r.Unused)
		if f.verbose {
			for _, u := range r.Unused {
				fmt.Fprintf(&b, "note  %s: %s: %s: no condition reads %s\n", r.Span.Position(), r.Pathway, r.Case, u)
			}
		}
	}
	if unused > 0 && !f.verbose {
		fmt.Fprintf(&b, "note  answers that no condition of their pathway reads: %d; --verbose names them\n", unused)
	}
	writeCoverage(&b, t.Coverage)
	_, err := io.WriteString(w, b.String())
	return err
}

// unconfirmedWords says whether what nobody has confirmed is still so.
func unconfirmedWords(r *examples.Result) string {
	if len(r.Failures) == 0 {
		return ""
	}
	f := r.Failures[0]
	return fmt.Sprintf(" (%s is now %s, not %s)", f.What, f.Got, f.Want)
}

// failureLines say what was expected, and lay the patient over the rows that
// it is about.
func failureLines(r *examples.Result) []string {
	var out []string
	for _, f := range r.Failures {
		out = append(out, fmt.Sprintf("%s: expected %s, got %s", f.What, f.Want, f.Got))
	}
	for _, w := range r.Why {
		at := ""
		if !w.Span.IsZero() {
			at = " (" + w.Span.Position().String() + ")"
		}
		switch {
		case w.Fired && w.When == "":
			out = append(out, fmt.Sprintf("row %q%s gave the advice: no row above it fits", w.Row, at))
		case w.Fired:
			out = append(out, fmt.Sprintf("row %q%s gave the advice:", w.Row, at))
		case w.Truth == engine.IsMet:
			out = append(out, fmt.Sprintf("row %q%s fits too, but a row above it comes first:", w.Row, at))
		case w.Truth == engine.IsOpen:
			out = append(out, fmt.Sprintf("row %q%s is still open:", w.Row, at))
		default:
			out = append(out, fmt.Sprintf("row %q%s does not fit:", w.Row, at))
		}
		for _, p := range w.Parts {
			out = append(out, fmt.Sprintf("  %-9s  %s  (%s)", truthWord(p.Truth), p.Text, strings.Join(p.Known, ", ")))
		}
	}
	return out
}

func truthWord(t engine.Truth) string {
	switch t {
	case engine.IsMet:
		return "yes"
	case engine.IsNotMet:
		return "no"
	case engine.IsOpen:
	}
	return "not known"
}

func writeCoverage(b *strings.Builder, reports []coverage.Report) {
	if len(reports) == 0 {
		return
	}
	t := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
	_, _ = fmt.Fprintln(t, "coverage\trows\tconditions\tedges") // a builder never fails
	for _, r := range reports {
		_, _ = fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", r.Pathway, share(r.Rows), share(r.Sides), share(r.Edges))
	}
	_ = t.Flush()
	for _, r := range reports {
		for _, g := range r.Missing {
			fmt.Fprintf(b, "%s: %s\n", g.Span.Position(), g.Says())
			for _, line := range g.Example {
				fmt.Fprintf(b, "        %s\n", line)
			}
		}
	}
}

func share(c coverage.Count) string {
	return fmt.Sprintf("%.0f%% (%d/%d)", c.Percent(), c.Covered, c.Total)
}

// diagnostics gives failures and gaps as findings at their places.
func (t *testRun) diagnostics() source.Diagnostics {
	c := &source.Collector{}
	for _, d := range t.found {
		c.Add(d)
	}
	for i := range t.Cases {
		r := &t.Cases[i]
		if r.Unconfirmed || len(r.Failures) == 0 {
			continue
		}
		f := r.Failures[0]
		at := f.Span
		if at.IsZero() {
			at = r.Span
		}
		d := c.Errorf(codeExampleFails, at, "%s: %s: %s: expected %s, got %s", r.Pathway, r.Case, f.What, f.Want, f.Got)
		d.Help = strings.Join(failureLines(r)[1:], "\n")
	}
	for _, r := range t.Coverage {
		for _, g := range r.Missing {
			d := c.Warnf(codeNotCovered, g.Span, "%s", g.Says())
			if len(g.Example) > 0 {
				d.Help = "add an example such as\n" + strings.Join(g.Example, "\n")
			}
		}
	}
	return c.All()
}
