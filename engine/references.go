package engine

import (
	"strings"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// references checks that every name leads somewhere.
func (ld *loader) references() {
	l := ld.lib
	for _, id := range l.findingIDs {
		f := l.findings[id]
		for i, to := range f.Implies {
			ld.refersTo(f.impliesNodes[i], to, "finding", l.findingIDs)
			if g := l.findings[to]; g != nil && g.Kind != "" && f.Kind != "" && (g.Kind != KindYesNo || f.Kind != KindYesNo) {
				ld.c.Errorf("P223", f.impliesNodes[i].Span, "only a yes/no finding can imply, and only a yes/no finding").Help =
					"take it out, or give both `type: yes_no`"
			}
		}
		if f.ObtainedBy != "" {
			ld.refersTo(f.obtainedByNode, f.ObtainedBy, "test", keys(l.tests))
		}
		ld.cite(f.evidence, l.evidence, f.key)
	}
	for _, id := range keys(l.criteria) {
		ld.cite(l.criteria[id].Evidence, l.evidence, l.criteria[id].node)
	}
	for _, id := range keys(l.bands) {
		b := l.bands[id]
		ld.refersTo(b.node, b.Finding, "finding", l.findingIDs)
		ld.refersTo(b.node, b.By, "finding", l.findingIDs)
		ld.cite(b.Evidence, l.evidence, b.node)
	}
	for _, id := range l.serviceIDs {
		if s := l.services[id]; s.Instead != "" {
			ld.refersTo(s.insteadNode, s.Instead, "service", l.serviceIDs)
		}
	}
	ld.overlays()
}

// refersTo reports a name that nothing has, with the nearest that something
// has.
func (ld *loader) refersTo(at *lang.Node, id, what string, known []string) {
	for _, k := range known {
		if k == id {
			return
		}
	}
	p := ld.c.Errorf("P224", spanOf(at), "there is no %s %q", what, id)
	near, ok := source.Nearest(id, known)
	disguised, isDisguised := source.FindLookalike(id)
	switch {
	case strings.Contains(id, ","):
		p.Help = "write a list, in brackets: [" + id + "]"
	case isDisguised:
		p.Help = disguised.String() + "; " + disguised.Help()
	case ok:
		p.Help = "did you mean \"" + near + "\"?"
	case len(beginLike(id, known)) > 0:
		p.Help = "did you mean \"" + strings.Join(beginLike(id, known), "\" or \"") + "\"?"
	case len(known) > 0 && len(known) <= fewNames:
		p.Help = "define it, or correct the name; there are: " + strings.Join(known, ", ")
	default:
		p.Help = "define it, or correct the name"
	}
}

// routeTo is where the name stands that a route leads to.
func (o *outcomeSpec) routeTo(key string) *lang.Node {
	for _, n := range []*lang.Node{o.routeBody, o.routeNode} {
		if to := n.Get(key); to != nil {
			return to
		}
	}
	return o.routeNode
}

// beginLike gives the few names that go on where one ends, or that it goes on
// from.
func beginLike(id string, known []string) []string {
	var out []string
	for _, k := range known {
		if len(id) > 3 && strings.HasPrefix(k, id) || len(k) > 3 && strings.HasPrefix(id, k) {
			out = append(out, k)
		}
	}
	if len(out) > 3 {
		return nil
	}
	return out
}

// fewNames is how many names a reader looks through.
const fewNames = 12

// cite fills citations from the sources they name.
func (ld *loader) cite(cites []Citation, sources map[string]Citation, at *lang.Node) {
	for i, c := range cites {
		src, ok := sources[c.ID]
		if !ok {
			src, ok = ld.lib.evidence[c.ID]
		}
		if !ok {
			if own := ld.d.cited[&cites[i]]; own != nil {
				at = own
			}
			p := ld.c.Errorf("P225", spanOf(at), "there is no evidence source %q", c.ID)
			all := append(keys(sources), keys(ld.lib.evidence)...)
			p.Help = "the first word of `evidence` is the id of a source listed under `evidence:` of the pathway or the vocabulary"
			if len(all) <= fewNames {
				p.Help += "; there are: " + strings.Join(all, ", ")
			}
			if near, ok := source.Nearest(c.ID, all); ok {
				p.Help = "did you mean \"" + near + "\"?"
			}
			continue
		}
		cites[i].Title, cites[i].URL, cites[i].Notice = src.Title, src.URL, src.Notice
		ld.severalInOne(&cites[i], sources, at)
	}
}

// severalInOne reports a second source in the text of the first: "guide 1.1,
// guide 1.2" would be read as one place of one source.
func (ld *loader) severalInOne(c *Citation, sources map[string]Citation, at *lang.Node) {
	parts := strings.FieldsFunc(c.Place, func(r rune) bool { return r == ',' || r == ';' })
	for i, part := range parts {
		words := strings.Fields(part)
		if i == 0 || len(words) == 0 {
			continue
		}
		_, own := sources[words[0]]
		if _, shared := ld.lib.evidence[words[0]]; !own && !shared {
			continue
		}
		if node := ld.d.cited[c]; node != nil {
			at = node
		}
		p := ld.c.Errorf("P225", spanOf(at), "a second source, %q, stands in the text of the first", words[0])
		p.Help = "write a list: [" + c.ID + " " + strings.TrimSpace(parts[0]) + ", " + strings.TrimSpace(part) + "]"
		return
	}
}
