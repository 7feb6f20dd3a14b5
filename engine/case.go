package engine

import "slices"

// Case is one patient, whose answers are checked as they come: for whoever
// decides about many patients, one after another, and keeps nothing of them.
// It belongs to one goroutine, and goes back with Close.
type Case struct {
	lib      *Library
	screener *Screener
	// kept are the answers that the patient's details and the day have a say in.
	kept Answers
	// unused are those of them that do not count for their dates.
	unused []Unused
}

// NewCase begins a patient of whom nothing is known.
func (l *Library) NewCase() *Case {
	c := l.cases.Get().(*Case)
	clear(c.kept)
	c.unused = nil
	c.screener.reasoner.forget()
	return c
}

// Close gives the Case back; it must not be used after.
func (c *Case) Close() { c.lib.cases.Put(c) }

// Give adds one answer in any form that ParseAnswer takes, and refuses what it
// refuses. The name of its finding is looked up as it came, and not kept.
func (c *Case) Give(finding []byte, raw any) error {
	place, ok := c.lib.place[string(finding)]
	if !ok {
		_, err := c.lib.ParseAnswer(string(finding), raw)
		return err
	}
	f := c.lib.byPlace[place]
	if yes, plain := raw.(bool); plain && f.Kind == KindYesNo && f.FromPatient == "" { // as most answers are
		c.screener.reasoner.put(place, fact{state: Known, yes: yes, result: true})
		return nil
	}
	a, err := c.lib.ParseAnswer(f.ID, raw)
	if err != nil {
		return err
	}
	if a.Date != "" || a.WrongDay() || f.FromPatient != "" {
		c.kept[f.ID] = a
	}
	c.screener.reasoner.give(place, &a)
	return nil
}

// Complete adds what the patient's details and the day make of the answers, and
// all that follows. It refuses what CheckGiven refuses; then the Case is of no
// more use.
func (c *Case) Complete(p Patient, at When) []*AnswerError {
	if refused := c.lib.CheckGiven(p, c.kept, at); len(refused) > 0 {
		return refused
	}
	if c.lib.Complete(c.kept, p, at) {
		c.unused = c.lib.Unused(c.kept)
	}
	r := c.screener.reasoner
	for id, a := range c.kept {
		r.give(c.lib.place[id], &a)
	}
	slices.Sort(r.given)
	r.conclude()
	return nil
}

// Assume takes whatever was not given as absent: see Library.Assume.
func (c *Case) Assume() { c.screener.reasoner.assume() }

// Advise is Library.Advise for a complete Case.
func (c *Case) Advise(p *Pathway) Decision {
	c.screener.lay()
	d := c.screener.advise(p)
	d.Unused = c.unused
	return d
}

// Screen is Library.Screen for a complete Case.
func (c *Case) Screen() Screening {
	c.screener.lay()
	found := c.screener.Result()
	found.Unused = c.unused
	return found
}
