package engine

import (
	"regexp"
	"slices"
	"strings"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// knownUnits are the UCUM units that results and measurements of general
// practice come in. A short list is the point: a unit that is not on it is
// more often a slip than a new one.
func knownUnits() []string {
	return []string{
		"1", "%", "10*9/L", "10*12/L", "10*6/L", "/uL", "/min", "/h", "/d", "/wk",
		"a", "mo", "wk", "d", "h", "min", "s", "ms",
		"kg", "g", "mg", "ug", "ng", "pg", "kg/m2", "g/L", "g/dL", "g/d", "mg/L", "mg/dL", "mg/mmol", "mg/g", "mg/d", "mg/kg",
		"ug/L", "ug/g", "ug/mL", "ug/d", "ng/L", "ng/mL", "ng/g", "ng/dL", "pg/mL", "pg",
		"mol/L", "mmol/L", "umol/L", "nmol/L", "pmol/L", "mmol/mol", "mmol/kg", "umol/g", "nmol/mol",
		"[IU]/L", "[IU]/mL", "k[IU]/L", "m[IU]/L", "u[IU]/mL", "m[IU]/mL", "U/L", "U/mL", "kU/L",
		"m", "cm", "mm", "um", "cm2", "mm2", "cm3", "L", "mL", "dL", "fL", "L/min", "mL/min", "mL/min/{1.73_m2}", "mL/s", "L/s",
		"mm[Hg]", "cm[H2O]", "kPa", "Pa", "Cel", "K", "mm/h", "Hz", "[diop]", "[dpt]", "deg", "dB", "mosm/kg", "mOsm/kg",
		"[pH]", "{INR}", "{T-score}", "{Z-score}", "{ratio}",
	}
}

// spelling gives the UCUM form of units as people write them.
func spelling(unit string) string {
	switch strings.ToLower(strings.ReplaceAll(unit, " ", "")) {
	case "years", "year", "yrs", "yr", "y":
		return "a"
	case "months", "month":
		return "mo"
	case "weeks", "week", "w":
		return "wk"
	case "days", "day":
		return "d"
	case "hours", "hour", "hrs", "hr":
		return "h"
	case "minutes", "mins":
		return "min"
	case "percent", "pc", "per cent":
		return "%"
	case "mmhg":
		return "mm[Hg]"
	case "iu/l":
		return "[IU]/L"
	case "iu/ml":
		return "[IU]/mL"
	case "c", "°c", "degc", "celsius":
		return "Cel"
	case "mcg/g", "µg/g", "μg/g", "microg/g":
		return "ug/g"
	case "mcg/l", "µg/l", "μg/l", "microg/l":
		return "ug/L"
	case "µmol/l", "μmol/l":
		return "umol/L"
	case "10^9/l", "x10^9/l", "10e9/l":
		return "10*9/L"
	case "10^12/l", "x10^12/l":
		return "10*12/L"
	case "bpm":
		return "/min"
	case "kg/m^2", "kg/m²":
		return "kg/m2"
	case "none", "ratio":
		return "1"
	}
	return ""
}

// units checks every unit that a number is said to be in. The units of convert
// are left alone: they are how laboratories happen to write.
func (ck *checker) units() {
	for _, f := range ck.d.findings {
		if f.Kind != KindNumber {
			continue
		}
		ck.unit(f.node.Get("unit"))
	}
	for _, p := range ck.d.pathways {
		for _, e := range entries(p.node.Get("parameters")) {
			ck.unit(e.Value.Get("unit"))
		}
	}
}

func (ck *checker) unit(n *lang.Node) {
	if n == nil || n.Refused || n.Kind != lang.Scalar || n.Null {
		return
	}
	known := knownUnits()
	if isKnownUnit(n.Value) {
		return
	}
	d := ck.c.Errorf("P233", n.Span, "%q is not a unit that is known here", n.Value)
	d.Help = "write it in UCUM, for example ug/L, mmol/L, kg/m2, a for years, wk for weeks; what is counted goes in braces: {episodes}"
	if ucum := spelling(n.Value); ucum != "" {
		d.Help = "in UCUM this is written " + ucum
	} else if near, ok := source.Nearest(n.Value, known); ok {
		d.Help = "did you mean \"" + near + "\"? Units are written in UCUM"
	}
}

func isKnownUnit(unit string) bool { return slices.Contains(knownUnits(), unit) || isCount(unit) }

// isCount says whether a unit only names what is counted, over a time or not:
// {episodes}, {episodes}/a.
func isCount(unit string) bool {
	ok, err := regexp.MatchString(`^\{[A-Za-z][A-Za-z0-9_ .-]*\}(/(a|mo|wk|d|h|\{[a-z_]+\}))?$`, unit)
	return err == nil && ok
}

// parameterUnits compares the unit of a parameter with that of each finding it
// stands beside in a comparison: 10 months for 10 years is no smaller a slip
// than a wrong number.
func (ck *checker) parameterUnits(p *pathwaySpec) {
	units := map[string]string{}
	for _, f := range ck.d.findings {
		units[f.ID] = f.Unit
	}
	for _, param := range p.parameters {
		if param.Unit == "" {
			continue
		}
		word := regexp.QuoteMeta(param.ID)
		beside, err := regexp.Compile(`\b([a-z][a-z0-9_]*)\s*(?:<=|>=|<|>|==|!=)\s*` + word + `\b|\b` + word + `\s*(?:<=|>=|<|>|==|!=)\s*([a-z][a-z0-9_]*)\b`)
		if err != nil {
			continue
		}
		for _, cond := range p.conditions() {
			for _, m := range beside.FindAllStringSubmatch(cond.Text, -1) {
				finding := m[1] + m[2]
				if unit, ok := units[finding]; ok && isKnownUnit(param.Unit) && unit != "" && unit != param.Unit {
					ck.c.Errorf("P234", spanOf(param.node), "parameter %q is in %s, and %s, which it is compared with, is in %s", param.ID, param.Unit, finding, unit).Help =
						"write the value and the unit as " + finding + " has them"
				}
			}
		}
	}
}

// conditions gives every condition that a pathway's file holds.
func (p *pathwaySpec) conditions() []*Condition {
	out := []*Condition{p.applies}
	for _, n := range p.notFor {
		out = append(out, n.When)
	}
	for _, c := range p.criteria {
		out = append(out, c.When)
	}
	for _, r := range slices.Concat(p.decide, p.also) {
		out = append(out, r.When)
	}
	return slices.DeleteFunc(out, func(c *Condition) bool { return c == nil })
}
