package english

import (
	"math"

	"signpost.health/signpost/engine/expr"
)

// group joins parts: parts of the same kind are taken in, facts about one
// finding become one.
func (w *Writer) group(kind Kind, parts []Phrase) Phrase {
	var flat []Phrase
	for _, p := range parts {
		if p.Kind == kind {
			flat = append(flat, p.Parts...)
		} else {
			flat = append(flat, p)
		}
	}
	var out []Phrase
	for _, p := range flat {
		if !w.mergeInto(out, p, kind) {
			out = append(out, p)
		}
	}
	if len(out) == 1 {
		return out[0]
	}
	return Phrase{Kind: kind, Parts: out}
}

func (w *Writer) mergeInto(out []Phrase, p Phrase, kind Kind) bool {
	if p.Kind != Leaf {
		return false
	}
	for i, have := range out {
		if have.Kind != Leaf {
			continue
		}
		if f, ok := merge(have.fact, p.fact, kind); ok {
			out[i] = w.leaf(f)
			out[i].made = made{kind: kind, parts: []made{have.made, p.made}}
			return true
		}
	}
	return false
}

// merge makes one fact of two that hold together (All) or of which one is
// enough (Any), where words for it exist.
func merge(a, b fact, kind Kind) (fact, bool) {
	if a.finding == nil || b.finding == nil || a.finding.ID != b.finding.ID {
		return a, false
	}
	switch {
	case kind == All && a.subject == aState && a.yes && b.subject != aState:
		b.alsoKnown = true
		return b, true
	case kind == All && b.subject == aState && b.yes && a.subject != aState:
		a.alsoKnown = true
		return a, true
	case a.subject != b.subject || a.alsoKnown != b.alsoKnown:
		return a, false
	case a.subject == aNumber && kind == All:
		return mergeNumbers(a, b)
	case a.subject == aChoice:
		return mergeChoices(a, b, kind)
	case a.subject == aSet && a.yes == b.yes && a.yes == (kind == Any):
		// Some of these or some of those; none of these and none of those.
		a.options = union(a, b)
		return a, true
	}
	return a, false
}

func mergeNumbers(a, b fact) (fact, bool) {
	if a.except || b.except {
		return a, false
	}
	r := a.span
	if b.span.Lo > r.Lo || (b.span.Lo == r.Lo && b.span.LoOpen) {
		r.Lo, r.LoOpen = b.span.Lo, b.span.LoOpen
	}
	if b.span.Hi < r.Hi || (b.span.Hi == r.Hi && b.span.HiOpen) {
		r.Hi, r.HiOpen = b.span.Hi, b.span.HiOpen
	}
	if r.Lo > r.Hi || (r.Lo == r.Hi && (r.LoOpen || r.HiOpen)) {
		return a, false // nobody is both; the reader should see both
	}
	a.span = r
	return a, true
}

func mergeChoices(a, b fact, kind Kind) (fact, bool) {
	if kind == Any {
		a.options = union(a, b)
		a.but = a.but || b.but
		return a, true
	}
	var both []string
	for _, o := range a.options {
		if has(b.options, o) {
			both = append(both, o)
		}
	}
	if len(both) == 0 {
		return a, false
	}
	a.options = both
	a.but = a.but && b.but
	return a, true
}

// union gives the options of either, in the finding's order.
func union(a, b fact) []string {
	var out []string
	for _, o := range a.finding.Options {
		if has(a.options, o.ID) || has(b.options, o.ID) {
			out = append(out, o.ID)
		}
	}
	return out
}

// spanOf gives the numbers for which "x op v" holds, or does not.
func spanOf(op string, v float64, yes bool) (r expr.Region, except bool) {
	inf := math.Inf(1)
	if !yes {
		op = opposite(op)
	}
	switch op {
	case ">=":
		return expr.Region{Lo: v, Hi: inf}, false
	case ">":
		return expr.Region{Lo: v, LoOpen: true, Hi: inf}, false
	case "<=":
		return expr.Region{Lo: -inf, Hi: v}, false
	case "<":
		return expr.Region{Lo: -inf, Hi: v, HiOpen: true}, false
	case "==":
		return expr.Region{Lo: v, Hi: v}, false
	}
	return expr.Region{Lo: v, Hi: v}, true
}

func opposite(op string) string {
	switch op {
	case ">=":
		return "<"
	case ">":
		return "<="
	case "<=":
		return ">"
	case "<":
		return ">="
	case "==":
		return "!="
	}
	return "=="
}
