package engine

import (
	"strconv"
	"strings"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// overlaid is what one overlay has set, so that another cannot set it too.
type overlaid struct {
	overlay string
	node    *lang.Node
}

// setTwice keeps what overlays have set, by pathway, kind and name.
type setTwice map[[3]string]overlaid

// overlays lay an area's parameters and routes over the pathways, and keep
// the national value beside the local one. Each is set once: of two overlays
// that set the same, neither can be known to be meant.
func (ld *loader) overlays() {
	byID := map[string]*pathwaySpec{}
	for _, p := range ld.d.pathways {
		byID[p.about.ID] = p
	}
	set := setTwice{}
	for _, o := range ld.d.overlays {
		for _, line := range o.lines {
			p := byID[line.pathway]
			if p == nil {
				ld.refersTo(line.node, line.pathway, "pathway", keys(byID))
				continue
			}
			changed := func(says string) {
				p.about.Local = append(p.about.Local, LocalChange{Area: o.name, Says: says, Because: line.because})
			}
			ld.overlayParameters(p, line, set.by(ld.c, o.name, line.pathway, "parameter"), changed)
			ld.overlayRoutes(p, line, set.by(ld.c, o.name, line.pathway, "route"), changed)
		}
	}
}

// by records what an overlay sets of a pathway. It refuses, and says false,
// where another has set it.
func (set setTwice) by(c *source.Collector, overlay, pathway, kind string) func(string, *lang.Node) bool {
	return func(name string, node *lang.Node) bool {
		key := [3]string{pathway, kind, name}
		first, again := set[key]
		if !again {
			set[key] = overlaid{overlay, node}
			return true
		}
		what := "parameter " + strconv.Quote(name)
		if kind == "route" {
			what = "the route of outcome " + strconv.Quote(name)
		}
		d := c.Errorf("P208", spanOf(node), "overlay %q sets %s of pathway %q, which overlay %q sets already", overlay, what, pathway, first.overlay)
		d.Related = []source.Related{{Span: spanOf(first.node), Message: "it is set here first"}}
		d.Help = "keep the one that this area agreed, and delete the other"
		return false
	}
}

func (ld *loader) overlayParameters(p *pathwaySpec, line overlayLine, once func(string, *lang.Node) bool, changed func(says string)) {
	for _, name := range keys(line.parameters) {
		found := false
		var names []string
		for _, param := range p.parameters {
			names = append(names, param.ID)
			if param.ID != name {
				continue
			}
			found = true
			if once(name, line.paramNodes[name].Key) {
				national := param.Value
				param.National, param.Value = &national, line.parameters[name]
				param.valueNode = line.paramNodes[name].Value
				changed(param.says() + ": " + param.quantity(param.Value) + " here, " + param.quantity(national) + " nationally")
			}
		}
		if !found {
			ld.refersTo(line.paramNodes[name].Key, name, "parameter", names)
		}
	}
}

func (ld *loader) overlayRoutes(p *pathwaySpec, line overlayLine, once func(string, *lang.Node) bool, changed func(says string)) {
	for _, name := range keys(line.routes) {
		found := false
		var names []string
		for _, o := range p.outcomes {
			names = append(names, o.ID)
			if o.ID != name {
				continue
			}
			found = true
			if once(name, line.routeNodes[name]) {
				national := o.Route
				o.Route, o.routeNode, o.routeBody = line.routes[name], line.routeNodes[name], line.routeBodies[name]
				changed(o.Summary + ": to " + ld.routeWords(o.Route) + " here, to " + ld.routeWords(national) + " nationally")
			}
		}
		if !found {
			ld.refersTo(line.routeNodes[name], name, "outcome", names)
		}
	}
}

// says is what a parameter is, in words.
func (p *Parameter) says() string {
	if p.Says != "" {
		return strings.TrimSuffix(p.Says, ".")
	}
	return idWords(p.ID)
}

func (p *Parameter) quantity(v float64) string { return quantity(v, p.Unit) }

// routeWords names where a route leads.
func (ld *loader) routeWords(r Route) string {
	switch {
	case r.Pathway != "":
		for _, p := range ld.d.pathways {
			if p.about.ID == r.Pathway {
				return "the pathway " + p.about.Title
			}
		}
		return "the pathway " + idWords(r.Pathway)
	case r.Service != "":
		for _, s := range ld.d.services {
			if s.ID == r.Service {
				return s.Name
			}
		}
		return idWords(r.Service)
	case r.Clinic != "":
		return idWords(r.Clinic)
	}
	return "nobody"
}

// idWords is an id as words.
func idWords(id string) string { return strings.ReplaceAll(id, "_", " ") }
