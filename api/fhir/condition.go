package fhir

import "strings"

// condition reads a diagnosis or complaint. One that was refuted or has ended
// answers nothing, and takes the place of what was recorded before it.
func (r *reader) condition(e resource) {
	c := conceptOf(e.child("code"))
	at := e.dated("recordedDate", "assertedDate", "onsetDateTime", "onsetPeriod")
	why := standing(e)
	if why == "" {
		why = c.otherwise()
	}
	hits := r.index.find(c)
	if why == whyPast && isOption(hits) {
		why = "" // "previous smoker" is what the option says
	}
	if (why == "" || why == whyEnded || why == whyPast) && c.says != "" {
		r.history = append(r.history, Entry{c.says, e.dated("onsetDateTime", "onsetPeriod", "recordedDate", "assertedDate").day, c.first})
	}
	if len(hits) == 0 {
		r.unmatched("Condition", c)
		return
	}
	if why != "" {
		r.add("Condition", c, why)
		for _, h := range hits {
			if why == whyRefuted || why == whyEnded {
				r.keep(h, candidate{when: at, void: true})
			}
		}
		return
	}
	for _, h := range hits {
		r.present("Condition", h, c, at)
	}
}

func isOption(hits []hit) bool {
	for _, h := range hits {
		if h.option == "" {
			return false
		}
	}
	return len(hits) > 0
}

func (r *reader) unmatched(kind string, c concept) {
	if len(c.codes) == 0 && c.first == "" {
		r.add(kind, c, whyNoCode)
		return
	}
	r.add(kind, c, whyNoFinding)
}

// standing says why a condition is not present now; empty when it is. A
// status that is not known is no reason to take it for present.
func standing(e resource) string {
	const verified, course = "verificationStatus", "clinicalStatus"
	switch {
	case e.says(verified, "refuted", "ruled-out"):
		return whyRefuted
	case e.says(verified, "unconfirmed", "provisional", "differential", "unknown"):
		return whyNotConfirmed
	case len(e.statuses(verified)) > 0 && !e.says(verified, "confirmed"):
		return whyStatus
	case e.says(course, "inactive", "remission", "resolved"):
		return whyEnded
	}
	for key := range e.node {
		if strings.HasPrefix(key, "abatement") {
			return whyEnded
		}
	}
	if len(e.statuses(course)) > 0 && !e.says(course, "active", "recurrence", "relapse") {
		return whyStatus
	}
	return ""
}

// present takes a code by itself for the presence of what it names.
func (r *reader) present(kind string, h hit, c concept, at when) {
	switch {
	case h.option != "" && h.finding.Kind == "option":
		r.answer(kind, h, c, at, reading{raw: h.option})
	case h.option == "" && h.finding.Kind == "yes_no":
		r.answer(kind, h, c, at, reading{raw: true})
	case h.finding.Kind == "options":
		r.add(kind, c, whyList)
	default:
		r.add(kind, c, whyNoValue)
	}
}
