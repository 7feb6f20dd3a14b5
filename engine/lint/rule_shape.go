package lint

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// fileName: a file is found by the name of what it holds.
func fileName(c *checker) {
	for _, f := range c.files {
		want := ""
		switch f.kind {
		case "pathway":
			want = ".yaml"
		case "examples", "proof", "approval":
			want = "." + f.kind + ".yaml"
		default:
			continue
		}
		id := f.root.Entries[0].Value
		base := path.Base(f.Path)
		if id.Value != "" && base != id.Value+want && base != id.Value+strings.Replace(want, ".yaml", ".yml", 1) {
			c.report(id.Span, "call the file "+id.Value+want, "the file %s is not named after what it holds", base)
		}
	}
}

// usualOrder is the order in which the keys of each block are read most easily.
func usualOrder(block string) []string {
	switch block {
	case "pathway":
		return []string{
			"pathway", "version", "title", "aliases", "symptoms", "specialty", "purpose", "not_meant_for", "owner", "review_by", "status",
			"applies_to", "not_for", "evidence", "parameters", "ask_together", "criteria", "decide", "also", "outcomes", "letter",
		}
	case "row":
		return []string{"id", "red_flag", "when", "outcome", "evidence", "strength", "because", "note"}
	case "outcome":
		return []string{
			"action", "within", "strength", "summary", "question", "route", "tests", "requires", "steps", "tell_patient", "safety_net",
			"chase_after", "alternative", "leaflets",
		}
	case "criterion":
		return []string{"says", "when", "evidence"}
	case "case":
		return []string{"name", "patient", "today", "answers", "others", "expect", "source", "matrix", "confirmed", "skip"}
	}
	return nil
}

// keyOrder: what always stands in the same place is found at once.
func keyOrder(c *checker) {
	for _, f := range c.of("pathway") {
		c.inOrder(f.root, "pathway")
		for _, block := range []string{"decide", "also"} {
			rows(f, block, func(item *lang.Node) { c.inOrder(item, "row") })
		}
	}
	c.entries("pathway", "outcomes", func(_, body *lang.Node) { c.inOrder(body, "outcome") })
	c.entries("pathway", "criteria", func(_, body *lang.Node) { c.inOrder(body, "criterion") })
	c.entries("vocabulary", "criteria", func(_, body *lang.Node) { c.inOrder(body, "criterion") })
	for _, f := range c.of("examples") {
		rows(f, "cases", func(item *lang.Node) { c.inOrder(item, "case") })
	}
}

func (c *checker) inOrder(n *lang.Node, block string) {
	order := usualOrder(block)
	last := -1
	for _, e := range n.Entries {
		at := slices.Index(order, e.Key.Value)
		if at < 0 {
			continue
		}
		if at < last {
			c.report(e.Key.Span, "the usual order is: "+strings.Join(present(order, n), ", "), "`%s` stands after `%s`", e.Key.Value, order[last])
			return
		}
		last = at
	}
}

// present keeps of an order the keys that a node has.
func present(order []string, n *lang.Node) []string {
	return slices.DeleteFunc(slices.Clone(order), func(key string) bool { return n.Get(key) == nil })
}

// emptyName: a name that only counts says nothing in a letter, a proof or a
// difference.
func emptyName(c *checker) {
	counts := regexp.MustCompile(`^(row|rule|criterion|crit|condition|cond|outcome|out|case|step|option|finding|question|q|r|c|o|x)_?\d*$`)
	look := func(id *lang.Node) {
		if id != nil && counts.MatchString(id.Value) {
			c.report(id.Span, "say what it is about, for example `long_cough`", "the name %q says nothing", id.Value)
		}
	}
	for _, block := range []string{"criteria", "outcomes", "parameters"} {
		c.entries("pathway", block, func(key, _ *lang.Node) { look(key) })
	}
	for _, block := range []string{"findings", "criteria", "bands"} {
		c.entries("vocabulary", block, func(key, _ *lang.Node) { look(key) })
	}
	for _, f := range c.of("pathway") {
		for _, block := range []string{"not_for", "decide", "also"} {
			rows(f, block, func(item *lang.Node) { look(item.Get("id")) })
		}
	}
}

