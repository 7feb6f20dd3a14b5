package expr

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/common/types"
)

// orderTable is the table of one number finding against another, x <= y. Only
// which of the two is greater can matter, so cel-go is asked once for each
// case. The finding with fewer grid points is known at those points; the
// other is known everywhere.
func (f *family) orderTable(a *Atom) (*table, *AtomIssue) {
	x, y := f.vars[a.Levels[0].Finding], f.vars[a.Levels[1].Finding]
	op := symbol(a.compare)
	byOrder := [3]bool{f.holds(op, 0, 1), f.holds(op, 0, 0), f.holds(op, 1, 0)}
	coarse, fine, at := x, y, 0
	if y.grid.count < x.grid.count {
		coarse, fine, at = y, x, 1
	}
	if coarse.grid.count*(2*coarse.grid.count+1) > 4*maxTable {
		return nil, tooLarge(a, fmt.Sprintf("%s and %s have too many values between them", x.Name, y.Name), coarse)
	}
	c, fi := coarse.pointAxis(), fine.cutAxis(coarse.grid)
	t := &table{axes: []axis{c, fi}, truth: make([]bool, 0, c.size*fi.size)}
	if at == 1 {
		t.axes = []axis{fi, c}
	}
	for _, p := range t.axes[0].bands {
		for _, q := range t.axes[1].bands {
			t.truth = append(t.truth, byOrder[order(p.Region, q.Region)])
		}
	}
	return reduce(t), nil
}

// order says how two regions that do not overlap stand: 0 before, 1 the same
// point, 2 after.
func order(p, q Region) int {
	switch {
	case p.Lo == q.Lo && p.Hi == q.Hi && p.Lo == p.Hi:
		return 1
	case p.Hi <= q.Lo:
		return 0
	default:
		return 2
	}
}

// pointAxis has a class for each grid value; between them lies nothing.
func (v *variable) pointAxis() axis {
	ax := axis{bands: make([]band, v.grid.count), size: v.grid.count}
	for i := range ax.bands {
		g := v.grid.at(i)
		ax.bands[i] = band{Region: Region{Lo: g, Hi: g}, class: i}
	}
	return ax
}

// cutAxis has a class for each point of another grid and for each range
// between two of them.
func (v *variable) cutAxis(g grid) axis {
	var ax axis
	add := func(r Region) {
		ax.bands = append(ax.bands, band{Region: r, class: ax.size})
		ax.size++
	}
	from, open := v.Min, false
	for i := range g.count {
		p := g.at(i)
		if p < v.Min || p > v.Max {
			continue
		}
		if from < p {
			add(Region{Lo: from, LoOpen: open, Hi: p, HiOpen: true})
		}
		add(Region{Lo: p, Hi: p})
		from, open = p, true
	}
	if from < v.Max || !open {
		add(Region{Lo: from, LoOpen: open, Hi: v.Max})
	}
	return ax
}

// productTable evaluates an atom for every combination of its findings' grid
// values.
func (f *family) productTable(a *Atom) (*table, *AtomIssue) {
	t := &table{}
	size := 1
	var most *variable
	for _, l := range a.Levels {
		v := f.vars[l.Finding]
		ax := v.valueAxis()
		if most == nil || ax.size > most.valueAxisSize() {
			most = v
		}
		if size *= ax.size; size > maxTable {
			return nil, tooLarge(a, "the findings of "+a.Text+" have too many values between them", most)
		}
		t.axes = append(t.axes, ax)
	}
	r, is := f.runner(a)
	if is != nil {
		return nil, is
	}
	t.truth = make([]bool, 0, size)
	at := make([]int, len(a.Levels))
	for range size {
		for i, v := range r.vars {
			r.values[i] = v.valueAt(at[i])
		}
		ok, is := r.run()
		if is != nil {
			return nil, is
		}
		t.truth = append(t.truth, ok)
		for i := len(at) - 1; i >= 0; i-- {
			if at[i]++; at[i] < t.axes[i].size {
				break
			}
			at[i] = 0
		}
	}
	return reduce(t), nil
}

func (v *variable) valueAxisSize() int {
	if v.Kind == Number {
		return v.grid.count
	}
	return len(v.Options)
}

func (v *variable) valueAxis() axis {
	if v.Kind == Number {
		return v.pointAxis()
	}
	return points(len(v.Options))
}

