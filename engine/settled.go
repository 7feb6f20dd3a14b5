package engine

import (
	"slices"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// settled remembers, for each pathway, what its diagrams said of the rows of
// patients who looked alike to it.
type settled struct {
	by  []map[string][]settledRow
	key []byte
}

type settledRow struct {
	truth   truth
	missing []string
}

// mostSettled bounds how many kinds of patient are remembered for a pathway.
const mostSettled = 256

// settle gives what a pathway's diagrams say of its rows.
func (s *Screener) settle(pathway int, p *sievedPathway) []settledRow {
	known := s.settled.by[pathway]
	usual := s.describe(p)
	if rows, ok := known[string(s.settled.key)]; ok && usual {
		return rows
	}
	rows := s.ask(p)
	if usual {
		if known == nil || len(known) >= mostSettled {
			known = map[string][]settledRow{}
			s.settled.by[pathway] = known
		}
		known[string(s.settled.key)] = rows
	}
	return rows
}

// describe writes into the key what a pathway can tell of the patient, if that
// can be written in a byte for each of its levels.
func (s *Screener) describe(p *sievedPathway) bool {
	s.settled.key = s.settled.key[:0]
	for i, place := range p.p.unit.places {
		cell := cellOf(p.p.unit.part, i, s.lib.byPlace[place], &s.reasoner.facts[place])
		if cell < 0 {
			return false
		}
		s.settled.key = append(s.settled.key, byte(cell))
	}
	return true
}

// cellOf numbers what a fact leaves possible at a level: 0 for everything, else
// one more than the cell; -1 where it is several cells, or the number too large.
func cellOf(part *expr.Partition, i int, f *findingSpec, is *fact) int {
	v := expr.Value{}
	switch {
	case is.state == "":
		return 0
	case part.Levels[i].Missing:
		v.Bool = is.state == NotKnown
	case is.state == NotKnown:
		return 0
	case f.Kind == KindYesNo:
		v.Bool = is.yes
	case f.Kind == KindOptions:
		v.Bool = has(is.options, part.Levels[i].Option)
	case f.Kind == KindOption && len(is.options) == 1:
		v.Text = is.options[0]
	case f.Kind == KindNumber && is.number != nil && is.number.Min == is.number.Max:
		v.Number = is.number.Min
	default:
		return -1
	}
	cell, ok := part.CellOf(i, v)
	if !ok || cell > 250 {
		return -1
	}
	return cell + 1
}

// ask puts a pathway's rows to its diagrams.
func (s *Screener) ask(at *sievedPathway) []settledRow {
	p := at.p
	v := &view{p: p, lib: p.lib, u: p.unit, care: p.unit.care, q: p.unit.pool.Get().(*diagram.Scratch)}
	defer v.done()
	v.k = s.reasoner.lay(v.u, v.q.Nothing())
	if v.u.proved && v.q.Residual(v.care, v.care, v.k).Infeasible() {
		v.care = diagram.True
	}
	out := make([]settledRow, 0, at.to-at.from)
	for r := at.from; r < at.to; r++ {
		row := &s.sieve.rows[r]
		if v.u.proved {
			out = append(out, v.settled(row.diagram))
			continue
		}
		out = append(out, s.unproved(v, row.row.When))
	}
	return out
}

// settled says what a diagram makes of the patient.
func (v *view) settled(whole diagram.Ref) settledRow {
	left := v.q.Residual(whole, v.care, v.k)
	if value, ok := left.IsDecided(); ok {
		return settledRow{truth: truthOf(value == diagram.True.Value())}
	}
	return settledRow{isOpen, slices.Clip(v.findingsOf(left.Support()))}
}

// unproved is settled for a pathway over its node budget.
func (s *Screener) unproved(v *view, when *Condition) settledRow {
	applies := v.p.spec.applies
	switch t, also := v.kleene(when), v.kleene(applies); {
	case t == triFalse || also == triFalse:
		return settledRow{truth: isFalse}
	case t == triTrue && also == triTrue:
		return settledRow{truth: isTrue}
	}
	var missing []string
	for _, c := range []*Condition{applies, when} {
		for _, f := range v.lib.reads(c, v.u.named) {
			if s.reasoner.facts[v.lib.place[f]].state != Known && !has(missing, f) {
				missing = append(missing, f)
			}
		}
	}
	return settledRow{isOpen, slices.Clip(missing)}
}
