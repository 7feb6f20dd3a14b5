package fhir

import "strings"

// elsewhere says why an entry is not about the patient; empty when it is. An
// entry that says nothing of whose it is belongs to the only patient there is.
func (r *reader) elsewhere(e resource) string {
	stated := false
	for _, key := range []string{"subject", "patient"} {
		if e.node[key] == nil {
			continue
		}
		stated = true
		if why := r.other(e.child(key)); why != "" {
			return why
		}
	}
	for _, focus := range e.children("focus") {
		if r.other(focus) != "" {
			return whyFocus
		}
	}
	for _, x := range e.children("extension") {
		if strings.HasSuffix(x.text("url"), "/observation-focusCode") { // the mother, a donor
			return whyFocus
		}
	}
	if !stated && r.patients > 1 {
		return whyWhose
	}
	return ""
}

// other says why a reference is not to the patient. It may be an address, an
// identifier, or both; a name by itself is nobody in particular.
func (r *reader) other(about node) string {
	reference := about.text("reference")
	if reference != "" && !r.subject.named(reference) {
		return whyElsewhere
	}
	identifier := about.child("identifier")
	value := identifier.text("value")
	switch {
	case value == "" && reference == "":
		return whyWhose
	case value == "", r.identified(identifier):
		return ""
	case reference == "", r.numbered(identifier.text("system")):
		return whyElsewhere
	}
	return "" // a number that the patient's own entry does not have says nothing against the address
}

// identified says whether one of the patient's identifiers is this one.
func (r *reader) identified(i node) bool {
	for _, own := range r.subject.children("identifier") {
		if own.text("value") != "" && sameNumber(own.text("value"), i.text("value")) && sameSystem(own.text("system"), i.text("system")) {
			return true
		}
	}
	return false
}

// numbered says whether the patient has an identifier of a system.
func (r *reader) numbered(system string) bool {
	for _, own := range r.subject.children("identifier") {
		if sameSystem(own.text("system"), system) {
			return true
		}
	}
	return false
}

func sameNumber(a, b string) bool {
	return strings.ReplaceAll(a, " ", "") == strings.ReplaceAll(b, " ", "")
}

// sameSystem needs both to be named: two numbers alike of unknown systems are
// not the same number.
func sameSystem(a, b string) bool { return a != "" && strings.EqualFold(a, b) }
