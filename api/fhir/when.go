package fhir

import (
	"strings"
	"time"
)

// when is when something was recorded or observed: a day as it is written,
// and the time of that day if the record has one.
type when struct {
	// day is 2006-01-02. Of a year or a month alone it is the first day, so
	// that a result is never taken for newer than it may be.
	day string
	// time is the moment in UTC, sortable; empty when only the day is known.
	time string
}

// dated reads the first of these places that holds a date.
func (r resource) dated(keys ...string) when {
	for _, key := range keys {
		for _, s := range []string{r.text(key), r.child(key).text("end"), r.child(key).text("start")} {
			if w := parseWhen(s); w.day != "" {
				return w
			}
		}
	}
	return when{}
}

func parseWhen(s string) when {
	if t, err := time.Parse(time.RFC3339Nano, s); err == nil {
		return when{s[:len(time.DateOnly)], t.UTC().Format("2006-01-02T15:04:05.000000000")}
	}
	for _, form := range []string{time.DateOnly, "2006-01", "2006"} {
		if t, err := time.Parse(form, s); err == nil {
			return when{day: t.Format(time.DateOnly)}
		}
	}
	// A time that cannot be read leaves the day.
	if day, _, cut := strings.Cut(s, "T"); cut {
		return parseWhen(day)
	}
	return when{}
}

// future says whether it lies after a moment; a day is left for time zones.
func (w when) future(at time.Time) bool {
	return w.day > at.AddDate(0, 0, 1).Format(time.DateOnly)
}

// before orders by day and then by time.
func (w when) before(o when) bool {
	if w.day != o.day {
		return w.day < o.day
	}
	return w.time < o.time
}

// same says whether neither of two can be told to be the newer.
func (w when) same(o when) bool {
	return w.day == o.day && (w.time == "" || o.time == "" || w.time == o.time)
}
