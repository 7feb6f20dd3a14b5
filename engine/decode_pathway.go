package engine

import (
	"fmt"
	"math"
	"strings"

	"signpost.health/signpost/engine/lang"
	"signpost.health/signpost/engine/source"
)

func (d *decoder) pathway(f *source.File, root *lang.Node) {
	p := &pathwaySpec{file: f, node: root, evidence: map[string]Citation{}}
	p.about.File = f.Path
	d.aboutPathway(p, root)
	d.need(root, "the pathway", "version", "title", "specialty", "purpose", "owner", "review_by", "status",
		"applies_to", "decide", "outcomes")
	d.pathways = append(d.pathways, p)
}

func (d *decoder) aboutPathway(p *pathwaySpec, root *lang.Node) {
	a := &p.about
	lang.Fields(root, "a pathway", d.c, map[string]func(*lang.Node){
		"pathway": func(n *lang.Node) { a.ID = d.id(n) },
		"version": func(n *lang.Node) { a.Version = d.version(n) },
		"title":   d.str(&a.Title), "aliases": d.strs(&a.Aliases), "symptoms": d.strs(&a.Symptoms),
		"specialty": d.str(&a.Specialty), "purpose": d.str(&a.Purpose), "not_meant_for": d.str(&a.NotMeantFor),
		"owner": d.str(&a.Owner), "review_by": d.date(&a.ReviewBy),
		"status":     d.oneOf(&a.Status, "status", "draft", "in_review", "approved", "retired"),
		"applies_to": d.condition(&p.applies),
		"not_for":    func(n *lang.Node) { p.notFor = d.notFor(n) },
		"evidence":   d.sources(p.evidence),
		"parameters": func(n *lang.Node) { p.parameters = d.parameters(n) },
		"ask_together": func(n *lang.Node) {
			for _, item := range items(n) {
				p.groups = append(p.groups, d.group(item))
			}
		},
		"criteria": func(n *lang.Node) { p.criteria = d.criteriaOf(n) },
		"decide":   func(n *lang.Node) { p.decide = d.rows(n, "decide") },
		"also":     func(n *lang.Node) { p.also = d.rows(n, "also") },
		"outcomes": func(n *lang.Node) { p.outcomes = d.outcomes(n) },
		"letter": func(n *lang.Node) {
			lang.Fields(n, "letter", d.c, map[string]func(*lang.Node){"to": d.str(&a.LetterTo), "intro": d.str(&a.LetterIntro)})
		},
	})
}

func (d *decoder) version(n *lang.Node) string {
	if parts := strings.Count(n.Value, ".") + 1; n.Kind == lang.Scalar && n.Style == lang.Plain && !n.Refused && parts < 3 &&
		n.Value != "" && strings.Trim(n.Value, "0123456789.") == "" {
		d.c.Errorf("P038", n.Span, "\"version\" must be quoted: YAML reads %s as a number", n.Value).Help =
			"write three numbers in quotes: \"" + n.Value + strings.Repeat(".0", 3-parts) + "\""
		return ""
	}
	v := lang.QuotedString(n, d.c)
	parts := strings.Split(v, ".")
	ok := len(parts) == 3
	for _, p := range parts {
		ok = ok && p != "" && strings.Trim(p, "0123456789") == ""
	}
	if !ok && v != "" {
		d.c.Errorf("P213", n.Span, "%q is not a version", v).Help = "write three numbers in quotes: \"1.0.0\""
	}
	return v
}

func (d *decoder) notFor(n *lang.Node) []*NotFor {
	var out []*NotFor
	for i, item := range items(n) {
		nf := &NotFor{ID: fmt.Sprintf("not_for_%d", i+1), node: item}
		lang.Fields(item, "a not_for entry", d.c, map[string]func(*lang.Node){
			"id": func(v *lang.Node) { nf.ID = d.id(v) }, "when": d.condition(&nf.When), "says": d.str(&nf.Says),
			"outcome": func(v *lang.Node) {
				nf.Outcome = lang.String(v, d.c)
				nf.outcomeNode = v
			},
			"evidence": d.citations(&nf.Evidence),
		})
		d.need(item, "a not_for entry", "when", "says", "outcome")
		out = append(out, nf)
	}
	return out
}

