package engine

import (
	"slices"
	"strings"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// leads says which answers to a finding leave which outcomes possible. It is
// derived, never written by hand.
func (v *view) leads(finding string) []Lead {
	if !v.u.proved {
		return nil
	}
	missing := v.absence(finding)
	if v.tellsOfMissing(finding) {
		if out, ok := v.leadsByAnswering(finding, missing >= 0); ok {
			return out
		}
	}
	if missing >= 0 && !v.k.IsFixed(missing) {
		return v.leadsKnownOrNot(finding, missing)
	}
	var out []Lead
	v.follow()
	for _, level := range v.u.levelsOf(finding) {
		out = append(out, v.led[level]...)
	}
	return out
}

// follow works out where an answer to each level that matters leads.
func (v *view) follow() {
	if v.led != nil {
		return
	}
	v.led = make(map[int][]Lead, len(v.support))
	left := v.q.Residual(v.p.decide, v.care, v.k)
	for _, level := range v.support {
		v.led[level] = v.levelLeads(left, level)
	}
}

// leadsKnownOrNot is for a finding of which rules also read whether it is
// known. A value makes it known: the two are answered at once.
func (v *view) leadsKnownOrNot(finding string, missing int) []Lead {
	var out []Lead
	var known, unknown []string
	for c, cell := range v.u.part.Cells[missing] {
		v.k.Fix(missing, diagram.One(c))
		left := v.q.Residual(v.p.decide, v.care, v.k)
		if cell.Sample.Bool {
			unknown = v.outcomesOf(left.Terminals())
			continue
		}
		known = v.outcomesOf(left.Terminals())
		support := slices.Clone(left.Support())
		for _, level := range v.u.levelsOf(finding) {
			if lv := v.u.levels[level]; !lv.Missing && (lv.Option == "" || slices.Contains(support, level)) {
				out = append(out, v.levelLeads(left, level)...)
			}
		}
	}
	v.k.Forget(missing)
	if len(out) <= 1 && len(known) > 0 {
		out = []Lead{{Answer: "known", Outcomes: known}}
	}
	if len(unknown) > 0 {
		out = append(out, Lead{Answer: "not known", Outcomes: unknown})
	}
	return out
}

func (v *view) levelLeads(left diagram.Residual, level int) []Lead {
	var by byOutcomes
	for c := range v.u.part.Cells[level] {
		by.add(c, v.outcomesOf(left.After(level, c)))
	}
	return by.leads(func(cells []int) string { return v.lib.cellWords(v.u, level, cells) })
}

// byOutcomes gathers the answers after which the same outcomes stay possible.
type byOutcomes struct {
	order    []string
	cells    map[string][]int
	outcomes map[string][]string
}

func (b *byOutcomes) add(cell int, outcomes []string) {
	if len(outcomes) == 0 {
		return
	}
	if b.cells == nil {
		b.cells, b.outcomes = map[string][]int{}, map[string][]string{}
	}
	key := strings.Join(outcomes, "|")
	if _, ok := b.cells[key]; !ok {
		b.order = append(b.order, key)
	}
	b.cells[key] = append(b.cells[key], cell)
	b.outcomes[key] = outcomes
}

func (b *byOutcomes) leads(words func(cells []int) string) []Lead {
	var out []Lead
	for _, key := range b.order {
		out = append(out, Lead{Answer: words(b.cells[key]), Outcomes: b.outcomes[key]})
	}
	return out
}

// outcomesOf names the outcomes of terminals of decide, most urgent first.
func (v *view) outcomesOf(terminals []int) []string {
	var out []string
	for _, t := range terminals {
		id := "does_not_apply"
		if o := v.p.ends[t].outcome; o >= 0 {
			id = v.p.outcomeIDs[o]
		}
		if !has(out, id) {
			out = append(out, id)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return v.rank(a) - v.rank(b) })
	return out
}

func (v *view) rank(outcome string) int {
	if o, ok := v.p.outcomes[outcome]; ok {
		return o.Within.Rank()
	}
	return 9
}

// cellWords writes some cells of a level as an answer: "yes", "10 or more",
// "current".
func (l *Library) cellWords(u *unit, level int, cells []int) string {
	lv := u.levels[level]
	f := l.findings[lv.Finding]
	switch is := u.part.Cells[level][cells[0]].Sample.Bool; {
	case lv.Missing:
		return eitherOf(cells, is, "not known", "known")
	case lv.Option != "":
		return quoteWords(f.optionSays(lv.Option)) + " " + eitherOf(cells, is, "chosen", "not chosen")
	case f.Kind == KindYesNo:
		return eitherOf(cells, is, "yes", "no")
	}
	switch f.Kind {
	case KindOption:
		var words []string
		for _, c := range cells {
			for _, o := range u.part.Cells[level][c].Options {
				words = append(words, f.optionSays(o))
			}
		}
		return strings.Join(words, " or ")
	case KindNumber:
		var regions []expr.Region
		for _, c := range cells {
			regions = append(regions, u.part.Cells[level][c].Regions...)
		}
		return rangeWords(f.Finding, regions)
	case KindYesNo, KindOptions, KindDate, KindText, KindFile:
	}
	return ""
}

// eitherOf words the cells of a level that is so or is not: one of them, or
// both.
func eitherOf(cells []int, is bool, so, not string) string {
	switch {
	case len(cells) > 1:
		return so + " or " + not
	case is:
		return so
	}
	return not
}

func quoteWords(s string) string { return "\u201c" + s + "\u201d" }

func (f *findingSpec) optionSays(id string) string {
	for _, o := range f.Options {
		if o.ID == id {
			return o.Says
		}
	}
	return id
}

// lowerFirst puts a sentence inside another. An acronym such as FIT stays.
func lowerFirst(s string) string {
	first, rest, _ := strings.Cut(s, " ")
	if first == "" || strings.ToLower(first[1:]) != first[1:] {
		return s
	}
	if rest == "" && len(first) == len(s) {
		return strings.ToLower(first)
	}
	return strings.ToLower(first) + " " + rest
}

// rangeWords writes regions of a number as words: "below 10", "10 or more".
func rangeWords(f Finding, regions []expr.Region) string {
	slices.SortFunc(regions, func(a, b expr.Region) int {
		switch {
		case a.Lo < b.Lo:
			return -1
		case a.Lo > b.Lo:
			return 1
		case a.LoOpen == b.LoOpen:
			return 0
		case b.LoOpen:
			return -1
		}
		return 1
	})
	var merged []expr.Region
	for _, r := range regions {
		if n := len(merged); n > 0 && merged[n-1].Hi == r.Lo && (!merged[n-1].HiOpen || !r.LoOpen) {
			merged[n-1].Hi, merged[n-1].HiOpen = r.Hi, r.HiOpen
			continue
		}
		merged = append(merged, r)
	}
	var words []string
	for _, r := range merged {
		words = append(words, oneRange(f, r))
	}
	return strings.Join(words, " or ")
}

func oneRange(f Finding, r expr.Region) string {
	unit := unitWords(f.Unit)
	atMin := r.Lo <= f.Min && !r.LoOpen
	atMax := r.Hi >= f.Max && !r.HiOpen
	lo, hi := showNumber(r.Lo), showNumber(r.Hi)
	switch {
	case r.Lo == r.Hi:
		return quantity(r.Lo, f.Unit)
	case atMin && atMax:
		return "any value"
	case atMin && r.HiOpen:
		return "below " + quantity(r.Hi, f.Unit)
	case atMin:
		return quantity(r.Hi, f.Unit) + " or less"
	case atMax && r.LoOpen:
		return "above " + quantity(r.Lo, f.Unit)
	case atMax:
		return quantity(r.Lo, f.Unit) + " or more"
	}
	from, to := "from "+lo, " to "+hi
	if r.LoOpen {
		from = "above " + lo
	}
	if r.HiOpen {
		to = " to below " + hi
	}
	return from + to + unit
}
