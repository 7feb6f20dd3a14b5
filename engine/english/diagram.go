package english

import (
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// made is a part of a condition, or its opposite, or several of them joined.
type made struct {
	node  *expr.Node
	yes   bool
	kind  Kind
	parts []made
}

// Diagram builds what a phrase says, so that whoever sets it out in another
// way can prove that nothing was lost. build gives the diagram of a part of
// the condition that the phrase was made from.
func (p Phrase) Diagram(s *diagram.Space, build func(*expr.Node) diagram.Ref) diagram.Ref {
	refs := make([]diagram.Ref, len(p.Parts))
	for i, k := range p.Parts {
		refs[i] = k.Diagram(s, build)
	}
	switch p.Kind {
	case All:
		return s.And(refs...)
	case Any:
		return s.Or(refs...)
	case AtLeast:
		return s.AtLeast(p.N, refs)
	case Fewer:
		return s.Not(s.AtLeast(p.N, refs))
	case If:
		return s.Ite(refs[0], refs[1], refs[2])
	case Leaf:
	}
	return p.made.diagram(s, build)
}

func (m made) diagram(s *diagram.Space, build func(*expr.Node) diagram.Ref) diagram.Ref {
	if len(m.parts) > 0 {
		refs := make([]diagram.Ref, len(m.parts))
		for i, k := range m.parts {
			refs[i] = k.diagram(s, build)
		}
		if m.kind == Any {
			return s.Or(refs...)
		}
		return s.And(refs...)
	}
	switch {
	case m.node == nil:
		return diagram.True // no condition at all
	case m.yes:
		return build(m.node)
	}
	return s.Not(build(m.node))
}