func (v *variable) valueAt(i int) Value {
	if v.Kind == Number {
		return Value{Number: v.grid.at(i)}
	}
	return Value{Text: v.Options[i]}
}

// runner evaluates one atom many times.
type runner struct {
	atom   *Atom
	vars   []*variable
	values []Value
	prog   *program
	act    activation
}

func (f *family) runner(a *Atom) (*runner, *AtomIssue) {
	p, err := a.program()
	if err != nil {
		return nil, &AtomIssue{Code: codeRefused, Message: err.Error()}
	}
	r := &runner{atom: a, prog: p, values: make([]Value, len(a.Levels))}
	for _, l := range a.Levels {
		r.vars = append(r.vars, f.vars[l.Finding])
	}
	r.act = activation{program: p, value: func(l Level) Value {
		for i, known := range a.Levels {
			if known == l {
				return r.values[i]
			}
		}
		return Value{}
	}}
	return r, nil
}

// run evaluates the atom for the values set, and says for which values it
// fails.
func (r *runner) run() (bool, *AtomIssue) {
	out, _, err := r.prog.Eval(&r.act)
	if err == nil {
		return out == types.True, nil
	}
	said := make([]string, len(r.vars))
	for i, v := range r.vars {
		said[i] = v.Name + " " + r.values[i].Text
		if v.Kind == Number {
			said[i] = v.Name + " " + number(r.values[i].Number)
		}
	}
	return false, &AtomIssue{
		Code:    codeFails,
		Message: "this cannot be calculated for " + strings.Join(said, ", ") + ": " + err.Error(),
		Help:    "keep the finding's range away from these values, or write the condition without a division",
	}
}

// tooLarge names the finding to give a coarser step.
func tooLarge(a *Atom, why string, v *variable) *AtomIssue {
	return &AtomIssue{
		Code: codeLarge, Message: why + ": this cannot be checked for every patient",
		Help: fmt.Sprintf("give %s a coarser step: it has %d values", v.Name, v.valueAxisSize()),
	}
}

// scanTable evaluates an atom over one number finding at every grid value and
// between them. Where the truth changes between two neighbours, the place is
// found to the last bit, so that values off the grid are exact.
func (f *family) scanTable(a *Atom) (*table, *AtomIssue) {
	v := f.vars[a.Levels[0].Finding]
	if v.grid.count > maxPoints {
		return nil, tooLarge(a, v.Name+" has too many values", v)
	}
	r, is := f.runner(a)
	if is != nil {
		return nil, is
	}
	s := scanner{run: r, from: v.Min}
	for i := range v.grid.count {
		g := v.grid.at(i)
		if i > 0 {
			s.to(s.last + (g-s.last)/2)
		}
		s.to(g)
	}
	s.to(v.Max)
	if s.issue != nil {
		return nil, s.issue
	}
	s.add(Region{Lo: s.from, LoOpen: s.open, Hi: v.Max})
	t := &table{axes: []axis{{bands: s.bands, size: len(s.truth)}}, truth: s.truth}
	return reduce(t), nil
}

// scanner walks along a number finding and gathers ranges of one truth.
type scanner struct {
	run     *runner
	from    float64
	open    bool
	started bool
	last    float64
	now     bool
	bands   []band
	truth   []bool
	issue   *AtomIssue
}

func (s *scanner) at(v float64) bool {
	s.run.values[0] = Value{Number: v}
	ok, is := s.run.run()
	if is != nil && s.issue == nil {
		s.issue = is
	}
	return ok
}

// to goes on to v, halving the way until a change of truth lies between two
// neighbouring floating-point numbers.
func (s *scanner) to(v float64) {
	if s.issue != nil {
		return
	}
	there := s.at(v)
	if s.started && there != s.now {
		lo, hi := s.last, v
		for mid := lo + (hi-lo)/2; mid > lo && mid < hi; mid = lo + (hi-lo)/2 {
			if s.at(mid) == s.now {
				lo = mid
			} else {
				hi = mid
			}
		}
		s.add(Region{Lo: s.from, LoOpen: s.open, Hi: hi, HiOpen: true})
		s.from, s.open = hi, false
	}
	s.started, s.now, s.last = true, there, v
}

func (s *scanner) add(r Region) {
	s.bands = append(s.bands, band{Region: r, class: len(s.truth)})
	s.truth = append(s.truth, s.now)
}
