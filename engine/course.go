package engine

import "signpost.health/signpost/engine/diagram"

// course is the way that a frame's answers have gone through what it remembers
// of all patients before.
type course struct {
	remember  bool
	automaton *diagram.Automaton
	at        diagram.State
	// steps are those found so far, by state.
	steps []*Step
	// news are the levels fixed since the automaton was asked; stale is set where
	// an answer was taken back or changed, so that the way must be gone again.
	news  []int
	stale bool
	// vague counts the levels of which something is known that is not one cell.
	vague   int
	isVague []bool
	// lost is set where this patient's way is not followed.
	lost bool
}

// note takes down that a level changed: whether it was fixed, is, and whether
// anything is known of it.
func (c *course) note(level int, was, is, known bool) {
	if vague := known && !is; vague != c.isVague[level] {
		c.isVague[level] = vague
		if vague {
			c.vague++
		} else {
			c.vague--
		}
	}
	if was {
		c.stale = true
	} else if is {
		c.news = append(c.news, level)
	}
}

// follow gives the state that the answers lead to, if it is remembered or can
// be.
func (c *course) follow(f *Frame) (diagram.State, bool) {
	if !c.remember || c.vague > 0 {
		return 0, false
	}
	if c.automaton == nil {
		c.automaton, c.stale = diagram.NewAutomaton(f.p.unit.space, f.p.decide, f.p.unit.care), true
	}
	if c.stale {
		c.at, c.stale, c.lost, c.news = c.automaton.Start(), false, false, c.news[:0]
		for level, fixed := range f.fixed {
			if fixed {
				c.news = append(c.news, level)
			}
		}
	}
	for _, level := range c.news {
		if c.lost {
			break
		}
		next, ok := c.automaton.After(c.at, level, int(f.cells[level]))
		c.at, c.lost = next, !ok
	}
	if c.lost && c.automaton.IsFull() {
		c.automaton.Forget()
		c.steps = nil
	}
	c.news = c.news[:0]
	return c.at, !c.lost
}