func (d *decoder) parameters(n *lang.Node) []*Parameter {
	var out []*Parameter
	for _, e := range d.mapping(n, "parameters") {
		p := &Parameter{ID: d.id(e.Key), Value: math.NaN(), node: e.Key} // until it is read
		lang.Fields(e.Value, "parameter "+p.ID, d.c, map[string]func(*lang.Node){
			"says": d.str(&p.Says), "unit": d.str(&p.Unit), "evidence": d.citations(&p.Evidence),
			"value": func(v *lang.Node) {
				p.valueNode = v
				d.numberIfAny(&p.Value)(v)
			},
		})
		d.need(e.Value, "parameter "+p.ID, "value", "evidence")
		out = append(out, p)
	}
	return out
}

func (d *decoder) group(n *lang.Node) *Group {
	g := &Group{}
	lang.Fields(n, "an ask_together entry", d.c, map[string]func(*lang.Node){
		"title": d.str(&g.Title), "style": d.oneOf(&g.Style, "style", "tick_list"),
		"findings": func(v *lang.Node) {
			g.Findings = lang.Strings(v, d.c)
			g.nodes = scalars(v)
		},
	})
	d.need(n, "an ask_together entry", "title", "findings")
	return g
}

func (d *decoder) rows(n *lang.Node, block string) []*Row {
	var out []*Row
	if n.Kind != lang.Sequence {
		d.c.Errorf("P214", n.Span, "%s is a list of rows", block).Help = "start each row with a dash: `- {id: ..., when: ..., outcome: ...}`"
		return nil
	}
	for _, item := range n.Items {
		r := &Row{node: item}
		what := "a row of " + block
		if id := item.Get("id"); id != nil {
			what = fmt.Sprintf("row %q", id.Value)
		}
		var strength string
		readers := map[string]func(*lang.Node){
			"id": func(v *lang.Node) { r.ID = d.id(v) }, "when": d.condition(&r.When),
			"outcome": func(v *lang.Node) {
				r.Outcome = lang.String(v, d.c)
				r.outcomeNode = v
			},
			"evidence": d.citations(&r.Evidence), "note": d.str(&r.Note),
			"strength": d.oneOf(&strength, "strength", "refer", "offer", "consider"),
		}
		if block == "decide" {
			readers["red_flag"] = d.flag(&r.RedFlag)
			readers["because"] = d.str(&r.Because)
		} else {
			readers["ask"] = d.flag(&r.Ask)
		}
		lang.Fields(item, what, d.c, readers)
		r.Strength = Strength(strength)
		d.need(item, what, "id", "outcome")
		if block == "also" && r.ID == "otherwise" {
			d.c.Errorf("P215", item.Get("id").Span, "`otherwise` is the last row of decide: further advice is for whom its row says").Help =
				"give the row another id, and a `when:`"
			continue
		}
		d.otherwise(r, item, block, what)
		out = append(out, r)
	}
	d.endsWithOtherwise(out, n, block)
	return out
}

func (d *decoder) otherwise(r *Row, item *lang.Node, block, what string) {
	r.Otherwise = block == "decide" && r.ID == "otherwise"
	if r.Otherwise && r.When != nil {
		d.c.Errorf("P215", r.When.Span(), "`otherwise` takes every patient that is left, so it has no condition").Help =
			"remove `when:`, or give the row another id"
	}
	if !r.Otherwise && item.Get("when") == nil {
		d.c.Errorf("P207", item.Span, "%s has no `when`", what).Help = "say whom the row is for"
	}
	if r.When != nil && strings.TrimSpace(r.When.Text) == "true" {
		d.c.Errorf("P215", r.When.Span(), "%s fits everybody", what).Help =
			"use a last row `- {id: otherwise, outcome: ...}` for the patients who are left"
		r.When = nil
	}
}

func (d *decoder) endsWithOtherwise(rows []*Row, n *lang.Node, block string) {
	if block != "decide" || len(rows) == 0 {
		return
	}
	for i, r := range rows {
		if r.Otherwise && i != len(rows)-1 {
			d.c.Errorf("P216", r.node.Span, "rows after `otherwise` can never be reached").Help = "move `otherwise` to the end of decide"
			return
		}
	}
	if !rows[len(rows)-1].Otherwise {
		d.c.Errorf("P216", n.Items[len(n.Items)-1].Span, "decide has no `otherwise` as its last row").Help =
			"add `- {id: otherwise, outcome: ...}` so that nobody is left without advice"
	}
}
