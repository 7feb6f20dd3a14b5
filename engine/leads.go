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

func (v *view) levelLeads(left diagram.Residual, level int) []Lead {
	var order []string
	cells := map[string][]int{}
	outcomes := map[string][]string{}
	for c := range v.u.part.Cells[level] {
		after := v.outcomesOf(left.After(level, c))
		if len(after) == 0 {
			continue
		}
		key := strings.Join(after, "|")
		if _, ok := cells[key]; !ok {
			order = append(order, key)
		}
		cells[key] = append(cells[key], c)
		outcomes[key] = after
	}
	var out []Lead
	for _, key := range order {
		out = append(out, Lead{Answer: v.lib.cellWords(v.u, level, cells[key]), Outcomes: outcomes[key]})
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
	if lv.Missing {
		if u.part.Cells[level][cells[0]].Sample.Bool {
			return "not known"
		}
		return "known"
	}
	if lv.Option != "" {
		words := f.optionSays(lv.Option)
		if u.part.Cells[level][cells[0]].Sample.Bool {
			return words
		}
		return "not " + lowerFirst(words)
	}
	switch f.Kind {
	case KindYesNo:
		if u.part.Cells[level][cells[0]].Sample.Bool {
			return "yes"
		}
		return "no"
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
	case KindOptions, KindDate, KindText, KindFile:
	}
	return ""
}

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
		return lo + unit
	case atMin && atMax:
		return "any value"
	case atMin && r.HiOpen:
		return "below " + hi + unit
	case atMin:
		return hi + unit + " or less"
	case atMax && r.LoOpen:
		return "above " + lo + unit
	case atMax:
		return lo + unit + " or more"
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
