package coverage

import (
	"math"
	"strconv"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
)

// edge is one side of a threshold: the last values before it, or the first ones
// from it on.
type edge struct {
	finding string
	// lo and hi bound the values that stand at the edge; value is the one to ask
	// for, says writes it.
	lo, hi, value float64
	says          string
	// want is what the condition is of a value there.
	want  engine.Truth
	point *point
}

// edgesOf gives the edges of a comparison of a number with a constant. An edge
// has two sides: where every possible value lies on one of them, as with an age
// from 0 up, there is none.
func edgesOf(lib *engine.Library, a *expr.Atom) []*edge {
	finding, op, v, ok := a.Threshold()
	if !ok {
		return nil
	}
	f, ok := lib.Finding(finding)
	if !ok {
		return nil
	}
	below, above := neighbours(f, v)
	at := func(lo, hi, value float64, want bool) *edge {
		if value < f.Min-tolerance(f.Step) || value > f.Max+tolerance(f.Step) {
			return nil
		}
		truth := engine.IsNotMet
		if want {
			truth = engine.IsMet
		}
		return &edge{finding: finding, lo: lo, hi: hi, value: value, says: number(value), want: truth}
	}
	var out []*edge
	switch op {
	case ">=", "<":
		out = []*edge{at(below, v, below, op == "<"), at(v, first(f, v, above), first(f, v, above), op == ">=")}
	case ">", "<=":
		out = []*edge{at(last(f, v, below), v, last(f, v, below), op == "<="), at(v, above, above, op == ">")}
	case "==", "!=":
		out = []*edge{at(below, v, below, op == "!="), at(v, v, v, op == "=="), at(v, above, above, op == "!=")}
	}
	kept, sides := out[:0], map[engine.Truth]bool{}
	for _, e := range out {
		if e != nil {
			kept = append(kept, e)
			sides[e.want] = true
		}
	}
	if len(sides) < 2 {
		return nil
	}
	return kept
}

// neighbours gives the values of the grid before and after v. Ages in whole
// years are told in whole years: 39 is the last age before 40, whatever the
// months.
func neighbours(f *engine.Finding, v float64) (below, above float64) {
	step, origin := f.Step, f.Min
	if f.FromPatient == "age" && v == math.Trunc(v) && v >= 2 {
		step, origin = 1, 0
	}
	at := (v - origin) / step
	if k := math.Round(at); math.Abs(at-k) < 1e-6 {
		return clean(origin + (k-1)*step), clean(origin + (k+1)*step)
	}
	return clean(origin + math.Floor(at)*step), clean(origin + math.Ceil(at)*step)
}

// first is the first value from v on: v itself if it is on the grid.
func first(f *engine.Finding, v, above float64) float64 {
	if onGrid(f, v) {
		return v
	}
	return above
}

// last is the last value up to v: v itself if it is on the grid.
func last(f *engine.Finding, v, below float64) float64 {
	if onGrid(f, v) {
		return v
	}
	return below
}

func onGrid(f *engine.Finding, v float64) bool {
	at := (v - f.Min) / f.Step
	return math.Abs(at-math.Round(at)) < 1e-6
}

// clean takes away the noise of adding steps up.
func clean(v float64) float64 { return math.Round(v*1e9) / 1e9 }

func tolerance(step float64) float64 { return step * 1e-6 }

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// shownBy says whether a patient stands at the edge.
func (e *edge) shownBy(r engine.Reading, truth engine.Truth) bool {
	a, ok := r.Answer(e.finding)
	if !ok || a.State != engine.Known || a.Number == nil || a.Number.Min != a.Number.Max || truth != e.want {
		return false
	}
	v := a.Number.Min
	return v >= e.lo-1e-9 && v <= e.hi+1e-9
}
