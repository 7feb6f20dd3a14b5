package engine

import (
	"fmt"

	"signpost.health/signpost/engine/lang"
)

func (d *decoder) directory(root *lang.Node) {
	var area, title string
	lang.Fields(root, "a directory of services", d.c, map[string]func(*lang.Node){
		"services": d.str(&area), "title": d.str(&title),
		"directory": func(n *lang.Node) {
			for _, e := range d.mapping(n, "directory") {
				d.service(e)
			}
		},
	})
	d.need(root, "a directory of services", "directory")
}

func (d *decoder) service(e lang.Entry) {
	s := &serviceSpec{node: e.Key, body: e.Value}
	s.ID = d.id(e.Key)
	what := fmt.Sprintf("service %q", s.ID)
	lang.Fields(e.Value, what, d.c, map[string]func(*lang.Node){
		"name": d.str(&s.Name), "organisation": d.str(&s.Organisation), "ods": d.str(&s.ODS),
		"kind": d.oneOf(&s.Kind, "kind", "clinic", "community", "self_referral", "pharmacy", "advice_line",
			"diagnostic", "emergency", "funding"),
		"clinics": d.strs(&s.Clinics), "accepts": d.condition(&s.accepts), "accepts_says": d.str(&s.AcceptsSays),
		"how": func(n *lang.Node) {
			lang.Fields(n, "how", d.c, map[string]func(*lang.Node){
				"method": d.str(&s.How.Method), "to": d.str(&s.How.To), "phone": d.str(&s.How.Phone), "email": d.str(&s.How.Email),
			})
		},
		"hours": d.str(&s.Hours), "where": d.str(&s.Where),
		"state":         func(n *lang.Node) { d.serviceState(s, n) },
		"refers_onward": d.flag(&s.RefersOnward),
	})
	d.need(e.Value, what, "name", "kind", "state", "how")
	d.services = append(d.services, s)
}

func (d *decoder) serviceState(s *serviceSpec, n *lang.Node) {
	st := &s.State
	lang.Fields(n, "state", d.c, map[string]func(*lang.Node){
		"is":    d.oneOf(&st.Is, "state", "open", "long_wait", "advice_only", "paused"),
		"since": d.date(&st.Since), "until": d.date(&st.Until), "wait_days": d.whole(&st.WaitDays), "says": d.str(&st.Says),
		"instead": func(v *lang.Node) {
			s.Instead = lang.String(v, d.c)
			s.insteadNode = v
		},
	})
	d.need(n, "state", "is", "since")
	if st.Is == "paused" && s.Instead == "" {
		d.c.Errorf("P220", s.node.Span, "service %q is paused and names no other", s.ID).Help = "add `instead: ` with the id of a service to use meanwhile"
	}
}

func (d *decoder) overlay(root *lang.Node) {
	o := &overlaySpec{node: root}
	lang.Fields(root, "an overlay", d.c, map[string]func(*lang.Node){
		"overlay": d.str(&o.name),
		"pathways": func(n *lang.Node) {
			for _, e := range d.mapping(n, "pathways") {
				o.lines = append(o.lines, d.overlayLine(e))
			}
		},
	})
	d.overlays = append(d.overlays, o)
}

func (d *decoder) overlayLine(e lang.Entry) overlayLine {
	l := overlayLine{
		pathway: e.Key.Value, node: e.Key,
		parameters: map[string]float64{}, paramNodes: map[string]lang.Entry{},
		routes: map[string]Route{}, routeNodes: map[string]*lang.Node{}, routeBodies: map[string]*lang.Node{},
	}
	lang.Fields(e.Value, "an overlay of a pathway", d.c, map[string]func(*lang.Node){
		"because": d.str(&l.because),
		"parameters": func(n *lang.Node) {
			for _, p := range d.mapping(n, "parameters") {
				if v, ok := lang.Number(p.Value, d.c); ok {
					l.parameters[p.Key.Value], l.paramNodes[p.Key.Value] = v, p
				}
			}
		},
		"routes": func(n *lang.Node) {
			for _, r := range d.mapping(n, "routes") {
				l.routes[r.Key.Value], l.routeNodes[r.Key.Value], l.routeBodies[r.Key.Value] = d.route(r.Value), r.Key, r.Value
				if r.Value.Kind == lang.Mapping && len(r.Value.Entries) == 0 && !r.Value.Refused {
					d.c.Errorf("P218", r.Key.Span, "this route leads nowhere").Help = "write where it leads, such as `{service: ...}`, or delete it"
				}
			}
		},
	})
	d.need(e.Value, "an overlay of a pathway", "because")
	return l
}
