package tracking

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"signpost.health/signpost/engine"
)

// chaseOn gives the day to chase on: the chase_after of the outcome that is
// sent, from the day of sending, or empty when it names none.
func chaseOn(d engine.Decision, o *Override, sent time.Time) (string, error) {
	outcome := going(d, o)
	if outcome == nil || outcome.ChaseAfter == "" {
		return "", nil
	}
	due, err := after(sent, outcome.ChaseAfter)
	if err != nil {
		// The library checks this when it is loaded.
		return "", Errorf(Unavailable, fmt.Errorf("chase_after of outcome %q: %w", outcome.ID, err),
			"The pathway does not say when to chase. Tell the people who run Signpost. Your answers are kept.")
	}
	return due.Format(time.DateOnly), nil
}

// going is the outcome that a letter goes out with: the advised one, or the
// one of this pathway that the GP chose. It is nil when the GP goes a way that
// the decision does not know.
func going(d engine.Decision, o *Override) *engine.Outcome {
	if o == nil || d.Outcome != nil && o.Outcome == d.Outcome.ID {
		return d.Outcome
	}
	for _, p := range d.Possible {
		if p.Outcome.ID == o.Outcome {
			return p.Outcome
		}
	}
	for _, a := range d.Also {
		if a.Outcome.ID == o.Outcome {
			return a.Outcome
		}
	}
	return nil
}

// after adds a calendar length as pathways write it: "6 weeks", "72 hours".
func after(t time.Time, length string) (time.Time, error) {
	number, unit, _ := strings.Cut(length, " ")
	n, err := strconv.ParseUint(number, 10, 16)
	if err == nil {
		n := int(n)
		switch strings.TrimSuffix(unit, "s") {
		case "hour":
			return t.Add(time.Duration(n) * time.Hour), nil
		case "day":
			return t.AddDate(0, 0, n), nil
		case "week":
			return t.AddDate(0, 0, 7*n), nil
		case "month":
			return t.AddDate(0, n, 0), nil
		case "year":
			return t.AddDate(n, 0, 0), nil
		}
	}
	return t, fmt.Errorf("%q is not a length of time such as 6 weeks", length)
}
