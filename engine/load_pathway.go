package engine

import (
	"strconv"
	"strings"

	"signpost.health/signpost/engine/expr"
	"signpost.health/signpost/engine/lang"
)

type namedConditions struct {
	env        *expr.Env
	conditions map[string]*Condition
}

// pathwayConditions compiles a pathway's conditions in its own environment:
// the vocabulary, its parameters and its criteria.
func (ld *loader) pathwayConditions(spec *pathwaySpec) (namedConditions, bool) {
	l := ld.lib
	out := namedConditions{conditions: map[string]*Condition{}}
	for id, c := range l.named {
		out.conditions[id] = c
	}
	consts := map[string]float64{}
	taken := map[string]*lang.Node{}
	ld.values = map[string]*lang.Node{}
	for _, p := range spec.parameters {
		ld.ownName(taken, p.node, p.ID)
		consts[p.ID], ld.values[p.ID] = p.Value, p.valueNode
	}
	var names []string
	for _, c := range spec.criteria {
		ld.ownName(taken, c.node, c.ID)
		out.conditions[c.ID] = c.When
		names = append(names, c.ID)
	}
	env, err := l.env.With(consts, names)
	if err != nil {
		ld.undeclared(err, spec.ownKeys(), spec.node.Span)
		return out, false
	}
	out.env = env
	ld.compile(env, spec.applies)
	for _, n := range spec.notFor {
		ld.compile(env, n.When)
	}
	own := map[string]*Condition{}
	for _, c := range spec.criteria {
		ld.compile(env, c.When)
		own[c.ID] = c.When
	}
	for _, r := range append(append([]*Row(nil), spec.decide...), spec.also...) {
		ld.compile(env, r.When)
	}
	ld.namedCycles(own)
	return out, true
}

// ownName refuses a pathway's own name that the vocabulary already has.
func (ld *loader) ownName(taken map[string]*lang.Node, n *lang.Node, id string) {
	ld.d.unique(taken, n, id, "name")
	l := ld.lib
	_, isFinding := l.findings[id]
	_, isShared := l.named[id]
	if isFinding || isShared {
		ld.c.Errorf("P208", n.Span, "%q is already a name of the vocabulary", id).Help = "give it another name, so that a condition cannot mean two things"
	}
}

// pathwayReferences checks what the parts of a pathway name, and fills
// citations.
func (ld *loader) pathwayReferences(p *Pathway) {
	spec, l := p.spec, ld.lib
	seen := map[string]*lang.Node{}
	for _, o := range spec.outcomes {
		ld.d.unique(seen, o.node, o.ID, "outcome")
		p.outcomes[o.ID] = o
		p.outcomeIDs = append(p.outcomeIDs, o.ID)
	}
	rowIDs := map[string]*lang.Node{}
	for _, r := range append(append([]*Row(nil), spec.decide...), spec.also...) {
		ld.d.unique(rowIDs, r.node, r.ID, "row")
		ld.outcomeRef(p, r.outcomeNode, r.Outcome)
		ld.cite(r.Evidence, spec.evidence, r.node)
	}
	for _, n := range spec.notFor {
		ld.outcomeRef(p, n.outcomeNode, n.Outcome)
		ld.cite(n.Evidence, spec.evidence, n.node)
	}
	for _, c := range spec.criteria {
		ld.cite(c.Evidence, spec.evidence, c.node)
	}
	for _, param := range spec.parameters {
		ld.cite(param.Evidence, spec.evidence, param.node)
	}
	for _, g := range spec.groups {
		for i, f := range g.Findings {
			if i < len(g.nodes) {
				ld.refersTo(g.nodes[i], f, "finding", l.findingIDs)
			}
		}
	}
	for _, o := range spec.outcomes {
		ld.outcomeReferences(p, o)
	}
}

func (ld *loader) outcomeRef(p *Pathway, at *lang.Node, id string) {
	if _, ok := p.outcomes[id]; id != "" && !ok {
		ld.refersTo(at, id, "outcome", keys(p.outcomes))
	}
}

func (ld *loader) outcomeReferences(p *Pathway, o *outcomeSpec) {
	l := ld.lib
	ld.listNames()
	if o.alternativeAt != nil {
		ld.outcomeRef(p, o.alternativeAt, o.Alternative)
	}
	for i, f := range o.Requires {
		ld.refersTo(o.requiresNodes[i], f, "finding", l.findingIDs)
	}
	for i, t := range o.Tests {
		ld.refersTo(o.testsNodes[i], t, "test", ld.tests)
	}
	switch {
	case o.Route.Service != "":
		ld.refersTo(o.routeTo("service"), o.Route.Service, "service", l.serviceIDs)
	case o.Route.Clinic != "" && len(l.services) > 0:
		ld.refersTo(o.routeTo("clinic"), o.Route.Clinic, "service that fills the role", ld.roles)
	case o.Route.Pathway != "":
		var ids []string
		for _, s := range ld.d.pathways {
			ids = append(ids, s.about.ID)
		}
		ld.refersTo(o.routeTo("pathway"), o.Route.Pathway, "pathway", ids)
	}
}

