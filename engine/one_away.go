package engine

import (
	"maps"
	"slices"
	"sort"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// OneAway gives the rows that a single further answer would meet and that have
// to do with some of the findings: the answer is one of them or a narrower form
// of one, or it would not be enough without them. Missing names the answers any
// one of which is enough. Most urgent first.
func (l *Library) OneAway(a Answers, findings []string) []PossibleRow {
	all := l.reason(a)
	defer l.reasoners.Put(all)
	without := maps.Clone(a)
	for _, id := range findings {
		delete(without, id)
	}
	rest := l.reason(without)
	defer l.reasoners.Put(rest)
	about := l.about(findings)
	var out []PossibleRow
	for _, id := range l.pathwayIDs {
		out = append(out, l.pathways[id].oneAway(&all.knowledge, &rest.knowledge, about)...)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Within.Rank() < out[j].Within.Rank() })
	return out
}

// About keeps the rows that have to do with some of the findings.
func (l *Library) About(rows []Met, findings []string) []Met {
	about := l.about(findings)
	var out []Met
	for _, m := range rows {
		p, ok := l.pathways[m.Pathway]
		if ok && p.rowReads(m.Row, about) {
			out = append(out, m)
		}
	}
	return out
}

// about is the findings, their narrower forms, and what is derived from them.
func (l *Library) about(findings []string) map[string]bool {
	out := map[string]bool{}
	for id, f := range l.findings {
		if f.derive != nil && slices.ContainsFunc(f.asks, func(part string) bool { return has(findings, part) }) {
			out[id] = true
		}
	}
	for _, id := range findings {
		out[id] = true
		for _, narrower := range l.impliedBy[id] {
			out[narrower] = true
		}
	}
	return out
}

func (p *Pathway) rowReads(row string, about map[string]bool) bool {
	for _, rows := range [][]*Row{p.spec.decide, p.spec.also} {
		for _, r := range rows {
			if r.ID != row {
				continue
			}
			for _, id := range p.lib.reads(r.When, p.unit.named) {
				if about[id] {
					return true
				}
			}
		}
	}
	return false
}

// oneAway looks at a pathway's rows with all that is known of the patient, and
// with the rest of it.
func (p *Pathway) oneAway(all, rest *knowledge, about map[string]bool) []PossibleRow {
	if !p.unit.proved {
		return nil
	}
	v, before := p.sight(all), p.sight(rest)
	defer v.done()
	defer before.done()
	var out []PossibleRow
	look := func(r *Row, ref diagram.Ref) {
		if r.Otherwise || !p.rowReads(r.ID, about) {
			return
		}
		near, far := v.enough(ref, about)
		if len(near) == 0 {
			_, anyway := before.enough(ref, about)
			near = slices.DeleteFunc(far, func(f string) bool { return has(anyway, f) })
		}
		if len(near) > 0 {
			out = append(out, PossibleRow{Met: p.met(r), Missing: near})
		}
	}
	for i, r := range p.spec.decide {
		look(r, p.screenedRows[i])
	}
	for i, r := range p.spec.also {
		look(r, p.screenedAlso[i])
	}
	return out
}

// sight is a view of the rows alone.
func (p *Pathway) sight(of *knowledge) *view {
	v := &view{p: p, lib: p.lib, u: p.unit, known: of, care: p.unit.care}
	v.q = v.u.pool.Get().(*diagram.Scratch)
	v.k = of.lay(v.u, v.q.Nothing())
	return v
}

// enough gives the findings one answer to which makes an open condition true:
// those that are about the matter, and the rest.
func (v *view) enough(r diagram.Ref, about map[string]bool) (near, far []string) {
	left := v.q.Residual(r, v.care, v.k)
	if len(left.Terminals()) < 2 {
		return nil, nil
	}
	var found, measured []string
	for _, level := range slices.Clone(left.Support()) {
		switch f := v.u.levels[level].Finding; {
		case v.asked(f) || has(found, f) || has(measured, f):
		case v.absence(f) >= 0:
			measured = append(measured, f)
		case v.settles(left, level):
			found = append(found, f)
		}
	}
	for _, f := range measured {
		if v.settledByResult(r, f) {
			found = append(found, f)
		}
	}
	for _, f := range found {
		if about[f] {
			near = append(near, f)
		} else {
			far = append(far, f)
		}
	}
	return near, far
}

// settles says whether some cell of a level leaves nothing but true.
func (v *view) settles(left diagram.Residual, level int) bool {
	for c := range v.u.part.Cells[level] {
		if after := left.After(level, c); len(after) == 1 && after[0] == 1 {
			return true
		}
	}
	return false
}

// absence is the level on which a finding is missing; below zero where no rule
// minds that.
func (v *view) absence(finding string) int {
	for _, level := range v.u.levelsOf(finding) {
		if v.u.levels[level].Missing {
			return level
		}
	}
	return -1
}

// settledByResult says whether some answer to a finding is enough, where it
// also matters that there is one.
func (v *view) settledByResult(r diagram.Ref, finding string) bool {
	missing := v.absence(finding)
	here := slices.IndexFunc(v.u.part.Cells[missing], func(c expr.Cell) bool { return !c.Sample.Bool })
	v.k.Fix(missing, diagram.One(here))
	defer v.k.Forget(missing)
	left := v.q.Residual(r, v.care, v.k)
	if value, ok := left.IsDecided(); ok {
		return value == diagram.True.Value()
	}
	for _, level := range slices.Clone(left.Support()) {
		if v.u.levels[level].Finding == finding && v.settles(left, level) {
			return true
		}
	}
	return false
}
