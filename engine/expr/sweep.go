package expr

// scanTable evaluates an atom over one number finding at every grid value and
// between them. Where the truth changes between two neighbours, the place is
// found to the last bit, so that values off the grid are exact.
func (f *family) scanTable(a *Atom) (*table, *AtomIssue) {
	v := f.vars[a.Levels[0].Finding]
	if v.grid.count > maxPoints {
		return nil, tooLarge(v.Name+" has too many values", v)
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
		s.cut(lo, hi)
	}
	s.started, s.now, s.last = true, there, v
}

// cut ends a range between two neighbouring floating-point numbers, at the one
// that is shorter to write.
func (s *scanner) cut(lo, hi float64) {
	at, open := hi, false
	if len(literal(lo)) <= len(literal(hi)) {
		at, open = lo, true
	}
	s.add(Region{Lo: s.from, LoOpen: s.open, Hi: at, HiOpen: !open})
	s.from, s.open = at, open
}

func (s *scanner) add(r Region) {
	s.bands = append(s.bands, band{Region: r, class: len(s.truth)})
	s.truth = append(s.truth, s.now)
}
