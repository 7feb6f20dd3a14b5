package letters

import (
	"strings"

	"signpost.health/signpost/engine"
)

const (
	nbsp = "\u00A0"
	// gap stands between facts on one line.
	gap = "    "
)

// oneLine joins a text's lines and trims it, keeping spaces that hold words
// together.
func oneLine(s string) string {
	return strings.TrimSpace(strings.Join(strings.FieldsFunc(s, func(r rune) bool {
		return r == '\n' || r == '\r'
	}), " "))
}

// holdPhone keeps a telephone number on one line.
func holdPhone(s string) string {
	if strings.Trim(s, "0123456789 +()") == "" {
		return strings.ReplaceAll(s, " ", nbsp)
	}
	return s
}

// hold joins each number to the unit that follows it, and the halves of a
// postcode, so that no line breaks between them.
func hold(s string) string {
	if !strings.Contains(s, " ") {
		return s
	}
	words := strings.Split(s, " ")
	var b strings.Builder
	b.Grow(len(s) + 8)
	for i, w := range words {
		if i > 0 {
			if (isNumber(words[i-1]) && isUnit(w)) || isPostcode(words[i-1], w) {
				b.WriteString(nbsp)
			} else {
				b.WriteByte(' ')
			}
		}
		b.WriteString(w)
	}
	return b.String()
}

// isPostcode says whether two words are the halves of a postcode: FX1 4AB.
func isPostcode(out, in string) bool {
	in = strings.TrimRight(in, ".,;)")
	if len(in) != 3 || len(out) < 2 || len(out) > 4 {
		return false
	}
	const capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	return isDigit(in[0]) && strings.Trim(in[1:], capitals) == "" &&
		strings.Trim(out, capitals+"0123456789") == "" && !isDigit(out[0])
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func isNumber(w string) bool {
	if i := strings.LastIndexByte(w, '\n'); i >= 0 {
		w = w[i+1:]
	}
	w = strings.TrimLeft(w, "(<>=≥≤~+-±")
	return w != "" && isDigit(w[len(w)-1]) && strings.Trim(w, "0123456789.,-/–") == ""
}

func isUnit(w string) bool {
	if i := strings.IndexByte(w, '\n'); i >= 0 {
		w = w[:i]
	}
	w = strings.TrimRight(w, ".,;:)")
	if w == "" || strings.ContainsAny(w, "0123456789") && !strings.ContainsAny(w, "/^*{") {
		return false
	}
	switch w {
	case "g", "kg", "mg", "ug", "µg", "mcg", "ng", "microgram", "micrograms", "L", "l", "ml", "mL", "mm", "cm", "m",
		"%", "mmHg", "mm[Hg]", "bpm", "kPa", "IU", "units", "unit", "puffs", "tablets", "tablet",
		"year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "times", "°C", "Cel":
		return true
	}
	return strings.Contains(w, "/") && len(w) <= 14 && !strings.HasPrefix(w, "/") || strings.HasPrefix(w, "/") && len(w) <= 6
}

// withinWords are the urgencies as the strip shows them.
func withinWords(w engine.Within) string {
	switch w {
	case engine.Now:
		return "EMERGENCY: IMMEDIATELY"
	case engine.SameDay:
		return "SAME DAY"
	case engine.Hours48:
		return "WITHIN 48 HOURS"
	case engine.SuspectedCancer:
		return "URGENT SUSPECTED CANCER"
	case engine.Weeks2:
		return "WITHIN 2 WEEKS"
	case engine.Urgent:
		return "URGENT"
	case engine.Routine:
		return "ROUTINE"
	case engine.NoTime:
	}
	return "NO URGENCY STATED"
}

func actionWords(a engine.Action) (Kind, string) {
	switch a {
	case engine.Refer:
		return Referral, "Referral"
	case engine.Test:
		return TestRequest, "Test request"
	case engine.AdviceAndGuidance:
		return AdviceRequest, "Advice and guidance request"
	case engine.Redirect:
		return Referral, "Referral to another service"
	case engine.Manage, engine.OtherPathway:
		return Information, "Record of advice"
	}
	return Information, "Letter"
}

func truthWords(t engine.Truth) (Standing, string) {
	switch t {
	case engine.IsMet:
		return Met, "Met"
	case engine.IsNotMet:
		return NotMet, "Not met"
	case engine.IsOpen:
	}
	return NotKnown, "Not known"
}
