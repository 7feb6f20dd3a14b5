package engine

// Screen evaluates every row but `otherwise` of every pathway for one patient,
// each on its own applies_to && when. The order of rows does not matter here.
// A row stays met after the test it advises was done: what to show of that is
// the reader's matter.
func (l *Library) Screen(a Answers) Screening {
	c := l.cases.Get().(*Case)
	defer c.Close()
	c.screener.Take(a)
	return c.screener.Result()
}

// Advise is Decide, with what leads: rows met elsewhere in the library that
// are more urgent than what this pathway advises.
func (l *Library) Advise(p *Pathway, a Answers) Decision {
	c := l.cases.Get().(*Case)
	defer c.Close()
	c.screener.Take(a)
	return c.screener.advise(p)
}

// advise decides about the patient taken.
func (s *Screener) advise(p *Pathway) Decision {
	v := p.viewOf(&s.reasoner.knowledge)
	defer v.done()
	d := v.decide()
	rank := NoTime.Rank() + 1
	if o := leading(&d); o != nil {
		rank = o.Within.Rank()
	}
	for _, m := range s.metBefore(rank, p.spec.about.ID) {
		if m.Action != OtherPathway {
			d.Leading = append(d.Leading, m)
		}
	}
	return d
}
