package fhir

import "slices"

// medicine reads a current medicine for the letter. One that has ended is
// understood and left out.
func (r *reader) medicine(e resource) {
	c := conceptOf(e.child("medicationCodeableConcept"))
	if c.says == "" {
		c = r.medication(e)
	}
	if never, _ := e.flag("doNotPerform"); never {
		r.add(e.kind, c, whyNegated)
		return
	}
	if e.says("taken", "n", "na") { // STU3 has it beside the status
		r.add(e.kind, c, whyNegated)
		return
	}
	if intents := e.statuses("intent"); len(intents) > 0 && !e.says("intent", "order", "original-order", "reflex-order", "filler-order", "instance-order") {
		r.add(e.kind, c, whyNotOrdered)
		return
	}
	switch e.text("status") {
	case "active", "":
	case "on-hold", "unknown", "draft", "intended":
		r.add(e.kind, c, whyNotConfirmed)
		return
	default:
		return
	}
	if c.says == "" {
		r.add(e.kind, c, whyNoCode)
		return
	}
	text := c.says
	for _, key := range []string{"dosageInstruction", "dosage"} {
		if how := e.child(key).text("text"); how != "" {
			text += ", " + how
		}
	}
	r.medicines = append(r.medicines, Entry{text, e.dated("authoredOn", "effectiveDateTime", "effectivePeriod", "dateAsserted").day, c.first})
}

// isMedicineList tells the list of current medicines by its code.
func isMedicineList(c concept) bool {
	return slices.Contains(c.codes, code{loinc, "10160-0"}) || slices.Contains(c.codes, code{snomed, "933361000000108"})
}

// medication follows a reference to the medicine: contained, or an entry of
// the bundle.
func (r *reader) medication(e resource) concept {
	reference := e.child("medicationReference")
	for _, inner := range e.children("contained") {
		if id := inner.text("id"); id != "" && reference.text("reference") == "#"+id {
			return conceptOf(inner.child("code"))
		}
	}
	if m, ok := r.drugs[reference.text("reference")]; ok {
		return m
	}
	if says := reference.text("display"); says != "" {
		return concept{says: says}
	}
	return concept{}
}

// drugsOf gives the medicines of the bundle by each way to refer to them.
func drugsOf(entries []resource) map[string]concept {
	out := map[string]concept{}
	for _, e := range entries {
		if e.kind != "Medication" {
			continue
		}
		c := conceptOf(e.child("code"))
		for _, name := range []string{e.fullURL, "Medication/" + e.id, "urn:uuid:" + e.id} {
			out[name] = c
		}
	}
	return out
}
