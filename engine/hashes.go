package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"signpost.health/signpost/engine/diagram"
)

// behaviourHash names what the pathway does: its diagrams over a canonical
// order of levels, whose terminals name action, urgency and route. Rewriting a
// condition so that every patient ends where they did keeps it.
func (p *Pathway) behaviourHash() string {
	h := sha256.New()
	c := p.canonical()
	write := func(name string, sum [32]byte) { _, _ = fmt.Fprintf(h, "%s %x\n", name, sum) } // a hash never fails
	if c == nil {
		// Over budget nothing can be said of behaviour but its text.
		_, _ = h.Write(p.spec.file.Data)
		return "text:" + hex.EncodeToString(h.Sum(nil))[:32]
	}
	write("decide", c.hash(c.decide, func(t int) string { return p.endKey(p.ends[t]) }))
	var also []string
	for i, r := range p.spec.also {
		sum := c.hash(c.also[i], strconv.Itoa)
		also = append(also, fmt.Sprintf("%s %t %x", outcomeKey(p.outcomes[r.Outcome].Outcome), r.Ask, sum))
	}
	sort.Strings(also)
	_, _ = fmt.Fprintln(h, strings.Join(also, "\n"))
	return hex.EncodeToString(h.Sum(nil))[:32]
}

func (p *Pathway) endKey(e end) string {
	if e.outcome < 0 {
		return "does not apply"
	}
	k := outcomeKey(p.outcomes[p.outcomeIDs[e.outcome]].Outcome)
	if e.notFor >= 0 {
		k = "not for: " + k
	}
	return k
}

func outcomeKey(o Outcome) string {
	return fmt.Sprintf("%s|%s|%s|%s|%s|%s", o.Action, o.Within, o.Route.Clinic, o.Route.Service, o.Route.Pathway, strings.Join(o.Tests, ","))
}

// canonicalUnit is the pathway's diagrams over levels in alphabetical order,
// so that the order of rows and findings in the file does not show.
type canonicalUnit struct {
	u      *unit
	decide diagram.Ref
	also   []diagram.Ref
}

func (p *Pathway) canonical() *canonicalUnit {
	sorted := p.Levels()
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].String() < sorted[j].String() })
	q, err := p.compile(nil, sorted)
	if err != nil {
		return nil
	}
	s := q.Space
	constrain := func(r diagram.Ref) diagram.Ref {
		if q.Care == diagram.False {
			return r
		}
		return s.Constrain(r, q.Care)
	}
	c := &canonicalUnit{u: q.u, decide: constrain(s.MapTerminals(q.RowOf, p.sameKey()))}
	for _, r := range q.Also {
		c.also = append(c.also, constrain(s.And(q.Applies, r)))
	}
	if s.Err() != nil {
		return nil
	}
	return c
}

// sameKey maps each end to the first that leads to the same action, urgency
// and route.
func (p *Pathway) sameKey() func(int) int {
	first := map[string]int{}
	to := make([]int, len(p.ends))
	for i, e := range p.ends {
		k := p.endKey(e)
		if _, ok := first[k]; !ok {
			first[k] = i
		}
		to[i] = first[k]
	}
	return func(t int) int { return to[t] }
}

func (c *canonicalUnit) hash(r diagram.Ref, terminal func(int) string) [32]byte {
	alike := c.alike(r)
	return c.u.space.Hash(r,
		func(level int) string { return c.u.levels[level].String() },
		func(level, cell int) string { return alike[level][cell] }, terminal)
}

// alike names each cell by all that the diagram cannot tell from it, so that
// thresholds which no longer matter leave no trace.
func (c *canonicalUnit) alike(r diagram.Ref) [][]string {
	out := make([][]string, len(c.u.levels))
	for level := range c.u.levels {
		classes := c.u.space.Alike(r, level)
		words := map[int][]int{}
		for cell, class := range classes {
			words[class] = append(words[class], cell)
		}
		for _, class := range classes {
			out[level] = append(out[level], c.u.cellKey(level, words[class]))
		}
	}
	return out
}

