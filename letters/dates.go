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

// moment is a date and time for clinicians, which no line may part.
func moment(t time.Time) string {
	if onlyDay(t) {
		return t.Format(shortDay)
	}
	return t.Format(shortDay + nbsp + "15:04")
}

// onlyDay reads midnight to the nanosecond: only the day is known.
func onlyDay(t time.Time) bool {
	return t.Equal(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location()))
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

// due says by when something is to have come, counted from a time. Hours stay
// hours: who is sent to hospital now is not told a day. Words that name no
// length are left as they are.
func due(from time.Time, length string) string {
	count, unit, _ := strings.Cut(strings.TrimSpace(length), " ")
	n, err := strconv.Atoi(count)
	if err != nil || n < 0 || n > 10_000 {
		return "after " + unparted(length)
	}
	years, months, days := 0, 0, 0
	switch strings.TrimSuffix(strings.TrimSpace(unit), "s") {
	case "hour":
		return withinHours(from, n, length)
	case "day":
		days = n
	case "week":
		days = 7 * n
	case "month":
		months = n
	case "year":
		years = n
	default:
		return "after " + unparted(length)
	}
	return "by " + unparted(from.AddDate(years, months, days).Format(longDay))
}

// withinHours adds the time on the clock, unless only the day is known.
func withinHours(from time.Time, n int, length string) string {
	words := "within" + nbsp + unparted(length)
	if onlyDay(from) {
		return words
	}
	at := from.Add(time.Duration(n) * time.Hour)
	ends := at.Add(-time.Minute) // midnight ends a day
	day := "on" + nbsp + unparted(ends.Format(longDay))
	switch ends.Format(isoDay) {
	case from.Format(isoDay):
		day = "today"
	case from.AddDate(0, 0, 1).Format(isoDay):
		day = "tomorrow"
	}
	return words + " (by " + clock(at) + nbsp + day + ")"
}

// clock is a time as patients read it: 6:05pm, 9am, midday.
func clock(t time.Time) string {
	switch t.Format("15:04") {
	case "00:00":
		return "midnight"
	case "12:00":
		return "midday"
	}
	return strings.Replace(t.Format("3:04pm"), ":00", "", 1)
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
