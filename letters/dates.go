package letters

import (
	"fmt"
	"time"
)

const (
	isoDay   = "2006-01-02"
	shortDay = "02-Jan-2006"
	longDay  = "2 January 2006"
)

// shortDate is a date for clinicians: 05-Apr-1961. A part of a date is shown
// as far as it is known, anything else as it was written.
func shortDate(iso string) string {
	return dateAs(iso, shortDay, "Jan-2006")
}

// longDate is a date for patients: 5 April 1961.
func longDate(iso string) string {
	return dateAs(iso, longDay, "January 2006")
}

// moment is a date and time for clinicians, which no line may part.
func moment(t time.Time) string { return t.Format(shortDay + nbsp + "15:04") }

func dateAs(iso, day, month string) string {
	if t, err := time.Parse(isoDay, iso); err == nil {
		return t.Format(day)
	}
	if t, err := time.Parse("2006-01", iso); err == nil {
		return t.Format(month)
	}
	if t, err := time.Parse(time.RFC3339, iso); err == nil {
		return t.Format(day)
	}
	return iso
}

// ageAt is an age as a banner shows it: days for the newborn, then weeks,
// months, years and months, years.
func ageAt(born, at time.Time) string {
	at = time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, time.UTC)
	days := int(at.Sub(born).Hours() / 24)
	months := (at.Year()-born.Year())*12 + int(at.Month()) - int(born.Month())
	if at.Day() < born.Day() {
		months--
	}
	switch {
	case days < 0:
		return "not yet born"
	case days < 28:
		return fmt.Sprintf("%dd", days)
	case months < 12:
		return fmt.Sprintf("%dw", days/7)
	case months < 24:
		return fmt.Sprintf("%dm", months)
	case months < 18*12 && months%12 > 0:
		return fmt.Sprintf("%dy %dm", months/12, months%12)
	}
	return fmt.Sprintf("%dy", months/12)
}
