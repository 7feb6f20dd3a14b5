package diff

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
)

// bound is a number finding held against a constant.
type bound struct {
	finding, op string
	value       float64
}

// thresholds says in sentences what changed of numbers. The same change in
// several places is one sentence.
func (d *differ) thresholds() {
	type sentence struct {
		says   string
		places []string
	}
	var found []*sentence
	for _, x := range d.conditions() {
		for _, says := range d.boundsBetween(x.before, x.after) {
			at := slices.IndexFunc(found, func(s *sentence) bool { return s.says == says })
			if at < 0 {
				found = append(found, &sentence{says: says})
				at = len(found) - 1
			}
			found[at].places = append(found[at].places, x.about)
		}
	}
	for _, s := range found {
		d.p.Thresholds = append(d.p.Thresholds, s.says+" ("+strings.Join(s.places, ", ")+")")
	}
}

// boundsBetween compares the thresholds of a condition. Where one went and one
// came, of the same finding, it moved.
func (d *differ) boundsBetween(before, after *engine.Condition) []string {
	gone, come := bounds(before.Root(), d.renamed), bounds(after.Root(), nil)
	var out []string
	for _, id := range findingsOf(gone, come) {
		f, ok := d.after.Finding(id)
		if !ok {
			continue
		}
		a, b := without(of(gone, id), of(come, id)), without(of(come, id), of(gone, id))
		if len(a) == 0 || len(a) != len(b) {
			continue
		}
		for i := range a {
			out = append(out, d.says(f, a[i], b[i]))
		}
	}
	return out
}

// says is the sentence for one threshold.
func (d *differ) says(f *engine.Finding, a, b bound) string {
	show := func(v float64) string {
		return strings.ReplaceAll(d.after.Show(f.ID, engine.Number(v)), "\u00a0", " ")
	}
	if a.value == b.value || side(a.op) != side(b.op) {
		return fmt.Sprintf("%s %s becomes %s", f.Short, within(a.op, show(a.value)), within(b.op, show(b.value)))
	}
	verb := "rises"
	if b.value < a.value {
		verb = "falls"
	}
	s := fmt.Sprintf("%s threshold %s from %s to %s", f.Short, verb, bare(show(a.value), show(b.value)), show(b.value))
	if a.op != b.op {
		s += fmt.Sprintf(", and %s becomes %s", within(a.op, "it"), within(b.op, "it"))
	}
	return s
}

// bare leaves a unit out that the second number says too: "10 to 7 µg/g".
func bare(a, b string) string {
	_, unitA, okA := strings.Cut(a, " ")
	_, unitB, okB := strings.Cut(b, " ")
	if okA && okB && unitA == unitB {
		return strings.TrimSuffix(a, " "+unitA)
	}
	return a
}

func side(op string) string { return op[:1] }

// within writes a comparison as a reader says it.
func within(op, value string) string {
	switch op {
	case "<":
		return "below " + value
	case "<=":
		return value + " or less"
	case ">":
		return "above " + value
	case ">=":
		return value + " or more"
	case "!=":
		return "other than " + value
	}
	return "exactly " + value
}

// bounds gathers the thresholds of a condition, in order.
func bounds(n *expr.Node, renamed map[string]string) []bound {
	if n == nil {
		return nil
	}
	if n.Op == expr.OpAtom {
		finding, op, value, ok := n.Atom.Threshold()
		if !ok {
			return nil
		}
		if now, ok := renamed[finding]; ok {
			finding = now
		}
		return []bound{{finding, op, value}}
	}
	var out []bound
	for _, k := range n.Kids {
		out = append(out, bounds(k, renamed)...)
	}
	return out
}

func findingsOf(lists ...[]bound) []string {
	seen := map[string]bool{}
	for _, list := range lists {
		for _, b := range list {
			seen[b.finding] = true
		}
	}
	return sorted(seen)
}

func of(list []bound, finding string) []bound {
	var out []bound
	for _, b := range list {
		if b.finding == finding && !slices.Contains(out, b) {
			out = append(out, b)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		return side(out[i].op) < side(out[j].op) || side(out[i].op) == side(out[j].op) && out[i].value < out[j].value
	})
	return out
}

func without(list, other []bound) []bound {
	return slices.DeleteFunc(slices.Clone(list), func(b bound) bool { return slices.Contains(other, b) })
}

// between is a condition in both versions.
type between struct {
	about         string
	before, after *engine.Condition
}

// conditions gives every condition that both versions have under one name.
func (d *differ) conditions() []between {
	a, b := d.p.before, d.p.after
	out := []between{{"applies_to", a.AppliesTo(), b.AppliesTo()}}
	for _, n := range both(a.NotFor(), b.NotFor(), notForID) {
		out = append(out, between{"not_for " + n.after.ID, n.before.When, n.after.When})
	}
	for _, c := range both(a.Criteria(), b.Criteria(), criterionID) {
		out = append(out, between{"criterion " + c.after.ID, c.before.When, c.after.When})
	}
	for _, r := range both(a.Rows(), b.Rows(), rowID) {
		out = append(out, between{"row " + r.after.ID, r.before.When, r.after.When})
	}
	for _, r := range both(a.AlsoRows(), b.AlsoRows(), rowID) {
		out = append(out, between{"also " + r.after.ID, r.before.When, r.after.When})
	}
	return out
}

func notForID(n *engine.NotFor) string { return n.ID }

func criterionID(c *engine.Criterion) string { return c.ID }

func rowID(r *engine.Row) string { return r.ID }

// matched is an entry of both versions.
type matched[E any] struct{ before, after E }

// both matches entries by id, in the order after.
func both[E any](before, after []E, id func(E) string) []matched[E] {
	var out []matched[E]
	for _, b := range after {
		for _, a := range before {
			if id(a) == id(b) {
				out = append(out, matched[E]{a, b})
			}
		}
	}
	return out
}

// only gives the entries of a list that the other lacks.
func only[E any](list, other []E, id func(E) string) []E {
	var out []E
	for _, e := range list {
		if !slices.ContainsFunc(other, func(o E) bool { return id(o) == id(e) }) {
			out = append(out, e)
		}
	}
	return out
}

func sorted[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
