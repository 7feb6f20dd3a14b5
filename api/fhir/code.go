package fhir

import (
	"strings"

	"signpost.health/signpost/engine"
)

// terminology is a code system that findings are written in.
type terminology string

const (
	snomed terminology = "snomed"
	loinc  terminology = "loinc"
	// own names a finding by its id, for a record system that keeps
	// Signpost's answers.
	own terminology = "finding"
)

// OwnSystem is the code system in which a code is a finding's id.
const OwnSystem = "urn:signpost:finding"

// terminologyOf reads a system's address, in the forms that records have it.
func terminologyOf(system string) terminology {
	s := strings.TrimSuffix(strings.ToLower(system), "/")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
	switch {
	case s == "snomed.info/sct", strings.HasPrefix(s, "snomed.info/sct/"), s == "urn:oid:2.16.840.1.113883.6.96":
		return snomed
	case s == "loinc.org", s == "urn:oid:2.16.840.1.113883.6.1":
		return loinc
	case s == OwnSystem:
		return own
	}
	return ""
}

// code is one code of the record.
type code struct {
	in   terminology
	code string
}

// concept is what a CodeableConcept says.
type concept struct {
	codes []code
	// first is the first code of any system, says its words.
	first, says string
	// words are all that it says, lower case.
	words []string
}

// mostCodings is how many codes of one entry are looked at.
const mostCodings = 50

func conceptOf(n node) concept {
	var c concept
	codings := n.children("coding")
	for _, coding := range codings[:min(len(codings), mostCodings)] {
		id, display := coding.text("code"), coding.text("display")
		if in := terminologyOf(coding.text("system")); in != "" && id != "" {
			c.codes = append(c.codes, code{in, id})
		}
		if c.first == "" {
			c.first = id
		}
		c.say(display)
	}
	c.say(n.text("text"))
	return c
}

func (c *concept) say(words string) {
	if words == "" {
		return
	}
	if c.says == "" {
		c.says = words
	}
	c.words = append(c.words, strings.ToLower(words))
}

// is says whether one of the codes is this SNOMED CT code.
func (c concept) is(id string) bool {
	for _, one := range c.codes {
		if one.in == snomed && one.code == id {
			return true
		}
	}
	return false
}

// ours says whether the record names one of our findings itself.
func (c concept) ours() bool {
	return len(c.codes) > 0 && c.codes[0].in == own
}

// shown is the code that an answer is shown to come from: of ours, the one
// that stands beside it.
func (c concept) shown(h hit) string {
	if !c.ours() {
		return h.code
	}
	for _, one := range c.codes {
		if one.in != own {
			return one.code
		}
	}
	return ""
}

// otherwise says why a concept is not about the patient as they are now,
// however well its code fits; empty when it is.
func (c concept) otherwise() string {
	for _, w := range c.words {
		switch {
		case startsWith(w, "family history", "fh:", "fh ", "f/h", "maternal history", "paternal history"):
			return whyFamily
		case startsWith(w, "no ", "not ", "absence of", "denies", "negative for", "never had", "without "):
			return whyNegated
		case startsWith(w, "history of", "h/o", "past history", "personal history", "previous "):
			return whyPast
		case startsWith(w, "suspected", "possible", "query ", "?", "exclude", "at risk", "risk of", "screening for"):
			return whyNotConfirmed
		}
	}
	return ""
}

func startsWith(s string, starts ...string) bool {
	for _, start := range starts {
		if strings.HasPrefix(s, start) {
			return true
		}
	}
	return false
}

// target is what a code answers: a finding, or one option of it.
type target struct {
	finding *engine.Finding
	option  string
}

type index map[code][]target

// indexOf gives for each code of the vocabulary what it answers.
func indexOf(findings []*engine.Finding) index {
	x := index{}
	for _, f := range findings {
		if f.FromPatient != "" || f.Derive != "" {
			continue
		}
		x.add(code{own, f.ID}, target{finding: f})
		if f.SNOMED != "" {
			x.add(code{snomed, f.SNOMED}, target{finding: f})
		}
		for _, id := range f.FromRecord.SNOMED {
			x.add(code{snomed, id}, target{finding: f})
		}
		for _, id := range f.FromRecord.LOINC {
			x.add(code{loinc, id}, target{finding: f})
		}
		for _, o := range f.Options {
			if o.SNOMED != "" {
				x.add(code{snomed, o.SNOMED}, target{f, o.ID})
			}
		}
	}
	return x
}

func (x index) add(c code, t target) {
	for _, have := range x[c] {
		if have == t {
			return
		}
	}
	x[c] = append(x[c], t)
}

// hit is a target with the code that led to it.
type hit struct {
	target
	code string
}

// find gives what a concept answers, each finding once.
func (x index) find(c concept) []hit {
	var out []hit
	seen := map[*engine.Finding]bool{}
	for _, one := range c.codes {
		for _, t := range x[one] {
			if !seen[t.finding] {
				seen[t.finding] = true
				out = append(out, hit{t, one.code})
			}
		}
	}
	return out
}
