package letters

import (
	"fmt"
	"strconv"
	"strings"
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

// moment is a date and time for clinicians, which no line may part. Midnight
// to the nanosecond means that only the day is known.
func moment(t time.Time) string {
	if t.Equal(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())) {
		return t.Format(shortDay)
	}
	return t.Format(shortDay + nbsp + "15:04")
}

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

// later adds a length such as "6 weeks" to a time. It is false for words that
// it does not know.
func later(t time.Time, length string) (time.Time, bool) {
	count, unit, _ := strings.Cut(strings.TrimSpace(length), " ")
	n, err := strconv.Atoi(count)
	if err != nil || n < 0 || n > 10_000 {
		return t, false
	}
	switch strings.TrimSuffix(strings.TrimSpace(unit), "s") {
	case "hour":
		return t.Add(time.Duration(n) * time.Hour), true
	case "day":
		return t.AddDate(0, 0, n), true
	case "week":
		return t.AddDate(0, 0, 7*n), true
	case "month":
		return t.AddDate(0, n, 0), true
	case "year":
		return t.AddDate(n, 0, 0), true
	}
	return t, false
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
