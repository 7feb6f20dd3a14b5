package main

import (
	"fmt"
	"io"
	"strings"

	"signpost.health/signpost/engine/prove"
)

// writeHazards lists what is accepted with its reason, and for whom a wrong
// "no" or an old result changes the advice.
func writeHazards(w io.Writer, results []prove.Result) error {
	var b strings.Builder
	for _, r := range results {
		title := r.Pathway + " " + r.Version
		fmt.Fprintf(&b, "\n%s\n%s\nbehaviour %s, content %s\n", title, strings.Repeat("=", len(title)), r.Behaviour, r.Content)
		for _, a := range r.Accepted {
			fmt.Fprintf(&b, "\naccepted %s, %s: %s\n", a.Code, a.About, a.Message)
			if a.Patient != nil {
				fmt.Fprintf(&b, "  patients: %s\n", a.Patient.Says)
			}
			fmt.Fprintf(&b, "  because: %s\n", a.Because)
		}
		for _, h := range r.Hazards {
			fmt.Fprintf(&b, "\n%s %s:\n", h.Code, h.Says)
			for _, m := range h.Moves {
				mark := "   "
				if m.Less {
					mark = " ! "
				}
				fmt.Fprintf(&b, "%s%s\n     becomes: %s\n     patients: %s\n", mark, m.From, m.To, m.Patients)
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}
