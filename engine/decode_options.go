package engine

import "signpost.health/signpost/engine/lang"

// options reads what can be chosen.
func (d *decoder) options(n *lang.Node) []Option {
	var out []Option
	for _, e := range d.mapping(n, "options") {
		o := Option{ID: d.id(e.Key)}
		lang.Fields(e.Value, "option "+o.ID, d.c, map[string]func(*lang.Node){"says": d.str(&o.Says), "snomed": d.str(&o.SNOMED)})
		d.need(e.Value, "option "+o.ID, "says")
		out = append(out, o)
	}
	return out
}

// choosable refuses options whose ids an answer takes for something else: they
// could be shown and never be chosen.
func (d *decoder) choosable(f *findingSpec) {
	for _, e := range entries(f.node.Get("options")) {
		means, help := takenFor(e.Key.Value, f.Kind)
		if means == "" || e.Key.Refused {
			continue
		}
		d.c.Errorf("P204", e.Key.Span, "no option can be called %q: as an answer it %s", e.Key.Value, means).Help = help
	}
}

// takenFor says what an answer of a word means whatever the finding; nothing if
// it can be an option.
func takenFor(word string, kind Kind) (means, help string) {
	switch word {
	case "not_known", "unknown", "not_asked":
		return "says that nobody knows", "delete the option: every finding can be answered not known; " +
			"if it is something that was found out, name what that is, such as cause_not_found"
	case "null":
		return "is no answer", "name what the option is"
	case "yes", "no", "true", "false":
		return "is for yes/no findings", "make the finding `type: yes_no`, or name what the option is, such as `offered`"
	case "none":
		if kind == KindOptions {
			return "says that none of the options is there", "delete the option: choosing nothing says the same"
		}
	}
	return "", ""
}
