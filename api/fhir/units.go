package fhir

import (
	"strings"

	"signpost.health/signpost/engine"
)

// factorFor is what a number of the record is multiplied with to be in the
// finding's unit. The UCUM code counts before the words; either may be
// missing, but where both are units they must say the same.
func factorFor(f *engine.Finding, ucum, words string) (float64, string) {
	if ucum == "" && words == "" {
		if bare(f.Unit) {
			return 1, ""
		}
		return 0, whyNoUnit
	}
	coded, codeFits := factorOf(f, ucum)
	said, wordsFit := factorOf(f, words)
	switch {
	case codeFits && wordsFit && coded != said, codeFits && !wordsFit && isUnit(words), wordsFit && !codeFits && isUnit(ucum):
		return 0, whyUnitsDiffer
	case codeFits:
		return coded, ""
	case wordsFit:
		return said, ""
	}
	return 0, whyUnit
}

// factorOf is the factor of one unit as it is written.
func factorOf(f *engine.Finding, written string) (float64, bool) {
	if written == "" {
		return 0, false
	}
	if factor, ok := f.Convert[written]; ok {
		return factor, true
	}
	unit := canonical(written)
	if factor, ok := f.Convert[unit]; ok {
		return factor, true
	}
	return scale(unit, canonical(f.Unit))
}

// isUnit says whether it is a unit that Signpost can read, so that it means
// something that it does not fit.
func isUnit(written string) bool {
	unit := canonical(written)
	_, ok := scale(unit, unit)
	for part := range strings.SplitSeq(unit, "/") {
		if _, _, known := prefixed(part); !known {
			return false
		}
	}
	return ok && unit != ""
}

// bare units are numbers only: a ratio, a grade, a score.
func bare(unit string) bool { return unit == "" || canonical(unit) == "1" }

// canonical writes the units that records write in several ways in one.
func canonical(unit string) string {
	u := strings.ReplaceAll(strings.ReplaceAll(unit, " ", ""), "µ", "u")
	u = strings.ReplaceAll(u, "μ", "u")
	u = strings.ReplaceAll(u, "mcg", "ug")
	if strings.HasPrefix(u, "{") && strings.HasSuffix(u, "}") {
		return "1" // an annotation: {score}
	}
	switch strings.ToLower(u) {
	case "ratio", "score", "grade", "(score)", "number":
		return "1"
	case "percent", "pct", "%":
		return "%"
	case "years", "year", "yr", "yrs", "y":
		return "a"
	case "months", "month", "mth":
		return "mo"
	case "weeks", "week", "wks":
		return "wk"
	case "days", "day":
		return "d"
	case "10*9/l", "10^9/l", "x10^9/l", "x10*9/l", "10*3/ul", "10^3/ul", "k/ul":
		return "10*9/L"
	case "10*12/l", "10^12/l", "10*6/ul", "10^6/ul":
		return "10*12/L"
	case "mmhg":
		return "mm[Hg]"
	}
	parts := strings.Split(u, "/")
	for i, p := range parts {
		parts[i] = canonicalPart(p)
	}
	return strings.Join(parts, "/")
}

func canonicalPart(p string) string {
	switch p {
	case "l", "dl", "ml", "ul":
		return p[:len(p)-1] + "L"
	case "litre", "litres":
		return "L"
	case "IU", "iu":
		return "[IU]"
	case "kIU", "kiu":
		return "k[IU]"
	case "mIU", "miu":
		return "m[IU]"
	case "Kg", "KG", "kgs":
		return "kg"
	}
	return p
}

// scale is the factor between two units that differ in prefixes alone, such
// as g/dL and g/L.
func scale(from, to string) (float64, bool) {
	if from == to {
		return 1, true
	}
	a, b := strings.Split(from, "/"), strings.Split(to, "/")
	if len(a) != len(b) || len(a) > 2 {
		return 0, false
	}
	factor := 1.0
	for i := range a {
		x, base, ok := prefixed(a[i])
		y, other, fits := prefixed(b[i])
		if !ok || !fits || base != other {
			return 0, false
		}
		if i == 0 {
			factor *= x / y
		} else {
			factor *= y / x
		}
	}
	return factor, true
}

// prefixed parts a unit into its prefix and its base. Each base is named: m
// alone would else be read as a prefix of nothing.
func prefixed(unit string) (float64, string, bool) {
	for _, base := range []string{"[IU]", "mol", "g", "L", "m", "U"} {
		prefix, ok := strings.CutSuffix(unit, base)
		if !ok {
			continue
		}
		switch prefix {
		case "":
			return 1, base, true
		case "k":
			return 1e3, base, true
		case "d":
			return 1e-1, base, true
		case "c":
			return 1e-2, base, true
		case "m":
			return 1e-3, base, true
		case "u":
			return 1e-6, base, true
		case "n":
			return 1e-9, base, true
		case "p":
			return 1e-12, base, true
		}
	}
	return 0, "", false
}
