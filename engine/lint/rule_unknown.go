package lint

import (
	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
)

// unknownSaysNo: a criterion is shown beside what is known of the patient, in
// the letter too. One that a finding would decide, were it known, and that is
// false because it is not, reads as a no that nobody gave.
func unknownSaysNo(c *checker) {
	c.pathways(func(p *engine.Pathway, _ *file) {
		compiled, err := p.Compile()
		if err != nil {
			return // over budget: proofs say so
		}
		for i, k := range p.Criteria() {
			for _, f := range saysNo(c.lib, compiled, compiled.Criteria[i]) {
				c.report(k.When.Span(), "leave known("+f+") to the rows that need it: `when: known("+f+") && "+k.ID+"`",
					"criterion %q says no where %s is not known", k.ID, f)
			}
		}
	})
}

// saysNo names the findings that decide a condition once they are known, and
// make it false while they are not. A condition that asks only whether a
// finding is known has it right.
func saysNo(lib *engine.Library, c *engine.Compiled, cond diagram.Ref) []string {
	s := c.Space
	if len(s.Support(cond)) == 0 {
		return nil
	}
	var out []string
	for at, l := range c.Levels {
		if !l.Missing {
			continue
		}
		// What is worked out from others follows them.
		free := make([]bool, len(c.Levels))
		for i, other := range c.Levels {
			f, ok := lib.Finding(other.Finding)
			free[i] = other.Finding == l.Finding || (ok && f.Derive != "")
		}
		in := make([]bool, len(c.Cells[at]))
		for i, cell := range c.Cells[at] {
			in[i] = cell.Sample.Bool
		}
		missing := s.And(c.Care, s.Literal(at, in))
		known := s.And(c.Care, s.Not(s.Literal(at, in)))
		decides := s.And(s.Exists(s.And(known, cond), free), s.Exists(s.And(known, s.Not(cond)), free))
		never := s.And(s.Exists(missing, free), s.Not(s.Exists(s.And(missing, cond), free)))
		if s.And(decides, never) != diagram.False {
			out = append(out, l.Finding)
		}
	}
	return out
}
