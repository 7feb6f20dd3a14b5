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
		if key == "" {
			r.present("Observation", h, c, at)
			continue
		}
		r.answer("Observation", h, c, at, readValue(h, n, key))
	}
}
