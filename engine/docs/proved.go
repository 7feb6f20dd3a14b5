package docs

import (
	"fmt"

	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/english"
)

// prove holds the tables against the rules for every patient: each row asks
// exactly what its rule asks, and each part says what the cell that points to
// it stands for. What it returns is a fault of this package, never of an
// author.
func (r *reader) prove(pg *Page) error {
	if r.compiled == nil {
		return nil
	}
	if err := r.proveRows(pg.Decide, r.compiled.Rows); err != nil {
		return err
	}
	if err := r.proveRows(pg.Also, r.compiled.Also); err != nil {
		return err
	}
	for _, t := range r.tables.all {
		if r.lines(t) != r.diagram(t.means) {
			return fmt.Errorf("tables of %s: %s says other than %q", pg.About.ID, t.Name, t.means)
		}
	}
	pg.Proved = r.compiled.Space.Err() == nil
	return nil
}

func (r *reader) proveRows(tables []Table, rules []diagram.Ref) error {
	for _, t := range tables {
		for _, l := range t.Lines {
			if !l.Everybody && r.all(l.asks) != rules[l.Number-1] {
				return fmt.Errorf("tables of %s: row %d of %s says other than its rule", r.p.About().ID, l.Number, t.Name)
			}
		}
	}
	return nil
}

// lines is what a part says, by how it is read.
func (r *reader) lines(t Table) diagram.Ref {
	s := r.compiled.Space
	refs := make([]diagram.Ref, len(t.Lines))
	for i, l := range t.Lines {
		refs[i] = r.all(l.asks)
	}
	any := s.Or(refs...)
	switch {
	case !t.IsList:
		return any
	case t.of.Kind == english.AtLeast:
		any = s.AtLeast(t.of.N, refs)
	case t.of.Kind == english.Fewer:
		any = s.Not(s.AtLeast(t.of.N, refs))
	case t.of.Kind == english.If:
		any = s.Ite(refs[0], refs[1], refs[2])
	}
	return s.And(any, r.all(t.needs))
}

func (r *reader) all(asks []english.Phrase) diagram.Ref {
	refs := make([]diagram.Ref, len(asks))
	for i, p := range asks {
		refs[i] = r.diagram(p)
	}
	return r.compiled.Space.And(refs...)
}

func (r *reader) diagram(p english.Phrase) diagram.Ref {
	return p.Diagram(r.compiled.Space, r.compiled.Part)
}
