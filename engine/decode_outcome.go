package engine

import (
	"fmt"
	"unicode/utf8"

	"signpost.health/signpost/engine/lang"
)

func (d *decoder) outcomes(n *lang.Node) []*outcomeSpec {
	var out []*outcomeSpec
	for _, e := range d.mapping(n, "outcomes") {
		o := &outcomeSpec{node: e.Key, body: e.Value}
		o.ID = d.id(e.Key)
		what := fmt.Sprintf("outcome %q", o.ID)
		var action, within, strength string
		lang.Fields(e.Value, what, d.c, map[string]func(*lang.Node){
			"action":   d.oneOf(&action, "action", "refer", "test", "advice_and_guidance", "redirect", "manage", "other_pathway"),
			"within":   d.oneOf(&within, "within", "now", "same_day", "48h", "suspected_cancer", "2w", "urgent", "routine", "none"),
			"strength": d.oneOf(&strength, "strength", "refer", "offer", "consider"),
			"summary":  d.str(&o.Summary), "question": d.str(&o.Question),
			"route": func(v *lang.Node) {
				o.routeNode = v
				o.Route = d.route(v)
			},
			"tests": func(v *lang.Node) {
				o.Tests = lang.Strings(v, d.c)
				o.testsNodes = scalars(v)
			},
			"requires": func(v *lang.Node) {
				o.Requires = lang.Strings(v, d.c)
				o.requiresNodes = scalars(v)
			},
			"steps": d.strs(&o.Steps), "tell_patient": d.str(&o.TellPatient), "safety_net": d.str(&o.SafetyNet),
			"chase_after": d.str(&o.ChaseAfter),
			"alternative": func(v *lang.Node) {
				o.Alternative = lang.String(v, d.c)
				o.alternativeAt = v
			},
			"leaflets": func(v *lang.Node) { o.Leaflets = d.leaflets(v) },
		})
		o.Action, o.Within, o.Strength = Action(action), Within(within), Strength(strength)
		d.need(e.Value, what, "action", "within", "summary")
		d.outcomeShape(o, e.Value, what)
		out = append(out, o)
	}
	return out
}

func (d *decoder) outcomeShape(o *outcomeSpec, body *lang.Node, what string) {
	if n := utf8.RuneCountInString(o.Summary); n >= 140 {
		d.c.Errorf("P217", body.Get("summary").Span, "%s: the summary has %d characters; it must be under 140", what, n).Help =
			"say it in one short sentence; details go into steps"
	}
	if o.ChaseAfter != "" {
		if _, ok := parseDuration(o.ChaseAfter); !ok {
			d.c.Errorf("P205", body.Get("chase_after").Span, "%q is not a length of time", o.ChaseAfter).Help =
				"write a number and a unit, for example 6 weeks"
		}
	}
	switch o.Action {
	case Refer, AdviceAndGuidance, Redirect:
		if o.Route == (Route{}) && !misread(body.Get("route")) {
			d.c.Errorf("P218", o.node.Span, "%s sends the patient nowhere: it has no `route`", what).Help =
				"add `route: {clinic: ...}` or `route: {service: ...}`"
		}
	case OtherPathway:
		if o.Route.Pathway == "" && !misread(body.Get("route")) {
			d.c.Errorf("P218", o.node.Span, "%s names no pathway to go to", what).Help = "add `route: {pathway: ...}`"
		}
	case Test:
		if len(o.Tests) == 0 {
			d.c.Errorf("P219", o.node.Span, "%s asks for a test and names none", what).Help = "add `tests: [...]`"
		}
	case Manage:
	}
}

// misread says whether a route is there and its author has been told what is wrong
// with it.
func misread(route *lang.Node) bool {
	return route != nil && (route.Kind != lang.Mapping || lang.Misspelt(route, "clinic") || lang.Misspelt(route, "service") || lang.Misspelt(route, "pathway"))
}

func (d *decoder) route(n *lang.Node) Route {
	var r Route
	lang.Fields(n, "route", d.c, map[string]func(*lang.Node){
		"clinic": d.str(&r.Clinic), "service": d.str(&r.Service), "pathway": d.str(&r.Pathway),
	})
	if len(n.Entries) > 1 && !n.Refused {
		d.c.Errorf("P218", n.Span, "this route leads to more than one place").Help =
			"keep one of `clinic`, `service` and `pathway`; for what else the patient needs, add an `also` row"
	}
	return r
}

func (d *decoder) leaflets(n *lang.Node) []Leaflet {
	var out []Leaflet
	for _, item := range items(n) {
		var l Leaflet
		lang.Fields(item, "a leaflet", d.c, map[string]func(*lang.Node){"title": d.str(&l.Title), "url": d.str(&l.URL)})
		d.need(item, "a leaflet", "title")
		out = append(out, l)
	}
	return out
}
