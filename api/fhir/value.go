package fhir

import (
	"strconv"
	"strings"

	"signpost.health/signpost/engine"
)

// reading is a value as the library may take it, or why it cannot.
type reading struct {
	raw any
	// given is how the record writes it.
	given string
	why   string
}

// valueKey names the element that holds an observation's value.
func valueKey(n node) string {
	for _, key := range []string{
		"valueQuantity", "valueCodeableConcept", "valueBoolean", "valueString", "valueInteger", "valueRange",
		"valueDateTime", "valueTime", "valuePeriod", "valueRatio", "valueSampledData",
	} {
		if n.has(key) {
			return key
		}
	}
	return ""
}

// readValue reads a value for the finding that its code names.
func readValue(h hit, n node, key string) reading {
	if h.option != "" {
		return readOptionCode(h, n)
	}
	switch h.finding.Kind {
	case engine.KindYesNo:
		return readYesNo(n)
	case engine.KindOption:
		return readOption(h.finding, n)
	case engine.KindNumber:
		return readNumber(h.finding, n, key)
	case engine.KindDate:
		if w := parseWhen(n.text("valueDateTime")); w.day != "" {
			return reading{raw: w.day, given: w.day}
		}
	case engine.KindText, engine.KindFile: // a report may stand in the record as its words
		if s := words(n); s != "" {
			return reading{raw: s, given: s}
		}
	case engine.KindOptions:
		return readOptions(h, n)
	}
	return reading{given: words(n), why: whyWrongValue}
}

// words are a value as text.
func words(n node) string {
	if s := n.text("valueString"); s != "" {
		return s
	}
	if s := conceptOf(n.child("valueCodeableConcept")).says; s != "" {
		return s
	}
	q := n.child("valueQuantity")
	return strings.TrimSpace(q.text("comparator") + q.number("value") + " " + q.text("unit"))
}

// readOptionCode reads an entry whose code is itself the option: Ex-smoker.
func readOptionCode(h hit, n node) reading {
	if yes, given := n.flag("valueBoolean"); given && yes {
		return reading{raw: h.option}
	}
	if c := conceptOf(n.child("valueCodeableConcept")); presence(c) == "yes" {
		return reading{raw: h.option}
	}
	return reading{given: words(n), why: whyWrongValue}
}

func readYesNo(n node) reading {
	if yes, given := n.flag("valueBoolean"); given {
		return reading{raw: yes}
	}
	if said := presence(conceptOf(n.child("valueCodeableConcept"))); said != "" {
		return reading{raw: said}
	}
	switch s := strings.ToLower(n.text("valueString")); s {
	case "yes", "no", "present", "absent":
		return reading{raw: s, given: s}
	}
	return reading{given: words(n), why: whyWrongValue}
}

// presence reads the qualifier values that say yes or no.
func presence(c concept) string {
	switch {
	case c.is("52101004"), c.is("373066001"), c.is("10828004"): // Present, Yes, Positive
		return "yes"
	case c.is("2667000"), c.is("373067005"), c.is("260385009"): // Absent, No, Negative
		return "no"
	}
	return ""
}

func readOption(f *engine.Finding, n node) reading {
	c := conceptOf(n.child("valueCodeableConcept"))
	said := append([]string{strings.ToLower(n.text("valueString"))}, c.words...)
	for _, o := range f.Options {
		if o.SNOMED != "" && c.is(o.SNOMED) {
			return reading{raw: o.ID, given: c.says}
		}
	}
	for _, o := range f.Options {
		for _, w := range said {
			if w != "" && (w == strings.ToLower(o.Says) || w == o.ID) {
				return reading{raw: o.ID, given: words(n)}
			}
		}
	}
	return reading{given: words(n), why: whyWrongValue}
}

// readOptions takes a list only from who names the finding itself: a single
// code leaves open what the others are.
func readOptions(h hit, n node) reading {
	said := words(n)
	if h.code != h.finding.ID || n.text("valueString") == "" {
		return reading{given: said, why: whyList}
	}
	var raw []any
	for one := range strings.SplitSeq(said, ",") {
		raw = append(raw, strings.TrimSpace(one))
	}
	return reading{raw: raw, given: said}
}

func readNumber(f *engine.Finding, n node, key string) reading {
	switch key {
	case "valueQuantity":
		return readQuantity(f, n.child(key))
	case "valueInteger":
		return readQuantity(f, node{"value": n[key]})
	case "valueRange":
		low, high := readQuantity(f, n.child(key).child("low")), readQuantity(f, n.child(key).child("high"))
		given := low.given + " to " + high.given
		from, ok := low.raw.(string)
		to, both := high.raw.(string)
		if ok && both {
			return reading{raw: from + ".." + to, given: given}
		}
		return reading{given: given, why: whyWrongValue}
	}
	return reading{given: words(n), why: whyWrongValue}
}

// readQuantity reads a number in the finding's own unit.
func readQuantity(f *engine.Finding, q node) reading {
	comparator, written := q.text("comparator"), q.number("value")
	unit := q.text("unit")
	if unit == "" {
		unit = q.text("code")
	}
	out := reading{given: strings.TrimSpace(comparator + written + " " + unit)}
	value, err := strconv.ParseFloat(written, 64)
	switch {
	case err != nil:
		out.why = whyWrongValue
		return out
	case comparator != "" && strings.Trim(comparator, "<>=") != "":
		out.why = whyWrongValue
		return out
	}
	factor, why := factorFor(f, q.text("code"), q.text("unit"))
	if why != "" {
		out.why = why
		return out
	}
	out.raw = comparator + plain(value*factor)
	return out
}

// plain writes a number without the noise of a conversion, and without an
// exponent.
func plain(v float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 12, 64), 64)
	if err != nil {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}
