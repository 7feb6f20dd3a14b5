package english

import (
	"math"
	"strconv"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
)

// numberWords writes a number within a range as a sentence's part and as a
// table's cell: "FIT result is 10 µg/g or more" and "10 µg/g or more".
func (w *Writer) numberWords(f fact) (text, cell string) {
	if f.finding.FromPatient == "age" && !f.except {
		return ageWords(f.span)
	}
	value := func(v float64) string { return w.lib.Show(f.finding.ID, engine.Number(v)) }
	cell = rangeWords(f.span, value)
	if f.except {
		cell = "not " + value(f.span.Lo)
	}
	name := whole(lower(f.finding.Short))
	if f.alsoKnown {
		return name + " is known and is " + cell, f.known(cell)
	}
	return name + " is " + cell, cell
}

func rangeWords(r expr.Region, value func(float64) string) string {
	switch {
	case r.Lo == r.Hi:
		return "exactly " + value(r.Lo)
	case math.IsInf(r.Lo, -1) && r.HiOpen:
		return "below " + value(r.Hi)
	case math.IsInf(r.Lo, -1):
		return value(r.Hi) + " or less"
	case math.IsInf(r.Hi, 1) && r.LoOpen:
		return "above " + value(r.Lo)
	case math.IsInf(r.Hi, 1):
		return value(r.Lo) + " or more"
	}
	from, to := "from "+value(r.Lo), " up to "+value(r.Hi)
	if r.LoOpen {
		from = "above " + value(r.Lo)
	}
	if r.HiOpen {
		to = " to below " + value(r.Hi)
	}
	return from + to
}

// ageWords writes a range of ages. An age is exact to the day, so "over 50"
// starts the day after a birthday; readers take it for 51, so it is said.
func ageWords(r expr.Region) (text, cell string) {
	lo, hi := r.Lo, r.Hi
	switch {
	case lo <= 0 && math.IsInf(hi, 1):
		return "of any age", "any"
	case lo == hi:
		cell = "exactly " + span(lo) + birthday(", on the ", lo, " birthday only")
	case lo <= 0 && r.HiOpen:
		cell = "under " + span(hi)
	case lo <= 0:
		cell = span(hi) + " or under" + birthday(", up to the ", hi, " birthday")
	case math.IsInf(hi, 1) && r.LoOpen:
		cell = "over " + span(lo) + birthday(", from the day after the ", lo, " birthday")
	case math.IsInf(hi, 1):
		cell = span(lo) + " or over"
	case !r.LoOpen && r.HiOpen && isWhole(lo) && isWhole(hi):
		cell = span(lo)
		if hi-1 > lo {
			cell += " to " + span(hi-1)
		}
	default:
		_, from := ageWords(expr.Region{Lo: lo, LoOpen: r.LoOpen, Hi: math.Inf(1)})
		_, to := ageWords(expr.Region{Lo: math.Inf(-1), Hi: hi, HiOpen: r.HiOpen})
		cell = from + " and " + to
	}
	return "aged " + cell, cell
}

// birthday says which day a limit is, where it is one.
func birthday(before string, years float64, after string) string {
	if !isWhole(years) {
		return ""
	}
	return " (" + before[2:] + ordinal(int(years)) + after + ")"
}

func ordinal(n int) string {
	end := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			end = "st"
		case 2:
			end = "nd"
		case 3:
			end = "rd"
		}
	}
	return strconv.Itoa(n) + end
}

// span writes a length of life in the largest unit that it is a whole number
// of; years go without their name, as clinicians write them.
func span(years float64) string {
	for _, u := range []struct {
		a    float64
		name string
	}{{1, ""}, {12, "month"}, {365.25 / 7, "week"}, {365.25, "day"}} {
		n := years * u.a
		if !isWhole(n) {
			continue
		}
		s := number(math.Round(n))
		switch {
		case u.name == "":
			return s
		case s == "1":
			return s + " " + u.name
		}
		return s + " " + u.name + "s"
	}
	return number(years) + " years"
}

func isWhole(v float64) bool { return math.Abs(v-math.Round(v)) < 1e-6 }
