package expr

import (
	"strings"
	"sync"
)

// Atom is a part of a condition with no && || ! ?: or at_least inside. Atoms
// of one family of environments with equal Text are one and the same.
type Atom struct {
	// Text is the atom in canonical CEL, parameters and ages as numbers.
	Text string
	// Levels are what the atom reads, in order of appearance.
	Levels []Level

	form form
	// compare and value are set for a comparison of one number finding.
	compare string
	value   float64
	// options are those for which a choice among options holds.
	options []string

	family  *family
	program lazyProgram

	once  sync.Once
	known *table
	issue *AtomIssue
}

// table gives the atom's table, found when first asked for.
func (a *Atom) table() (*table, *AtomIssue) {
	a.once.Do(func() { a.known, a.issue = a.family.tabulate(a) })
	return a.known, a.issue
}

// form says how an atom's table is found.
type form int

const (
	// formFlag is a level that is true or false by itself.
	formFlag form = iota
	// formChoice is an option finding held against options.
	formChoice
	// formThreshold is a number finding held against a constant.
	formThreshold
	// formOrder is a number finding held against another.
	formOrder
	// formGeneral is anything else.
	formGeneral
)

// Eval evaluates the atom by cel-go. f gives the value of every level of the
// atom.
func (a *Atom) Eval(f func(Level) Value) (bool, error) {
	p, err := a.program.get(a.family.root, a.Text)
	if err != nil {
		return false, err
	}
	return p.eval(f, nil)
}

// Threshold gives the parts of a comparison of one number finding with a
// constant: finding, operator and constant. ok is false for other atoms.
func (a *Atom) Threshold() (finding, op string, value float64, ok bool) {
	if a.form != formThreshold {
		return "", "", 0, false
	}
	return a.Levels[0].Finding, a.compare, a.value, true
}

// intern gives the family's one atom of this text.
func (f *family) intern(a *Atom) *Atom {
	f.mu.Lock()
	defer f.mu.Unlock()
	if known, ok := f.atoms[a.Text]; ok {
		return known
	}
	a.family = f
	f.atoms[a.Text] = a
	return a
}

// flag is the atom of a yes/no finding or of missing(x), by variable name.
func (f *family) flag(name string) *Atom {
	l := Level{Finding: name}
	if inner, ok := strings.CutPrefix(name, "missing("); ok {
		l = Level{Finding: strings.TrimSuffix(inner, ")"), Missing: true}
	}
	return f.intern(&Atom{Text: name, Levels: []Level{l}, form: formFlag})
}

// present is the atom of one option of a set.
func (f *family) present(finding, option string) *Atom {
	l := Level{Finding: finding, Option: option}
	return f.intern(&Atom{Text: l.String(), Levels: []Level{l}, form: formFlag})
}
