package prove

import (
	"slices"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

// Proof is what stands beside a pathway: the findings that its authors accept,
// each with a reason, and what they state of every patient.
type Proof struct {
	Pathway string
	File    *source.File
	Accept  []*Acceptance
	Assert  []*Assertion
	// Lent is set for a proof that whoever proves cannot mend: what it accepts
	// may then be gone, by what an area changed.
	Lent bool

	node *lang.Node
}

// Acceptance says that a finding of prove is meant, and why.
type Acceptance struct {
	Code string
	// About names what the finding is about: a row, finding or outcome, or
	// several of them.
	About []string
	// Patients is CEL: for whom it is accepted. Empty accepts it for everybody.
	Patients string
	Because  string

	node, patients *lang.Node
}

// Assertion is a statement that must hold for every feasible patient to whom
// the pathway applies: either When holds for all of them, or all of Patients
// end in one of Outcomes, no later than Within.
type Assertion struct {
	ID, Says, When, Patients string
	Outcomes                 []string
	Within                   engine.Within

	node, when, patients, outcomes, within *lang.Node
}

// Read gathers the proofs of the files that hold one; other files are left
// alone.
func Read(files []*source.File, c *source.Collector) []*Proof {
	var out []*Proof
	for _, f := range files {
		if !isProof(f) {
			continue
		}
		if root := lang.Parse(f, c); root != nil {
			out = append(out, readProof(f, root, c))
		}
	}
	return out
}

func isProof(f *source.File) bool {
	for line := range strings.Lines(string(f.Data)) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") && line != "---" {
			return strings.HasPrefix(line, "proof:")
		}
	}
	return false
}

func readProof(f *source.File, root *lang.Node, c *source.Collector) *Proof {
	p := &Proof{File: f, node: root}
	lang.Fields(root, "a proof", c, map[string]func(*lang.Node){
		"proof": func(n *lang.Node) {
			p.Pathway, p.node = lang.String(n, c), n
		},
		"accept": func(n *lang.Node) {
			for _, item := range items(n, "accept", c) {
				p.Accept = append(p.Accept, readAcceptance(item, c))
			}
		},
		"assert": func(n *lang.Node) {
			for _, item := range items(n, "assert", c) {
				a := readAssertion(item, c)
				if i := slices.IndexFunc(p.Assert, func(b *Assertion) bool { return a.ID != "" && b.ID == a.ID }); i >= 0 {
					d := c.Errorf("P541", item.Get("id").Span, "assertion %q is there twice", a.ID)
					d.Related = append(d.Related, source.Related{Span: p.Assert[i].node.Span, Message: "first stated here"})
					d.Help = "give each an id of its own"
				}
				p.Assert = append(p.Assert, a)
			}
		},
	})
	return p
}

func items(n *lang.Node, what string, c *source.Collector) []*lang.Node {
	if n.Kind != lang.Sequence {
		c.Errorf("P541", n.Span, "%s is a list", what).Help = "start each entry with a dash"
		return nil
	}
	return n.Items
}

func readAcceptance(n *lang.Node, c *source.Collector) *Acceptance {
	a := &Acceptance{node: n}
	lang.Fields(n, "an acceptance", c, map[string]func(*lang.Node){
		"code":  func(v *lang.Node) { a.Code = readCode(v, c) },
		"about": func(v *lang.Node) { a.About = lang.Strings(v, c) },
		"patients": func(v *lang.Node) {
			a.Patients, a.patients = lang.String(v, c), v
		},
		"because": func(v *lang.Node) { a.Because = lang.String(v, c) },
	})
	need(n, "this acceptance", c, "code", "about", "because")
	return a
}

func readCode(n *lang.Node, c *source.Collector) string {
	code := lang.String(n, c)
	var known []string
	for _, k := range acceptable() {
		if k == code {
			return code
		}
		known = append(known, k)
	}
	d := c.Errorf("P541", n.Span, "%q is not a code that can be accepted", code)
	d.Help = "use one of: " + strings.Join(known, ", ")
	return ""
}

func readAssertion(n *lang.Node, c *source.Collector) *Assertion {
	a := &Assertion{node: n}
	lang.Fields(n, "an assertion", c, map[string]func(*lang.Node){
		"id":   func(v *lang.Node) { a.ID = lang.String(v, c) },
		"says": func(v *lang.Node) { a.Says = lang.String(v, c) },
		"when": func(v *lang.Node) {
			a.When, a.when = lang.String(v, c), v
		},
		"patients": func(v *lang.Node) {
			a.Patients, a.patients = lang.String(v, c), v
		},
		"outcome": func(v *lang.Node) {
			a.Outcomes, a.outcomes = lang.Strings(v, c), v
		},
		"within": func(v *lang.Node) {
			a.Within, a.within = engine.Within(lang.String(v, c)), v
		},
	})
	need(n, "this assertion", c, "id", "says")
	switch says := a.outcomes != nil || a.within != nil; {
	case a.when == nil && a.patients == nil, a.when != nil && (a.patients != nil || says), a.when == nil && !says:
		c.Errorf("P541", n.Span, "this assertion states nothing").Help =
			"write `when:` with what must hold of everybody, or `patients:` with the `outcome:` or `within:` that they must have"
	}
	return a
}

func need(n *lang.Node, what string, c *source.Collector, keys ...string) {
	for _, k := range keys {
		if v := n.Get(k); v == nil || v.Null || v.Kind == lang.Scalar && strings.TrimSpace(v.Value) == "" {
			c.Errorf("P541", n.Span, "%s has no `%s`", what, k).Help = "add a line `" + k + ": ...`"
		}
	}
}

// Check says what is wrong with proofs against a library: pathways and outcomes
// that do not exist, and conditions that are not sound.
func Check(lib *engine.Library, proofs []*Proof, c *source.Collector) {
	var ids []string
	for _, p := range lib.Pathways() {
		ids = append(ids, p.About().ID)
	}
	for _, proof := range proofs {
		p, ok := lib.Pathway(proof.Pathway)
		if !ok {
			unknown(c, proof.node.Span, "pathway", proof.Pathway, ids)
			continue
		}
		for _, a := range proof.Accept {
			sound(p, a.Patients, a.patients, c)
		}
		for _, a := range proof.Assert {
			sound(p, a.When, a.when, c)
			sound(p, a.Patients, a.patients, c)
			a.names(p, c)
		}
	}
}

func (a *Assertion) names(p *engine.Pathway, c *source.Collector) {
	var ids []string
	for _, o := range p.Outcomes() {
		ids = append(ids, o.ID)
	}
	for _, id := range a.Outcomes {
		if _, ok := p.Outcome(id); !ok {
			unknown(c, a.outcomes.Span, "outcome", id, ids)
		}
	}
	if a.within != nil && a.Within.Rank() > engine.NoTime.Rank() {
		c.Errorf("P541", a.within.Span, "within cannot be %q", string(a.Within)).Help =
			"use one of: now, same_day, 48h, suspected_cancer, 2w, urgent, routine, none"
	}
}

func unknown(c *source.Collector, at source.Span, what, id string, known []string) {
	d := c.Errorf("P541", at, "there is no %s %q", what, id)
	d.Help = "correct the name"
	if near, ok := source.Nearest(id, known); ok {
		d.Help = "did you mean \"" + near + "\"?"
	}
}

// sound puts what is wrong with a condition under its author's column.
func sound(p *engine.Pathway, text string, n *lang.Node, c *source.Collector) {
	if text == "" {
		return
	}
	for _, i := range p.Issues(text) {
		c.Errorf(i.Code, n.At(i.Start, i.End), "%s", i.Message).Help = i.Help
	}
}
