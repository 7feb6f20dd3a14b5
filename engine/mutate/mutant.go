package mutate

import (
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/source"
)

// Kind is the kind of slip that a mutant stands for.
type Kind string

// The kinds.
const (
	// Edge moves a threshold's own value to the other side: < becomes <=.
	Edge Kind = "edge"
	// Step moves a threshold by one step.
	Step Kind = "step"
	// AndOr takes "and" for "or", or the other way round.
	AndOr Kind = "and_or"
	// Operand forgets one part of a condition.
	Operand Kind = "operand"
	// Not forgets a "not".
	Not Kind = "not"
	// Option takes one option for its neighbour.
	Option Kind = "option"
	// Count asks for one more, or one fewer, of several.
	Count Kind = "count"
	// DropRow forgets a row, or whom the pathway is not for.
	DropRow Kind = "drop_row"
	// SwapRows takes two neighbouring rows in the other order.
	SwapRows Kind = "swap_rows"
	// SwapOutcomes takes the outcomes of two neighbouring rows for each other.
	SwapOutcomes Kind = "swap_outcomes"
)

// Mutant is one slip.
type Mutant struct {
	Kind Kind `json:"kind"`
	// Where names the entry: "row oxygen", "criterion low_oxygen".
	Where string `json:"where"`
	// Says is the slip in a few words: "age >= 40 becomes age > 40".
	Says string `json:"says"`

	Span source.Span `json:"-"`

	variant engine.Variant
	fate    fate
}

// fate is what became of a mutant.
type fate struct {
	is fateKind
	// tried and trial are kept of a survivor.
	tried *engine.Tried
	trial *engine.Trial
	gap   gap
}

type fateKind int

const (
	// untried: over the node budget.
	untried fateKind = iota
	// refused: no pathway could be written so, for check refuses it.
	refused
	// equivalent: no patient that can be is advised otherwise.
	equivalent
	// killed by a confirmed example.
	killed
	// killedUnconfirmed: by an unconfirmed one only.
	killedUnconfirmed
	// survived every example.
	survived
)

// Mutants gives every slip in a pathway's own conditions and rows, in the order
// of the file.
func Mutants(p *engine.Pathway) []*Mutant {
	g := &maker{p: p, lib: p.Library()}
	g.condition("applies_to", p.AppliesTo())
	for _, n := range p.NotFor() {
		g.condition("not_for "+n.ID, n.When)
	}
	for _, c := range p.Criteria() {
		g.condition("criterion "+c.ID, c.When)
	}
	for _, r := range p.Rows() {
		g.condition("row "+r.ID, r.When)
	}
	for _, r := range p.AlsoRows() {
		g.condition("also "+r.ID, r.When)
	}
	g.entries()
	return g.out
}

// maker makes the mutants of one pathway.
type maker struct {
	p   *engine.Pathway
	lib *engine.Library
	out []*Mutant
}

// entries makes the slips in whole rows.
func (g *maker) entries() {
	for i, n := range g.p.NotFor() {
		g.add(DropRow, "not_for "+n.ID, "the entry is missing", n.Span(), engine.Variant{NotFor: dropped(g.p.NotFor(), i)})
	}
	rows := g.p.Rows()
	for i, r := range rows {
		if r.Otherwise {
			continue
		}
		g.add(DropRow, "row "+r.ID, "the row is missing", r.Span(), engine.Variant{Decide: dropped(rows, i)})
		if i+1 == len(rows) {
			continue
		}
		next := rows[i+1]
		if !next.Otherwise {
			g.add(SwapRows, "row "+r.ID, "the row stands after "+next.ID, r.Span(), engine.Variant{Decide: swapped(rows, i)})
		}
		if r.Outcome != next.Outcome {
			g.add(SwapOutcomes, "row "+r.ID, "its outcome is "+next.Outcome+", and that of "+next.ID+" is "+r.Outcome, r.Span(),
				engine.Variant{Decide: exchanged(rows, i)})
		}
	}
	for i, r := range g.p.AlsoRows() {
		g.add(DropRow, "also "+r.ID, "the row is missing", r.Span(), engine.Variant{Also: dropped(g.p.AlsoRows(), i)})
	}
}

func (g *maker) add(k Kind, where, says string, at source.Span, v engine.Variant) {
	g.out = append(g.out, &Mutant{Kind: k, Where: where, Says: says, Span: at, variant: v})
}

// dropped is a list without one entry. It is never nil: nil stands for what the
// pathway has.
func dropped[E any](list []E, i int) []E {
	out := make([]E, 0, len(list))
	return append(append(out, list[:i]...), list[i+1:]...)
}

func swapped(rows []*engine.Row, i int) []*engine.Row {
	out := append([]*engine.Row(nil), rows...)
	out[i], out[i+1] = out[i+1], out[i]
	return out
}

func exchanged(rows []*engine.Row, i int) []*engine.Row {
	out := append([]*engine.Row(nil), rows...)
	a, b := *rows[i], *rows[i+1]
	a.Outcome, b.Outcome = b.Outcome, a.Outcome
	out[i], out[i+1] = &a, &b
	return out
}
