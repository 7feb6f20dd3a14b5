package expr

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/decls"
	"cel.dev/cel-go/common/types"
)

// Env is what conditions are compiled against. It is immutable and safe for
// concurrent use.
type Env struct {
	*family
	consts     map[string]float64
	conditions map[string]bool
}

// family is what an environment shares with those derived from it: the
// findings, cel-go, and every distinct atom seen.
type family struct {
	machine *machine
	root    *Env
	vars    map[string]*variable
	others  map[string]bool

	mu    sync.Mutex
	atoms map[string]*Atom
	// compare holds a program for each comparison of two numbers.
	compare map[string]cel.Program
}

// variable is a finding as CEL sees it.
type variable struct {
	Var
	grid grid
	decl *decls.VariableDecl
	// missing is the variable that missing(x) expands to.
	missing *decls.VariableDecl
}

// NewEnv makes an environment for a vocabulary.
func NewEnv(n Names) (*Env, error) {
	m, err := newMachine()
	if err != nil {
		return nil, err
	}
	f := &family{
		machine: m, vars: make(map[string]*variable, len(n.Vars)), others: make(map[string]bool, len(n.Others)),
		atoms: map[string]*Atom{},
	}
	f.root = &Env{family: f, consts: map[string]float64{}, conditions: map[string]bool{}}
	var errs []error
	for _, v := range n.Vars {
		errs = append(errs, f.root.checkNew(v.Name), checkVar(v))
		f.vars[v.Name] = newVariable(v)
	}
	for _, name := range n.Others {
		errs = append(errs, f.root.checkNew(name))
		f.others[name] = true
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	if f.compare, err = m.comparisons(); err != nil {
		return nil, err
	}
	return f.root.With(n.Consts, n.Conditions)
}

// With derives an environment that also knows these parameters, criteria and
// bands. Atoms seen by either are shared. A parameter that is not a number could
// not be read: conditions may name it, to be looked over and never evaluated.
func (e *Env) With(consts map[string]float64, conditions []string) (*Env, error) {
	d := &Env{family: e.family, consts: maps.Clone(e.consts), conditions: maps.Clone(e.conditions)}
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(consts)) {
		errs = append(errs, d.checkNew(name))
		if v := consts[name]; math.IsInf(v, 0) {
			errs = append(errs, fmt.Errorf("parameter %q: %v is not a finite number", name, v))
		}
		d.consts[name] = consts[name]
	}
	for _, name := range conditions {
		errs = append(errs, d.checkNew(name))
		d.conditions[name] = true
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return d, nil
}

func newVariable(v Var) *variable {
	out := &variable{Var: v, missing: missingDecl(v.Name)}
	switch v.Kind {
	case Number:
		out.grid = newGrid(v.Min, v.Max, v.Step)
		out.decl = decls.NewVariable(v.Name, types.DoubleType)
	case Option:
		out.decl = decls.NewVariable(v.Name, types.StringType)
	case Options:
		out.decl = decls.NewVariable(v.Name, types.NewListType(types.StringType))
	default:
		out.decl = decls.NewVariable(v.Name, types.BoolType)
	}
	return out
}

// missingDecl declares what missing(x) expands to: a variable of just that
// name, which no author can write otherwise.
func missingDecl(name string) *decls.VariableDecl {
	return decls.NewVariable(Level{Finding: name, Missing: true}.String(), types.BoolType)
}

// checkNew says why a name cannot be added.
func (e *Env) checkNew(name string) error {
	switch {
	case name == "" || isDigit(name, 0) || strings.ContainsFunc(name, notInName):
		return fmt.Errorf("name %q: a name is made of letters, digits and _", name)
	case slices.Contains(reserved(), name):
		return fmt.Errorf("name %q: conditions use this word themselves", name)
	case e.vars[name] != nil || e.others[name]:
		return fmt.Errorf("name %q: there is a finding of this name", name)
	case e.conditions[name]:
		return fmt.Errorf("name %q: there is a criterion or band of this name", name)
	}
	if _, ok := e.consts[name]; ok {
		return fmt.Errorf("name %q: there is a parameter of this name", name)
	}
	return nil
}

func notInName(r rune) bool {
	return r != '_' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
}

// reserved lists the words that nothing may be called.
func reserved() []string {
	return []string{
		"true", "false", "null", "in", "and", "or", "not", "yes", "no",
		"as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
		"namespace", "return", "var", "void", "while",
		"at_least", "missing", "known", "any", "months", "weeks", "days",
	}
}

// checkVar says what is wrong with a finding's domain.
func checkVar(v Var) error {
	switch v.Kind {
	case Number:
		if !(v.Step > 0) || !(v.Min <= v.Max) || v.Max-v.Min > 1e12*v.Step {
			return fmt.Errorf("finding %q: min %v, max %v and step %v make no grid", v.Name, v.Min, v.Max, v.Step)
		}
	case Option, Options:
		seen := map[string]bool{}
		for _, o := range v.Options {
			if seen[o] {
				return fmt.Errorf("finding %q: option %q is there twice", v.Name, o)
			}
			seen[o] = true
		}
		if len(v.Options) == 0 {
			return fmt.Errorf("finding %q: it has no options", v.Name)
		}
	case YesNo:
	default:
		return fmt.Errorf("finding %q: unknown kind %d", v.Name, v.Kind)
	}
	return nil
}
