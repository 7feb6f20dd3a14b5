package engine

import (
	"fmt"

	"signpost.health/signpost/engine/expr"
)

// Values gives every level of one complete patient. It is the form in which
// proofs and tests walk patients.
type Values func(expr.Level) expr.Value

// Levels gives the axes that the pathway's conditions read, in asking order.
func (p *Pathway) Levels() []expr.Level { return append([]expr.Level(nil), p.unit.levels...) }

// Cells gives what the conditions can tell apart of each level.
func (p *Pathway) Cells() [][]expr.Cell { return p.unit.part.Cells }

// Reference finds the row for a complete patient by cel-go alone, condition
// after condition: the meaning that the diagrams are held against. It is
// empty where the pathway does not apply; a not_for entry gives its id.
func (p *Pathway) Reference(value Values) (string, error) {
	holds := func(c *Condition) (bool, error) { return p.unit.eval(c, value) }
	if ok, err := holds(p.spec.applies); err != nil || !ok {
		return "", err
	}
	for _, n := range p.spec.notFor {
		if ok, err := holds(n.When); err != nil || ok {
			return n.ID, err
		}
	}
	for _, r := range p.spec.decide {
		if r.Otherwise {
			return r.ID, nil
		}
		if ok, err := holds(r.When); err != nil || ok {
			return r.ID, err
		}
	}
	return "", nil
}

// eval evaluates a condition by cel-go, with the criteria and bands it names.
func (u *unit) eval(c *Condition, value Values) (bool, error) {
	if c == nil || c.cond == nil {
		return true, nil
	}
	var named func(string) (bool, error)
	named = func(id string) (bool, error) {
		inner, ok := u.named[id]
		if !ok || inner.cond == nil {
			return false, fmt.Errorf("condition %q is not compiled", id)
		}
		return inner.cond.Eval(value, named)
	}
	return c.cond.Eval(value, named)
}

// Walk finds the row for a complete patient by the diagram. It says false for
// a value outside its finding's domain.
func (p *Pathway) Walk(value Values) (string, bool) {
	cells := make([]uint16, len(p.unit.levels))
	for i, l := range p.unit.levels {
		c, ok := p.unit.part.CellOf(i, value(l))
		if !ok {
			return "", false
		}
		cells[i] = uint16(c)
	}
	e := p.ends[p.unit.space.Walk(p.rowOf, cells)]
	switch {
	case e.row >= 0:
		return p.spec.decide[e.row].ID, true
	case e.notFor >= 0:
		return p.spec.notFor[e.notFor].ID, true
	}
	return "", true
}
