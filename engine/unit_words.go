package engine

import "strings"

// quantity writes a number with its unit as a reader knows it: "6 weeks", "1
// week".
func quantity(v float64, unit string) string { return quantityOf(showNumber(v), unit) }

func quantityOf(number, unit string) string {
	words := unitWords(unit)
	counts := unit == "a" || unit == "mo" || unit == "wk" || unit == "d" || strings.HasPrefix(unit, "{") && strings.HasSuffix(unit, "}")
	if number == "1" && counts {
		words = strings.TrimSuffix(words, "s")
	}
	return number + words
}

// Quantity is the parameter's value here, with its unit in words.
func (p *Parameter) Quantity() string { return quantity(p.Value, p.Unit) }

// typedUnit writes a UCUM unit, or its words, as somebody types it: "years",
// "ug/g", "IU/mL", "10^9/L".
func typedUnit(unit string) string {
	return strings.NewReplacer(
		"\u00b5", "u", "\u03bc", "u", "10*", "10^", "10\u2079", "10^9", "10\u00b9\u00b2", "10^12", "[IU]", "IU", "[iU]", "IU", nbsp, " ",
	).Replace(strings.TrimSpace(unit))
}

// isOwnUnit says whether a unit that somebody wrote is the finding's own: as the
// vocabulary has it, in words, or one of them.
func (f *findingSpec) isOwnUnit(unit string) bool {
	words := typedUnit(unitWords(f.Unit))
	switch written := typedUnit(unit); written {
	case typedUnit(f.Unit), words:
		return true
	default:
		return words != "" && written+"s" == words
	}
}

// unitHint says which units an answer may be written in.
func (f *findingSpec) unitHint() string {
	var units []string
	if own := typedUnit(unitWords(f.Unit)); own != "" {
		units = append(units, own)
	}
	for _, u := range keys(f.Convert) {
		if !f.isOwnUnit(u) {
			units = append(units, u)
		}
	}
	if len(units) == 0 {
		return "write the number alone"
	}
	return "use " + strings.Join(units, " or ")
}
