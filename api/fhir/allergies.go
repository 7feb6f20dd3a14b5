package fhir

import "strings"

// allergies collects what the record says of them.
type allergies struct {
	known       []Allergy
	none        string
	saidNone    bool
	unread      bool
	unavailable bool
}

// noKnownAllergy is the code for "No known allergy" as such.
const noKnownAllergy = "716186003"

// none is what an entry says that names no substance.
type none int

const (
	namesOne none = iota
	allAllergies
	someAllergies
	unsureAllergies
)

// saysNone tells "none known", in the ways that practices write it, from the
// name of a substance.
func saysNone(c concept) none {
	if c.is(noKnownAllergy) {
		return allAllergies
	}
	for _, code := range []string{"409137002", "428607008", "429625007"} { // drug, environmental, food
		if c.is(code) {
			return someAllergies
		}
	}
	for _, w := range c.words {
		switch w = strings.Trim(w, " .,;:-*()"); w {
		case "no known allergies", "no known allergy", "nka", "nkal", "nil known", "none known", "none", "nil", "no allergies",
			"no allergy", "nil known allergies", "no allergies known", "nil allergies":
			return allAllergies
		case "nkda", "no drug allergies", "nil known drug allergies", "no drug allergy":
			return someAllergies
		case "unknown", "not known", "not recorded", "not asked", "n/k", "n/a", "?":
			return unsureAllergies
		}
		if strings.HasPrefix(w, "no known ") {
			return someAllergies
		}
	}
	return namesOne
}

func (r *reader) allergy(e resource) {
	c := conceptOf(e.child("code"))
	if c.says == "" && len(c.codes) == 0 {
		c = conceptOf(e.child("reaction").child("substance"))
	}
	if e.says("verificationStatus", "refuted", "ruled-out") {
		r.add("AllergyIntolerance", c, whyRefuted)
		return
	}
	if e.says("clinicalStatus", "inactive", "resolved") {
		r.add("AllergyIntolerance", c, whyEnded)
		return
	}
	switch saysNone(c) {
	case namesOne:
	case allAllergies:
		r.allergies.saidNone = true
		r.allergies.none = max(r.allergies.none, e.dated("recordedDate", "assertedDate", "lastOccurrence").day)
		return
	case someAllergies:
		r.add("AllergyIntolerance", c, whyDrugAllergies)
		return
	case unsureAllergies:
		r.allergies.unread = true
		r.add("AllergyIntolerance", c, whyWrongValue)
		return
	}
	switch c.says {
	case "":
		r.allergies.unread = true
		r.add("AllergyIntolerance", c, whyNoCode)
	default:
		r.allergies.add(Allergy{Substance: c.says, Reaction: reactions(e.node)})
	}
}

func (a *allergies) add(one Allergy) {
	for i, have := range a.known {
		if have.Substance == one.Substance {
			if have.Reaction == "" {
				a.known[i] = one
			}
			return
		}
	}
	if len(a.known) < mostInLetter {
		a.known = append(a.known, one)
	}
}

func reactions(n node) string {
	var out []string
	for _, reaction := range n.children("reaction") {
		for _, m := range reaction.children("manifestation") {
			if says := conceptOf(m).says; says != "" && len(out) < 5 {
				out = append(out, says)
			}
		}
	}
	return strings.Join(out, ", ")
}

// list reads why a list of allergies or of medicines is empty; other lists say
// nothing here.
func (r *reader) list(e resource) {
	c := conceptOf(e.child("code"))
	if isMedicineList(c) {
		r.noMedicines = r.noMedicines || e.says("emptyReason", "nilknown")
		return
	}
	if !isAllergyList(c) {
		r.add("List", c, whyKind)
		return
	}
	switch {
	case e.says("emptyReason", "withheld", "unavailable", "closed"):
		r.allergies.unavailable = true
	case e.says("emptyReason", "nilknown"):
		r.allergies.saidNone = true
		r.allergies.none = max(r.allergies.none, e.dated("date").day)
	}
}

func isAllergyList(c concept) bool {
	for _, one := range c.codes {
		if one == (code{loinc, "48765-2"}) || one == (code{snomed, "886921000000105"}) {
			return true
		}
	}
	return false
}

// state gives one of the four states. An allergy outweighs "none known", and
// an entry that could not be read outweighs both of the empty states.
func (a allergies) state() Allergies {
	switch {
	case len(a.known) > 0:
		return Allergies{State: AllergiesKnown, Known: a.known}
	case a.unread, a.unavailable:
		return Allergies{State: AllergiesUnavailable}
	case a.saidNone:
		return Allergies{State: AllergiesNoneKnown, Confirmed: a.none}
	}
	return Allergies{State: AllergiesNotRecorded}
}
