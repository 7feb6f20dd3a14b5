package engine

import (
	"bytes"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"signpost.health/signpost/engine/expr"
	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// loader turns decoded specs into a library, in the order in which each step
// needs the one before.
type loader struct {
	lib *Library
	d   *decoder
	c   *source.Collector
	// roles and tests are the names that an outcome may refer to, once asked for.
	roles, tests []string
	// values are where the values of the parameters stand, of the pathway whose
	// conditions are being compiled.
	values map[string]*lang.Node
}

func (ld *loader) run() {
	ld.index()
	if ld.d.unread {
		// A file that cannot be read defines nothing: what misses its names
		// would only bury the real fault.
		return
	}
	ld.references()
	if !ld.environment() {
		return
	}
	ld.vocabularyConditions()
	ld.closure()
	ld.compileServices()
	ld.compilePathways()
	ld.hops()
	if !ld.c.All().HasErrors() {
		ld.ruleUnits()
	}
}

// decidesNothing says whether a file is about the library rather than of it:
// whatever it says, every decision stays as it was.
func decidesNothing(f *source.File) bool {
	data := f.Data
	for len(data) > 0 {
		line, rest, _ := bytes.Cut(data, []byte("\n"))
		text := strings.TrimSpace(string(line))
		if text != "" && !strings.HasPrefix(text, "#") && text != "---" {
			kind, _, _ := strings.Cut(text, ":")
			return kind == "examples" || kind == "proof" || kind == "approval" || kind == "lint"
		}
		data = rest
	}
	return false
}

func (ld *loader) index() {
	l := ld.lib
	nodes := map[string]*lang.Node{}
	for _, f := range ld.d.findings {
		ld.d.unique(nodes, f.key, f.ID, "finding")
		l.findings[f.ID] = f
	}
	l.findingIDs = keys(l.findings)
	for i, id := range l.findingIDs {
		l.place[id], l.byPlace = int32(i), append(l.byPlace, l.findings[id])
	}
	for _, t := range ld.d.tests {
		l.tests[t.ID] = t
	}
	names := map[string]*lang.Node{}
	for id, n := range nodes {
		names[id] = n
	}
	for _, c := range ld.d.criteria {
		ld.d.unique(names, c.node, c.ID, "name")
		l.criteria[c.ID], l.named[c.ID] = c, c.When
	}
	for _, b := range ld.d.bands {
		ld.d.unique(names, b.node, b.ID, "name")
		l.bands[b.ID] = b
		l.named[b.ID] = &Condition{Text: bandText(b), node: b.node}
	}
	services := map[string]*lang.Node{}
	for _, s := range ld.d.services {
		ld.d.unique(services, s.node, s.ID, "service")
		l.services[s.ID] = s
	}
	l.serviceIDs = keys(l.services)
	pathways := map[string]*lang.Node{}
	for _, p := range ld.d.pathways {
		if id := p.node.Get("pathway"); id != nil {
			ld.d.unique(pathways, id, p.about.ID, "pathway")
		}
	}
}

func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}

// bandText writes a banded threshold as the CEL it means.
func bandText(b *Band) string {
	var lines []string
	for _, l := range b.Lines {
		var parts []string
		if l.HasFrom {
			parts = append(parts, fmt.Sprintf("%s >= %s", b.By, celNumber(l.From)))
		}
		if l.HasBelow {
			parts = append(parts, fmt.Sprintf("%s < %s", b.By, celNumber(l.Below)))
		}
		parts = append(parts, fmt.Sprintf("%s %s %s", b.Finding, b.Compare, celNumber(l.Threshold)))
		lines = append(lines, "("+strings.Join(parts, " && ")+")")
	}
	if len(lines) == 0 {
		return "false"
	}
	return strings.Join(lines, " || ")
}

