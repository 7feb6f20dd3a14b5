package expr

import "cel.dev/cel-go/common/ast"

// formula is an atom that only evaluation over many values can tell apart,
// with the part of the text that it comes from.
type formula struct {
	from ast.Expr
	atom *Atom
}

// check evaluates the condition's formulas while their places are at hand, so
// that one which may fail, or is too large, is refused where it stands.
func (s *splitter) check() {
	if len(s.formulas) == 0 || len(s.issues) > 0 {
		return
	}
	// What is known from other conditions counts as well: whether this one is
	// refused must not depend on what was compiled before.
	seen, total := map[*Atom]bool{}, 0
	for _, f := range s.formulas {
		if !seen[f.atom] {
			seen[f.atom] = true
			total += s.env.evaluations(f.atom)
		}
	}
	if total > maxWork {
		s.refuse(s.formulas[0].from, Issue{
			Code: codeLarge, Message: "the formulas of this condition take too many calculations to check for every patient",
			Help: "give their findings coarser steps, or make criteria of some of them",
		})
		return
	}
	for _, f := range s.formulas {
		if _, is := f.atom.table(); is != nil {
			s.refuse(f.from, Issue{Code: is.Code, Message: is.Message, Help: is.Help})
		}
	}
}

// evaluations estimates how often cel-go is asked for an atom's table. One
// that is too large by itself counts nothing: it is refused for itself.
func (f *family) evaluations(a *Atom) int {
	if a.form == formOrder {
		return 3
	}
	n := 1
	for _, l := range a.Levels {
		if n *= f.vars[l.Finding].valueAxisSize(); n > maxTable {
			return 0
		}
	}
	return n
}
