package fhir

// observation reads a result or finding, and each of its components.
func (r *reader) observation(e resource) {
	c := conceptOf(e.child("code"))
	switch e.text("status") {
	case "final", "amended", "corrected", "":
	default:
		r.add("Observation", c, whyNotFinal)
		return
	}
	at := e.dated("effectiveDateTime", "effectiveInstant", "effectivePeriod", "issued")
	parts := e.children("component")
	if len(parts) == 0 || valueKey(e.node) != "" {
		r.measured(e.node, c, at)
	}
	for _, part := range parts {
		r.measured(part, conceptOf(part.child("code")), at)
	}
}

// measured reads one code with its value, or the code alone.
func (r *reader) measured(n node, c concept, at when) {
	hits := r.index.find(c)
	if len(hits) == 0 {
		r.unmatched("Observation", c)
		return
	}
	why := c.otherwise()
	if why == whyPast && isOption(hits) || c.ours() {
		why = "" // the value says it, whatever the words
	}
	key := valueKey(n)
	if key == "" && n.has("dataAbsentReason") {
		why = whyNoValue
	}
	if why != "" {
		r.add("Observation", c, why)
		return
	}
	for _, h := range hits {
		if said := contradicted(h, n, key); said.why != "" {
			r.answer("Observation", h, c, at, said)
			continue
		}
		if key == "" {
			r.present("Observation", h, c, at)
			continue
		}
		r.answer("Observation", h, c, at, readValue(h, n, key))
	}
}

// contradicted reads an interpretation that speaks against presence. It is not
// known then, and nothing older stands for it.
func contradicted(h hit, n node, key string) reading {
	const kind = "interpretation"
	if len(n.statuses(kind)) == 0 {
		return reading{}
	}
	against := n.says(kind, "neg", "negative", "nd", "not-detected", "nr", "non-reactive", "absent")
	if key == "" {
		against = against || !n.says(kind, "pos", "positive", "det", "detected", "rr", "reactive", "present", "a", "abnormal", "aa", "critical-abnormal")
	} else {
		said := readValue(h, n, key)
		yes, ok := said.raw.(bool)
		against = against && (h.option != "" || ok && yes || said.raw == "yes" || said.raw == "present")
	}
	if !against {
		return reading{}
	}
	return reading{given: n.child(kind).text("text"), why: whyNegative}
}