// cellKey names cells by their values alone.
func (u *unit) cellKey(level int, cells []int) string {
	lv := u.levels[level]
	first := u.part.Cells[level][cells[0]]
	if len(first.Regions) == 0 && len(first.Options) == 0 {
		var bools []string
		for _, c := range cells {
			bools = append(bools, strconv.FormatBool(u.part.Cells[level][c].Sample.Bool))
		}
		sort.Strings(bools)
		return lv.String() + " " + strings.Join(bools, ",")
	}
	var options []string
	type region struct {
		lo, hi         float64
		loOpen, hiOpen bool
	}
	var regions []region
	for _, c := range cells {
		cell := u.part.Cells[level][c]
		options = append(options, cell.Options...)
		for _, r := range cell.Regions {
			regions = append(regions, region{r.Lo, r.Hi, r.LoOpen, r.HiOpen})
		}
	}
	sort.Strings(options)
	sort.Slice(regions, func(i, j int) bool {
		if regions[i].lo != regions[j].lo {
			return regions[i].lo < regions[j].lo
		}
		return !regions[i].loOpen && regions[j].loOpen
	})
	var merged []region
	for _, r := range regions {
		if n := len(merged); n > 0 && merged[n-1].hi == r.lo && (!merged[n-1].hiOpen || !r.loOpen) {
			merged[n-1].hi, merged[n-1].hiOpen = r.hi, r.hiOpen
			continue
		}
		merged = append(merged, r)
	}
	return fmt.Sprintf("%s %v %v", lv, options, merged)
}

// contentHash names everything else that a signer agrees to: wording, letters,
// attestations, mappings, shelf lives, patient text.
func (p *Pathway) contentHash() string {
	type finding struct {
		Finding
		Test *TestKind
	}
	a := p.spec.about
	a.Version, a.Status, a.ReviewBy, a.File = "", "", "", ""
	content := struct {
		About      About
		Outcomes   []*Outcome
		Criteria   [][2]string
		Rows       [][5]string
		NotFor     [][3]string
		Groups     []Group
		Parameters [][2]string
		Findings   []finding
	}{About: a, Outcomes: p.Outcomes()}
	for _, c := range p.spec.criteria {
		content.Criteria = append(content.Criteria, [2]string{c.ID, c.Says})
	}
	for _, r := range append(append([]*Row(nil), p.spec.decide...), p.spec.also...) {
		content.Rows = append(content.Rows, [5]string{r.ID, r.Outcome, string(r.Strength), citations(r.Evidence), r.Because})
	}
	for _, n := range p.spec.notFor {
		content.NotFor = append(content.NotFor, [3]string{n.ID, n.Outcome, n.Says})
	}
	for _, g := range p.spec.groups {
		content.Groups = append(content.Groups, Group{Title: g.Title, Style: g.Style, Findings: g.Findings})
	}
	for _, x := range p.spec.parameters {
		content.Parameters = append(content.Parameters, [2]string{x.ID, x.Says})
	}
	for _, id := range p.contentFindings() {
		f := finding{Finding: p.lib.findings[id].Finding}
		f.OnlyIf, f.Derive = "", ""
		f.Test = p.lib.tests[f.ObtainedBy]
		content.Findings = append(content.Findings, f)
	}
	b, err := json.Marshal(content)
	if err != nil {
		panic("engine: a pathway's content cannot be written as JSON: " + err.Error())
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])[:32]
}

// contentFindings gives what the pathway reads or its letters require, sorted.
func (p *Pathway) contentFindings() []string {
	seen := map[string]bool{}
	for _, f := range p.Findings() {
		seen[f] = true
	}
	for _, o := range p.outcomes {
		for _, f := range o.Requires {
			seen[f] = true
		}
	}
	return keys(seen)
}

func citations(cs []Citation) string {
	var out []string
	for _, c := range cs {
		out = append(out, c.words())
	}
	return strings.Join(out, "; ")
}
