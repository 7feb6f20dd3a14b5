package examples

import (
	"strings"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// freeze gives every case its day. A case in which anything is dated must have
// one: an example that ages with the calendar fails one morning for no reason.
func (s *Suite) freeze(c *source.Collector) {
	for _, k := range s.Cases {
		if k.Today.IsZero() {
			k.Today = s.Today
		}
		if !k.Today.IsZero() {
			continue
		}
		if k.Patient.Born != "" {
			c.Errorf("P307", k.Span(), "this case has a date of birth and no day to count from").Help =
				"add `today: 2026-11-21` to the case, or once at the top of the file"
		}
		for _, id := range sortedKeys(k.Answers) {
			if answer, ok := k.Answers[id].(map[string]any); ok && answer["date"] != nil {
				c.Errorf("P307", k.at(id), "the answer is dated and the case has no day to count from").Help =
					"add `today: 2026-11-21` to the case, or once at the top of the file"
			}
		}
	}
}

// readSkip reads why a case is left out. Yes is no reason.
func readSkip(n *lang.Node, c *source.Collector) string {
	why := lang.String(n, c)
	switch strings.ToLower(why) {
	case "yes", "true", "no", "false", "x":
		c.Errorf("P309", n.Span, "a case is left out for a reason").Help = "write the reason, for example `skip: the source is being rewritten`; to run the case, take the line away"
	}
	return why
}
