package examples

import (
	"fmt"
	"math"
	"time"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
)

// checkPerson refuses a patient who cannot be: the rules would leave out an age
// or a sex that they do not take, and the case would try somebody else.
func (k *Case) checkPerson(lib *engine.Library, c *source.Collector) bool {
	refuse := func(key, help, format string, args ...any) bool {
		at := k.Span()
		if n := k.person[key]; n != nil {
			at = n.Span
		}
		c.Errorf("P312", at, format, args...).Help = help
		return false
	}
	p, ok := k.Patient, true
	switch p.Sex {
	case "", "female", "male":
	default:
		ok = refuse("sex", "write female or male; leave it out when it is neither or not known", "a patient's sex cannot be %q", p.Sex)
	}
	oldest, limited := lib.OldestAge()
	if p.Age != nil && (*p.Age < 0 || limited && *p.Age > oldest) {
		return refuse("age", fmt.Sprintf("give years from 0 to %g", oldest), "no rule takes a patient aged %g", *p.Age)
	}
	born, err := time.Parse(time.DateOnly, p.Born)
	if p.Born == "" || err != nil || k.Today.IsZero() {
		return ok // or it was told of before
	}
	today := k.Today.Format(time.DateOnly)
	age, _ := p.AgeAt(k.Today)
	switch {
	case born.After(k.Today):
		return refuse("born", "correct the date of birth, or `today`", "the patient is born after the day of the case, %s", today)
	case limited && age > oldest:
		return refuse("born", "correct the date of birth, or `today`", "the patient is %.0f on the day of the case, %s; the rules take up to %g years", math.Floor(age), today, oldest)
	case p.Age != nil && math.Floor(age) != math.Floor(*p.Age):
		return refuse("age", "leave one of the two out", "somebody born on %s is %.0f on the day of the case, %s, not %g", p.Born, math.Floor(age), today, *p.Age)
	}
	return ok
}

// checkGiven refuses what nobody can mean of this patient: a result of a day
// still to come, an age or a sex that is not theirs.
func (k *Case) checkGiven(lib *engine.Library, given engine.Answers, c *source.Collector) bool {
	ok := true
	for _, err := range lib.CheckGiven(k.Patient, given, k.Today) {
		at, help := k.at(err.Finding), err.Hint
		value := k.values[err.Finding]
		if value != nil {
			at = value.Span
		}
		if date := value.Get("date"); date != nil {
			at, help = date.Span, "give the day of the result, leave the date out, or correct `today`"
			if k.Today.IsZero() {
				continue // that the case has no day was told before
			}
		}
		c.Errorf("P303", at, "finding %q: %s", err.Finding, err.Says).Help = help
		ok = false
	}
	return ok
}
