package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity says how much a diagnostic matters.
type Severity int

// The severities. An error stops the file from being used; a warning and a note
// do not.
const (
	Error Severity = iota
	Warning
	Note
)

// String returns the word a reader sees.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	case Note:
		return "note"
	}
	return fmt.Sprintf("severity(%d)", int(s))
}

// Diagnostic is one thing to say about a file.
type Diagnostic struct {
	Severity Severity
	// Code is stable and never reused, such as "P014".
	Code string
	// Message says what is wrong, in lower case and without a full stop.
	Message string
	Span    Span
	// Label is a word or two beside the caret; empty when Message says enough.
	Label string
	// Related are other places that make the message understandable.
	Related []Related
	// Help says what to do.
	Help string
}

// Related is a second place with what it has to do with the first.
type Related struct {
	Span    Span
	Message string
}

// inWords is all of a diagnostic but its place, for forms that show no source.
func inWords(d Diagnostic, related bool) string {
	lines := []string{d.Message}
	if d.Label != "" {
		lines[0] += " (" + d.Label + ")"
	}
	for _, r := range d.Related {
		if related {
			lines = append(lines, r.Span.Position().String()+": "+r.Message)
		}
	}
	if d.Help != "" {
		lines = append(lines, strings.Split("help: "+d.Help, "\n")...)
	}
	for i, line := range lines {
		lines[i] = visible(line)
	}
	return strings.Join(lines, "\n")
}

// Diagnostics is what a check found.
type Diagnostics []Diagnostic

// HasErrors reports whether any diagnostic is an error.
func (d Diagnostics) HasErrors() bool {
	return slices.ContainsFunc(d, func(one Diagnostic) bool { return one.Severity == Error })
}

// Counts returns how many are errors and how many are warnings.
func (d Diagnostics) Counts() (errors, warnings int) {
	for _, one := range d {
		switch one.Severity {
		case Error:
			errors++
		case Warning:
			warnings++
		case Note:
		}
	}
	return errors, warnings
}

// Sorted returns the diagnostics by path, place and code, each once. What stands
// nowhere comes first.
func (d Diagnostics) Sorted() Diagnostics {
	sorted := slices.Clone(d)
	slices.SortStableFunc(sorted, compare)
	return slices.CompactFunc(sorted, func(a, b Diagnostic) bool { return compare(a, b) == 0 })
}

// compare orders by place, then by all that tells two diagnostics of one place
// apart. Help and related places follow from those and do not count.
func compare(a, b Diagnostic) int {
	return cmp.Or(
		cmp.Compare(a.Span.path(), b.Span.path()),
		cmp.Compare(a.Span.Start, b.Span.Start),
		cmp.Compare(a.Code, b.Code),
		cmp.Compare(a.Span.End, b.Span.End),
		cmp.Compare(a.Severity, b.Severity),
		cmp.Compare(a.Message, b.Message),
		cmp.Compare(a.Label, b.Label),
	)
}

// Summary says in one sentence what was found in so many files:
// "3 files checked: 2 errors, 1 warning in 2 files".
func (d Diagnostics) Summary(files int) string {
	checked := count(files, "file") + " checked: "
	errors, warnings := d.Counts()
	if errors+warnings == 0 {
		return checked + "no problems found"
	}
	found := ""
	if errors > 0 {
		found = count(errors, "error")
	}
	if warnings > 0 {
		if found != "" {
			found += ", "
		}
		found += count(warnings, "warning")
	}
	if in := d.filesWithProblems(); in > 0 {
		found += " in " + count(in, "file")
	}
	return checked + found
}

func (d Diagnostics) filesWithProblems() int {
	paths := map[string]bool{}
	for _, one := range d {
		if !one.Span.IsZero() && one.Severity != Note {
			paths[one.Span.path()] = true
		}
	}
	return len(paths)
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