// listNames fills in the names that an outcome may refer to.
func (ld *loader) listNames() {
	if ld.tests == nil {
		ld.roles, ld.tests = ld.lib.roles(), keys(ld.lib.tests)
	}
}

// roles gives every role that some service fills.
func (l *Library) roles() []string {
	seen := map[string]bool{}
	for _, id := range l.serviceIDs {
		for _, r := range l.services[id].Clinics {
			seen[r] = true
		}
	}
	return keys(seen)
}

// hops refuses pathways that send a patient round in a circle.
func (ld *loader) hops() {
	to := map[string][]string{}
	at := map[string]*lang.Node{}
	for _, p := range ld.d.pathways {
		for _, o := range p.outcomes {
			if o.Route.Pathway != "" {
				to[p.about.ID] = append(to[p.about.ID], o.Route.Pathway)
				at[p.about.ID+">"+o.Route.Pathway] = o.routeNode
			}
		}
	}
	state := map[string]int{}
	var visit func(id string, trail []string)
	visit = func(id string, trail []string) {
		state[id] = 1
		trail = append(trail, id)
		for _, next := range to[id] {
			switch state[next] {
			case 0:
				visit(next, trail)
			case 1:
				ld.c.Errorf("P227", spanOf(at[id+">"+next]), "pathways send the patient round in a circle: %s", strings.Join(append(trail, next), " -> ")).Help =
					"let one of them end in a service instead"
			}
		}
		state[id] = 2
	}
	for _, id := range keys(to) {
		if state[id] == 0 {
			visit(id, nil)
		}
	}
}

func (ld *loader) compileServices() {
	for _, id := range ld.lib.serviceIDs {
		s := ld.lib.services[id]
		ld.compile(ld.lib.env, s.accepts)
		if s.accepts != nil {
			s.AcceptsWhen = s.accepts.Text
		}
	}
}

// ruleUnits compile what belongs to no pathway: who has which organ or score,
// and whom each service accepts.
func (ld *loader) ruleUnits() {
	l := ld.lib
	rules := newUnitBuilder(l, l.env, l.named)
	accept := newUnitBuilder(l, l.env, l.named)
	for _, id := range l.findingIDs {
		f := l.findings[id]
		rules.add(f.onlyIf)
		if f.Kind == KindYesNo {
			rules.add(f.derive)
		}
	}
	for i, c := range l.constraints {
		if l.concludes(c) {
			rules.add(c.When)
			l.lawful = append(l.lawful, i)
		}
	}
	for _, id := range l.serviceIDs {
		accept.add(l.services[id].accepts)
	}
	for what, b := range map[string]*unitBuilder{"the vocabulary's rules": rules, "the services' rules": accept} {
		if err := b.build(l.options.NodeBudget); err != nil {
			ld.c.Errorf("P226", spanOf(nil), "%s: %s", what, err)
			return
		}
	}
	for _, id := range l.findingIDs {
		f := l.findings[id]
		rules.u.refs["only_if:"+id] = rules.u.ref(f.onlyIf)
		if f.Kind == KindYesNo {
			rules.u.refs["derive:"+id] = rules.u.ref(f.derive)
		}
	}
	for _, i := range l.lawful {
		rules.u.refs["law:"+strconv.Itoa(i)] = rules.u.ref(l.constraints[i].When)
	}
	for _, id := range l.serviceIDs {
		accept.u.refs["accepts:"+id] = accept.u.ref(l.services[id].accepts)
	}
	l.rules, l.accept = rules.freeze(), accept.freeze()
	if err := l.writeRules(); err != nil {
		ld.c.Errorf("P226", spanOf(nil), "the vocabulary's rules: %s", err)
	}
}

// concludes says whether a constraint can settle a yes/no finding: then it
// takes part in working out what is implied.
func (l *Library) concludes(c *Constraint) bool {
	if c.When == nil || c.When.cond == nil {
		return false
	}
	for _, lv := range c.When.cond.Levels() {
		if f := l.findings[lv.Finding]; f != nil && f.Kind == KindYesNo && !lv.Missing {
			return true
		}
	}
	return false
}