func celNumber(v float64) string {
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// environment declares every finding and shared condition to CEL.
func (ld *loader) environment() bool {
	names := expr.Names{Conditions: keys(ld.lib.named)}
	for _, id := range ld.lib.findingIDs {
		f := ld.lib.findings[id]
		v := expr.Var{Name: id, Min: f.Min, Max: f.Max, Step: f.Step}
		for _, o := range f.Options {
			v.Options = append(v.Options, o.ID)
		}
		switch f.Kind {
		case KindYesNo:
			v.Kind = expr.YesNo
		case KindOption:
			v.Kind = expr.Option
		case KindOptions:
			v.Kind = expr.Options
		case KindNumber:
			v.Kind = expr.Number
		case KindDate, KindText, KindFile:
			names.Others = append(names.Others, id)
			continue
		default:
			continue
		}
		names.Vars = append(names.Vars, v)
	}
	env, err := expr.NewEnv(names)
	if err != nil {
		ld.undeclared(err, ld.d.findingKeys(), source.Span{})
		return false
	}
	ld.lib.env = env
	return true
}

// compile checks one condition and puts its errors under the author's column.
func (ld *loader) compile(env *expr.Env, c *Condition) {
	if c == nil {
		return
	}
	cond, issues := env.Compile(c.Text)
	for _, i := range issues {
		if i.Code == "P110" && ld.typeless(c.Text[i.Start:i.End]) {
			continue // what is wrong with the finding's type has been said
		}
		at := c.node.Span
		if c.node.Kind == lang.Scalar && c.node.Value == c.Text {
			at = c.node.At(i.Start, i.End)
		}
		p := ld.c.Errorf(i.Code, at, "%s", i.Message)
		if p.Help = i.Help; p.Help == "" {
			p.Help = whatToDo(i.Code)
		}
		if value := ld.values[i.Param]; value != nil {
			// The author can mend the value; the condition may be another's.
			p.Span, p.Related = value.Span, []source.Related{{Span: at, Message: "it is compared here"}}
		}
		decimalComma(p, c.Text, i.Start)
	}
	c.cond = cond
}

// typeless says whether a name is that of a finding whose type could not be read.
func (ld *loader) typeless(name string) bool {
	f, ok := ld.lib.findings[name]
	return ok && f.Kind == ""
}

func (ld *loader) vocabularyConditions() {
	l := ld.lib
	for _, id := range keys(l.named) {
		ld.compile(l.env, l.named[id])
	}
	for _, id := range l.findingIDs {
		f := l.findings[id]
		ld.compile(l.env, f.onlyIf)
		if f.onlyIf != nil {
			f.OnlyIf = f.onlyIf.Text
		}
		if f.derive == nil {
			continue
		}
		f.Derive = f.derive.Text
		if f.Kind == KindNumber {
			whole := &Condition{Text: f.ID + " >= (" + f.derive.Text + ") && " + f.ID + " <= (" + f.derive.Text + ")", node: f.derive.node}
			ld.compile(l.env, whole)
			f.derive = whole
		} else {
			ld.compile(l.env, f.derive)
		}
		if f.derive.cond != nil {
			f.derivedFindings = l.partsOf(f)
		}
	}
	for _, c := range l.constraints {
		ld.compile(l.env, c.When)
	}
	ld.namedCycles(l.named)
}

// partsOf gives the findings that a derived finding is made of.
func (l *Library) partsOf(f *findingSpec) []string {
	var out []string
	seen := map[string]bool{f.ID: true}
	var walk func(c *Condition)
	walk = func(c *Condition) {
		if c == nil || c.cond == nil {
			return
		}
		for _, lv := range c.cond.Levels() {
			if !seen[lv.Finding] {
				seen[lv.Finding] = true
				out = append(out, lv.Finding)
			}
		}
		for _, n := range c.cond.Names() {
			if !seen["@"+n] {
				seen["@"+n] = true
				walk(l.named[n])
			}
		}
	}
	walk(f.derive)
	return out
}

// namedCycles refuses criteria that are defined through themselves.
func (ld *loader) namedCycles(named map[string]*Condition) {
	state := map[string]int{}
	var visit func(id string, trail []string) bool
	visit = func(id string, trail []string) bool {
		c := named[id]
		if c == nil || c.cond == nil || state[id] == 2 {
			return true
		}
		if state[id] == 1 {
			ld.c.Errorf("P222", c.Span(), "criterion %q is defined through itself: %s", id, strings.Join(append(trail, id), " -> ")).Help =
				"write one of them without naming the other"
			return false
		}
		state[id] = 1
		for _, n := range c.cond.Names() {
			if !visit(n, append(trail, id)) {
				c.cond = nil
				break
			}
		}
		state[id] = 2
		return true
	}
	for _, id := range keys(named) {
		visit(id, nil)
	}
}

// closure works out what each yes/no finding implies, however far.
func (ld *loader) closure() {
	l := ld.lib
	for _, id := range l.findingIDs {
		seen := map[string]bool{id: true}
		queue := []string{id}
		for len(queue) > 0 {
			f := l.findings[queue[0]]
			queue = queue[1:]
			if f == nil {
				continue
			}
			for _, to := range f.Implies {
				if !seen[to] {
					seen[to] = true
					queue = append(queue, to)
				}
			}
		}
		delete(seen, id)
		for to := range seen {
			l.implied[id] = append(l.implied[id], to)
			l.impliedBy[to] = append(l.impliedBy[to], id)
		}
		sort.Strings(l.implied[id])
	}
	for _, from := range l.impliedBy {
		sort.Strings(from)
	}
	l.fillPlaces()
}
