package approval

import (
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// Check says which approvals no longer hold, which pathways say approved and
// are not, and which approvals are for nothing.
func Check(lib *engine.Library, sheets []*Sheet, c *source.Collector) {
	var ids []string
	for _, p := range lib.Pathways() {
		ids = append(ids, p.About().ID)
	}
	for _, s := range sheets {
		if _, ok := lib.Pathway(s.Pathway); !ok {
			d := c.Errorf(codeNoPathway, s.node.Get("approval").Span, "there is no pathway %q for these approvals", s.Pathway)
			if near, ok := source.Nearest(s.Pathway, ids); ok {
				d.Help = "did you mean \"" + near + "\"?"
			} else {
				d.Help = "remove the file, or load the pathway with it"
			}
		}
	}
	for _, p := range lib.Pathways() {
		checkPathway(p, sheets, c)
	}
}

func checkPathway(p *engine.Pathway, sheets []*Sheet, c *source.Collector) {
	id := p.Identity()
	s := Of(id, sheets)
	for _, r := range s.Missing {
		v, ok := s.Latest(r)
		if !ok {
			continue
		}
		d := c.Warnf(codeVoid, v.keySpan(v.Changed[0]), "the approval by %s for %s no longer holds: the %s of %q changed since", v.Name, r.Who(), strings.Join(v.Changed, " and the "), id.ID)
		d.Help = "see `signpost diff` for what changed, then sign again: signpost sign " + id.ID + " --role " + string(r) + " ..."
		for _, what := range v.Changed {
			d.Related = append(d.Related, source.Related{Span: keySpan(p, "pathway"), Message: "the " + what + " is now " + hashOf(id, what)})
		}
	}
	onePerson(s, c)
	if id.Status == "approved" && !s.Approved() {
		var who []string
		for _, r := range s.Missing {
			who = append(who, r.Who())
		}
		d := c.Errorf(codeNotApproved, keySpan(p, "status"), "%q says approved, and as it stands is not signed by %s", id.ID, strings.Join(who, " or "))
		d.Help = "write `status: in_review`, or have it signed: signpost sign " + id.ID + " --role " + string(s.Missing[0]) + " ..."
	}
}

// keySpan is where the value of one of the approval's keys stands.
func (a Approval) keySpan(key string) source.Span {
	if n := a.node.Get(key); n != nil {
		return n.Span
	}
	return a.Span()
}

func (a Approval) nameSpan() source.Span { return a.keySpan("name") }

// onePerson reports a second role signed by the same person.
func onePerson(s Standing, c *source.Collector) {
	for i, a := range s.Current {
		for _, b := range s.Current[:i] {
			if a.Role != b.Role && person(a.Name) == person(b.Name) {
				d := c.Errorf(codeOnePerson, a.nameSpan(), "%s signed for both roles", a.Name)
				d.Related = append(d.Related, source.Related{Span: b.nameSpan(), Message: "signed here for " + b.Role.Who()})
				d.Help = "a GP and somebody of the receiving service sign, two people"
			}
		}
	}
}

func hashOf(id engine.Identity, what string) string {
	if what == "content" {
		return id.Content
	}
	return id.Behaviour
}

// keySpan is where a key of the pathway's file stands.
func keySpan(p *engine.Pathway, key string) source.Span {
	root := lang.Parse(p.File(), &source.Collector{})
	if n := root.Get(key); n != nil {
		return n.Span
	}
	return source.Span{File: p.File()}
}