// mostOnScreen is how many questions fit on one screen beside their answers.
const mostOnScreen = 20

// longScreen: what has to be scrolled is skipped.
func longScreen(c *checker) {
	for _, f := range c.of("pathway") {
		rows(f, "ask_together", func(item *lang.Node) {
			if list := item.Get("findings"); list != nil && len(list.Items) > mostOnScreen {
				c.report(list.Span, "make two screens of it, what matters most first", "%d questions on one screen", len(list.Items))
			}
		})
	}
}

// tickList: a number cannot be ticked.
func tickList(c *checker) {
	for _, f := range c.of("pathway") {
		rows(f, "ask_together", func(item *lang.Node) {
			style, list := item.Get("style"), item.Get("findings")
			if style == nil || style.Value != "tick_list" || list == nil {
				return
			}
			for _, n := range list.Items {
				if found, ok := c.lib.Finding(n.Value); ok && found.Kind != engine.KindYesNo && found.Kind != engine.KindOptions {
					c.report(n.Span, "ask it on another screen, or take `style: tick_list` away", "%s is of type %s and cannot be ticked", n.Value, found.Kind)
				}
			}
		})
	}
}

// approvedDraft: version 0 is for what is still being written.
func approvedDraft(c *checker) {
	for _, f := range c.of("pathway") {
		status, version := f.root.Get("status"), f.root.Get("version")
		if status != nil && version != nil && status.Value == "approved" && strings.HasPrefix(version.Value, "0.") {
			c.report(version.Span, "make it \"1.0.0\"", "an approved pathway has version %s", version.Value)
		}
	}
}

// noExamples: without a worked patient nobody has seen what the pathway does.
func noExamples(c *checker) {
	has := map[string]bool{}
	for _, f := range c.of("examples") {
		has[f.root.Entries[0].Value.Value] = true
	}
	c.pathways(func(p *engine.Pathway, f *file) {
		if id := p.About().ID; !has[id] && p.About().Status != "retired" {
			c.report(f.root.Entries[0].Value.Span, "write some in "+id+".examples.yaml", "pathway %q has no examples", id)
		}
	})
}

// sameCaseName: a failure names its case.
func sameCaseName(c *checker) {
	for _, f := range c.of("examples") {
		first := map[string]*lang.Node{}
		rows(f, "cases", func(item *lang.Node) {
			name := item.Get("name")
			if name == nil {
				return
			}
			if before, again := first[name.Value]; again {
				d := c.found.Warnf(c.code, name.Span, "two cases have this name")
				d.Related = []source.Related{{Span: before.Span, Message: "it stands here first"}}
				d.Help = "say in the name what sets this patient apart"
				return
			}
			first[name.Value] = name
		})
	}
}

// insecureLink: what a patient opens must come from who it says it does.
func insecureLink(c *checker) {
	c.texts([]string{"url"}, func(t text) {
		if !strings.HasPrefix(t.node.Value, "https://") {
			c.report(t.node.Span, "write an address that begins with https://", "this address is not a secure one")
		}
	})
}

// repeatedEntry: the second does nothing.
func repeatedEntry(c *checker) {
	lists := []string{"requires", "tests", "findings", "aliases", "symptoms", "implies", "clinics", "steps"}
	for _, f := range c.files {
		var look func(n *lang.Node, key string)
		look = func(n *lang.Node, key string) {
			seen := map[string]bool{}
			for _, item := range n.Items {
				if slices.Contains(lists, key) && item.Kind == lang.Scalar {
					if seen[item.Value] {
						c.report(item.Span, "take it away", "%q stands in this list already", item.Value)
					}
					seen[item.Value] = true
				}
				look(item, key)
			}
			for _, e := range n.Entries {
				look(e.Value, e.Key.Value)
			}
		}
		look(f.root, "")
	}
}

// noPatientWords: the patient's copy names what was found in their own words.
func noPatientWords(c *checker) {
	c.entries("vocabulary", "findings", func(key, body *lang.Node) {
		if body.Get("patient_words") == nil {
			c.report(key.Span, "add `patient_words`, as the patient would say it", "finding %q has no words for the patient", key.Value)
		}
	})
}
