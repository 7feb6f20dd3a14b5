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
func chaseOn(outcome *engine.Outcome, sent time.Time) (string, error) {
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

// going is the outcome that a letter goes out with: the advised one, the one
// of the pathway that the GP chose, or their own way.
func (s *Service) going(c Consultation, d engine.Decision) (*engine.Outcome, error) {
	o := c.Override
	switch {
	case o == nil:
		return d.Outcome, nil
	case o.Outcome == "":
		return o.OwnWay(d), nil
	}
	outcomes, err := s.outcomes(c)
	if err != nil {
		return nil, err
	}
	for _, chosen := range outcomes {
		if chosen.ID == o.Outcome {
			return chosen, nil
		}
	}
	return o.OwnWay(d), nil
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
