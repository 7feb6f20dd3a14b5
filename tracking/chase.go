package tracking

import (
	"fmt"
	"time"

	"signpost.health/signpost/engine"
)

// chaseOn gives the day to chase on: the decided outcome's chase_after from
// the day of sending, or empty when it names none.
func chaseOn(d engine.Decision, sent time.Time) (string, error) {
	if d.Outcome == nil || d.Outcome.ChaseAfter == "" {
		return "", nil
	}
	due, err := after(sent, d.Outcome.ChaseAfter)
	if err != nil {
		return "", fmt.Errorf("chase_after of outcome %q: %w", d.Outcome.ID, err)
	}
	return due.Format(time.DateOnly), nil
}

// after adds a calendar length as pathways write it: "6 weeks", "72 hours".
func after(t time.Time, length string) (time.Time, error) {
	var n int
	var unit string
	if _, err := fmt.Sscanf(length, "%d %s", &n, &unit); err != nil || n < 0 {
		return t, fmt.Errorf("%q is not a length of time such as 6 weeks", length)
	}
	switch unit {
	case "hour", "hours":
		return t.Add(time.Duration(n) * time.Hour), nil
	case "day", "days":
		return t.AddDate(0, 0, n), nil
	case "week", "weeks":
		return t.AddDate(0, 0, 7*n), nil
	case "month", "months":
		return t.AddDate(0, n, 0), nil
	case "year", "years":
		return t.AddDate(n, 0, 0), nil
	}
	return t, fmt.Errorf("%q is not a length of time such as 6 weeks", length)
}
