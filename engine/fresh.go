package engine

import (
	"strings"
	"time"
)

// Fresh gives the answers as they count at a moment: a dated result older than
// its finding's shelf life is not known (out of date), and its old value stays
// to be shown. What was asked and kept longer than the finding's keep_for goes
// the same way. A date that has not come yet is a mistake of the record: nobody
// can say how old the result is, so it is not known (dated in the future).
func (l *Library) Fresh(a Answers, at When) Answers {
	out := make(Answers, len(a))
	for id, ans := range a {
		out[id] = l.fresh(id, ans, at)
	}
	return out
}

func (l *Library) fresh(id string, a Answer, at When) Answer {
	f, ok := l.findings[id]
	if !ok || a.State != Known || a.Date == "" {
		return a
	}
	life := f.ShelfLife
	if a.Source == Asked && f.KeepFor != (Duration{}) {
		life = f.KeepFor
	}
	switch {
	case comes(a.Date, at):
		return f.notCounted(a, WhyFuture)
	case life != (Duration{}) && expired(a.Date, life, at):
		return f.notCounted(a, WhyOutOfDate)
	}
	return a
}

// notCounted keeps the value where a reader sees it and no rule does.
func (f *findingSpec) notCounted(a Answer, why Why) Answer {
	old := Answer{
		State: NotKnown, Why: why, Given: a.Given, Source: a.Source, Date: a.Date,
		Code: a.Code, Display: a.Display, Note: a.Note,
	}
	if old.Given == "" || f.Kind == KindNumber {
		old.Given = strings.TrimSuffix(f.showValue(a), unitWords(f.Unit))
		if a.Number != nil && *a.Number == (Interval{Min: 1, Max: 1}) {
			old.Given = "1" // one week, not weeks
		}
	}
	return old
}

// WrongDay says whether an answer has a value that does not count for its
// date: it is out of date, or of a day to come.
func (a Answer) WrongDay() bool {
	return a.State == NotKnown && (a.Why == WhyOutOfDate || a.Why == WhyFuture)
}

// comes says whether a date is still to come.
func comes(iso string, at time.Time) bool {
	if iso == "" {
		return false
	}
	day, err := time.Parse("2006-01-02", iso)
	y, m, d := at.Date()
	return err == nil && day.After(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
}

// expired says whether a thing dated `iso` has outlived its life.
func expired(iso string, life Duration, at time.Time) bool {
	day, err := time.Parse("2006-01-02", iso)
	if err != nil {
		return false
	}
	end := anniversary(day.Year(), day.Month(), day.Day(), 12*life.Years+life.Months)
	end = end.AddDate(0, 0, life.Days).Add(time.Duration(life.Hours) * time.Hour)
	y, m, d := at.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).After(end)
}
