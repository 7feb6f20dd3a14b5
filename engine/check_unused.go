package engine

import (
	"regexp"
	"slices"
	"strings"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// aliases warns of a name that finds more than one pathway: a GP who types it
// cannot tell them apart.
func (ck *checker) aliases() {
	first := map[string]*lang.Node{}
	for _, p := range ck.d.pathways {
		own := map[string]bool{}
		for _, n := range append(listed(p.node.Get("title")), listed(p.node.Get("aliases"))...) {
			name := strings.ToLower(strings.TrimSpace(n.Value))
			if name == "" {
				continue
			}
			before, taken := first[name]
			switch {
			case own[name]:
				ck.c.Warnf("P240", n.Span, "%q is a name of this pathway already", n.Value).Help = "remove it here"
			case taken:
				d := ck.c.Warnf("P240", n.Span, "%q is also a name of another pathway", n.Value)
				d.Related = append(d.Related, source.Related{Span: before.Span, Message: "it stands here too"})
				d.Help = "keep it where a GP would look for it; for a symptom that both share, use `symptoms`"
			}
			own[name] = true
			if !taken {
				first[name] = n
			}
		}
	}
}

// unused warns of names that nothing uses. It says nothing while there are
// errors: what names them may be what is wrong.
func (ck *checker) unused() {
	if ck.c.HasErrors() {
		return
	}
	u := use{findings: map[string]bool{}, names: map[string]bool{}, tests: map[string]bool{}}
	u.vocabulary(ck.d)
	for _, p := range ck.d.pathways {
		u.pathway(p)
		ck.unusedOf(p)
	}
	for _, s := range ck.d.services {
		u.condition(s.accepts)
	}
	for _, f := range ck.d.findings {
		if !u.findings[f.ID] && f.FromPatient == "" {
			ck.idle(f.key, "finding", f.ID, "no condition reads it and no outcome requires it")
		}
	}
	for _, c := range ck.d.criteria {
		if !u.names[c.ID] {
			ck.idle(c.node, "criterion", c.ID, "no condition names it")
		}
	}
	for _, b := range ck.d.bands {
		if !u.names[b.ID] {
			ck.idle(b.node, "band", b.ID, "no condition names it")
		}
	}
	for _, id := range keys(ck.d.testNodes) {
		if !u.tests[id] {
			ck.idle(ck.d.testNodes[id], "test", id, "no finding is obtained by it and no outcome asks for it")
		}
	}
}

func (ck *checker) idle(at *lang.Node, what, id, why string) {
	ck.c.Warnf("P241", spanOf(at), "%s %q is not used: %s", what, id, why).Help = "use it, or remove it"
}

// use is what a library names somewhere.
type use struct {
	findings, names, tests map[string]bool
}

func (u use) condition(c *Condition) {
	if c == nil || c.cond == nil {
		return
	}
	for _, l := range c.cond.Levels() {
		u.findings[l.Finding] = true
	}
	for _, n := range c.cond.Names() {
		u.names[n] = true
	}
}

func (u use) vocabulary(d *decoder) {
	for _, f := range d.findings {
		u.condition(f.onlyIf)
		u.condition(f.derive)
		u.tests[f.ObtainedBy] = true
		for _, to := range f.Implies {
			u.findings[to] = true
		}
		if len(f.Implies) > 0 {
			u.findings[f.ID] = true
		}
	}
	for _, c := range d.criteria {
		u.condition(c.When)
	}
	for _, c := range d.constraints {
		u.condition(c.When)
	}
	for _, b := range d.bands {
		u.findings[b.Finding], u.findings[b.By] = true, true
	}
}

func (u use) pathway(p *pathwaySpec) {
	for _, c := range p.conditions() {
		u.condition(c)
	}
	for _, o := range p.outcomes {
		for _, f := range o.Requires {
			u.findings[f] = true
		}
		for _, t := range o.Tests {
			u.tests[t] = true
		}
	}
}

// unusedOf looks over what a pathway defines for itself.
func (ck *checker) unusedOf(p *pathwaySpec) {
	led, named, cited := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, r := range slices.Concat(p.decide, p.also) {
		led[r.Outcome] = true
		cite(cited, r.Evidence)
	}
	for _, n := range p.notFor {
		led[n.Outcome] = true
		cite(cited, n.Evidence)
	}
	for _, o := range p.outcomes {
		led[o.Alternative] = true
	}
	var texts []string
	for _, c := range p.conditions() {
		texts = append(texts, c.Text)
		if c.cond != nil {
			for _, n := range c.cond.Names() {
				named[n] = true
			}
		}
	}
	for _, o := range p.outcomes {
		if !led[o.ID] {
			ck.idle(o.node, "outcome", o.ID, "no row, not_for entry or alternative leads to it")
		}
	}
	for _, c := range p.criteria {
		cite(cited, c.Evidence)
		if !named[c.ID] {
			ck.idle(c.node, "criterion", c.ID, "no condition names it")
		}
	}
	all := strings.Join(texts, "\n")
	for _, param := range p.parameters {
		cite(cited, param.Evidence)
		if word, err := regexp.Compile(`\b` + regexp.QuoteMeta(param.ID) + `\b`); err == nil && !word.MatchString(all) {
			ck.idle(param.node, "parameter", param.ID, "no condition names it")
		}
	}
	for _, e := range entries(p.node.Get("evidence")) {
		if !cited[e.Key.Value] {
			ck.idle(e.Key, "evidence source", e.Key.Value, "nothing cites it")
		}
	}
	ck.idleGroups(p)
}

func cite(into map[string]bool, cites []Citation) {
	for _, c := range cites {
		into[c.ID] = true
	}
}

// idleGroups warns of findings that a pathway groups and never asks.
func (ck *checker) idleGroups(p *pathwaySpec) {
	asked := map[string]bool{}
	for _, c := range p.conditions() {
		ck.reads(c, asked)
	}
	for _, o := range p.outcomes {
		for _, f := range o.Requires {
			asked[f] = true
		}
	}
	first := map[string]string{}
	for _, g := range p.groups {
		for i, f := range g.Findings {
			title, twice := first[f]
			switch {
			case i >= len(g.nodes):
			case !asked[f]:
				ck.idle(g.nodes[i], "finding", f, "this pathway never asks it, so it does nothing in ask_together")
			case twice:
				ck.c.Warnf("P241", g.nodes[i].Span, "finding %q is asked twice: it stands under %q already", f, title).Help =
					"leave it where it should be asked, and remove it here"
			default:
				first[f] = g.Title
			}
		}
	}
}

// reads marks the findings of a condition: those it names, those of the
// criteria it names, those that a derived finding is made of and those that
// imply one of them.
func (ck *checker) reads(c *Condition, into map[string]bool) {
	if c == nil || c.cond == nil {
		return
	}
	for _, l := range c.cond.Levels() {
		ck.asks(l.Finding, into)
	}
	for _, n := range c.cond.Names() {
		ck.reads(ck.lib.named[n], into)
	}
}

func (ck *checker) asks(finding string, into map[string]bool) {
	if into[finding] {
		return
	}
	into[finding] = true
	for _, from := range ck.lib.impliedBy[finding] {
		ck.asks(from, into)
	}
	if f := ck.lib.findings[finding]; f != nil {
		for _, part := range f.derivedFindings {
			ck.asks(part, into)
		}
	}
}
