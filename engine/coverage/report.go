package coverage

import (
	"signpost.health/signpost/engine/examples"
	"signpost.health/signpost/engine/source"
)

// Report is what the examples of one pathway reach.
type Report struct {
	Pathway string `json:"pathway"`
	// Rows are the rows and not_for entries that fire.
	Rows Count `json:"rows"`
	// Sides are conditions seen true, and seen false, while they matter.
	Sides Count `json:"sides"`
	// Edges are thresholds with a patient on the last value of either side.
	Edges Count `json:"edges"`
	// Missing is what no example reaches, by place.
	Missing []Gap `json:"missing"`
}

// Count is how much of something is covered.
type Count struct {
	Covered int `json:"covered"`
	Total   int `json:"total"`
}

// Percent is the covered part in the hundred; nothing to cover is covered.
func (c Count) Percent() float64 {
	if c.Total == 0 {
		return 100
	}
	return 100 * float64(c.Covered) / float64(c.Total)
}

// Least is the lowest percentage of the three.
func (r Report) Least() float64 {
	return min(r.Rows.Percent(), r.Sides.Percent(), r.Edges.Percent())
}

// Gap is one thing that no example shows.
type Gap struct {
	// Kind is row, side or edge.
	Kind string `json:"kind"`
	// Where names the row or criterion: row "oxygen".
	Where string `json:"where"`
	// Condition is the part of it, as its author wrote it; empty for a row.
	Condition string `json:"condition,omitempty"`
	// Need says what an example would have to show.
	Need string `json:"need"`
	// Example is a patient who would show it, as lines of a case; what is not
	// said is absent. Case is the same, and expects nothing yet.
	Example []string       `json:"example,omitempty"`
	Case    *examples.Case `json:"-"`
	Span    source.Span    `json:"-"`
}

// Says writes a gap as a sentence.
func (g Gap) Says() string {
	if g.Condition == "" {
		return g.Where + ": no example " + g.Need
	}
	return g.Where + ": " + g.Condition + ": no example " + g.Need
}

// The kinds of gap.
const (
	kindRow  = "row"
	kindSide = "side"
	kindEdge = "edge"
)

// point is one thing to show.
type point struct {
	Gap
	covered bool
	// impossible is set where no feasible patient can show it.
	impossible bool
}

func (r *Report) add(p *point) {
	if p.impossible && !p.covered {
		return
	}
	count := &r.Rows
	switch p.Kind {
	case kindSide:
		count = &r.Sides
	case kindEdge:
		count = &r.Edges
	}
	count.Total++
	if p.covered {
		count.Covered++
		return
	}
	r.Missing = append(r.Missing, p.Gap)
}
