package engine

import (
	"strconv"
	"strings"
	"time"
)

// nbsp keeps a number with its unit.
const nbsp = "\u00a0"

// Show writes an answer for a clinician: "Yes", "12 ug/g (14-Mar-2026)",
// "Not known (not done)". Numbers never part from their units.
func (l *Library) Show(finding string, a Answer) string {
	f, ok := l.findings[finding]
	if !ok {
		return ""
	}
	if a.State == NotKnown {
		return f.showNotKnown(a)
	}
	s := f.showValue(a)
	if d := ShortDate(a.Date); d != "" {
		s += " (" + d + ")"
	}
	return s
}

func (f *findingSpec) showNotKnown(a Answer) string {
	switch a.Why {
	case WhyNotDone:
		return "Not known (not done)"
	case WhyOutOfDate, WhyFuture:
		s := "Not known (out of date"
		if a.Why == WhyFuture {
			s = "Not known (dated in the future"
		}
		if a.Given != "" {
			s += ": " + quantityOf(a.Given, f.Unit)
		}
		if d := ShortDate(a.Date); d != "" {
			s += " on " + d
		}
		return s + ")"
	case WhyNoCode:
		return "Not known (no code in the record)"
	case WhyUnsure:
		return "Not known"
	}
	return "Not known"
}

func (f *findingSpec) showValue(a Answer) string {
	switch f.Kind {
	case KindYesNo:
		if a.YesNo {
			return "Yes"
		}
		return "No"
	case KindOption, KindOptions:
		var words []string
		for _, o := range a.Options {
			words = append(words, f.optionSays(o))
		}
		if len(words) == 0 {
			return "None of these"
		}
		return strings.Join(words, "; ")
	case KindNumber:
		return f.showNumber(a)
	case KindDate:
		return ShortDate(a.Text)
	case KindText, KindFile:
		return a.Text
	}
	return ""
}

func (f *findingSpec) showNumber(a Answer) string {
	n := a.Number
	if n == nil {
		return ""
	}
	switch {
	case f.FromPatient == "age":
		return showAge(n.Min)
	case n.Min == n.Max:
		return quantity(n.Min, f.Unit)
	case n.Max >= f.Max && n.MinOpen:
		return "more than " + quantity(n.Min, f.Unit)
	case n.Max >= f.Max:
		return quantity(n.Min, f.Unit) + " or more"
	case n.Min <= f.Min && n.MaxOpen:
		return "less than " + quantity(n.Max, f.Unit)
	case n.Min <= f.Min:
		return quantity(n.Max, f.Unit) + " or less"
	}
	return showNumber(n.Min) + " to " + showNumber(n.Max) + unitWords(f.Unit)
}

// showAge writes an age as a clinician does: years, months under two years.
func showAge(years float64) string {
	if years < 2 {
		m := int(years*12 + 1e-9)
		if m == 1 {
			return "1" + nbsp + "month"
		}
		return strconv.Itoa(m) + nbsp + "months"
	}
	return strconv.Itoa(int(years+1e-9)) + nbsp + "years"
}

func showNumber(v float64) string {
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// UnitWords is a number's unit as a reader knows it; empty where there is none.
func (f *Finding) UnitWords() string { return strings.TrimSpace(unitWords(f.Unit)) }

// unitWords writes a UCUM unit as a reader knows it, after its number.
func unitWords(unit string) string {
	switch unit {
	case "", "1", "{score}", "{count}", "{points}", "{grade}":
		return ""
	case "%":
		return "%"
	case "a":
		return nbsp + "years"
	case "mo":
		return nbsp + "months"
	case "wk":
		return nbsp + "weeks"
	case "d":
		return nbsp + "days"
	case "ug/g":
		return nbsp + "\u00b5g/g"
	case "ug/L":
		return nbsp + "\u00b5g/L"
	}
	if counted, ok := strings.CutPrefix(unit, "{"); ok {
		counted, per, _ := strings.Cut(counted, "}")
		return nbsp + counted + perTime(per)
	}
	return nbsp + strings.NewReplacer("[IU]", "IU", "[iU]", "IU", "10*9", "10\u2079", "10*12", "10\u00b9\u00b2").Replace(unit)
}

// perTime writes how often what is counted happens: "/a" is " a year".
func perTime(per string) string {
	switch per {
	case "/a":
		return " a year"
	case "/mo":
		return " a month"
	case "/wk":
		return " a week"
	case "/d":
		return " a day"
	case "/h":
		return " an hour"
	}
	return strings.NewReplacer("/{", " a ", "{", "", "}", "").Replace(per)
}

// ShortDate writes 2026-03-14 as 14-Mar-2026, the clinical form. What is not
// a date comes back empty.
func ShortDate(iso string) string {
	t, err := time.Parse("2006-01-02", iso)
	if err != nil {
		return ""
	}
	return t.Format("02-Jan-2006")
}

// LongDate writes 2026-03-14 as 14 March 2026, the form for patients.
func LongDate(iso string) string {
	t, err := time.Parse("2006-01-02", iso)
	if err != nil {
		return ""
	}
	return t.Format("2 January 2006")
}
