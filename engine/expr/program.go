package expr

import (
	"fmt"
	"sync/atomic"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
)

// program is a text that cel-go can evaluate.
type program struct {
	cel.Program
	text string
	// bind says what each variable reads.
	bind map[string]binding
}

// lazyProgram is a program made when first asked for: most conditions are only
// ever used as cells.
type lazyProgram struct{ made atomic.Pointer[program] }

// get plans the whole text as one cel-go program. Two goroutines may both do
// so the first time; the programs are alike.
func (l *lazyProgram) get(e *Env, text string) (*program, error) {
	if p := l.made.Load(); p != nil {
		return p, nil
	}
	checked, r, issues := e.check(text, true)
	if len(issues) > 0 {
		return nil, &BrokenError{Text: text, Message: issues[0].Message}
	}
	planned, err := e.machine.planner.PlanProgram(checked)
	if err != nil {
		return nil, &BrokenError{Text: text, Message: err.Error()}
	}
	p := newProgram(e, planned, r)
	l.made.Store(p)
	return p, nil
}

// BrokenError says that cel-go could not evaluate a checked condition or atom.
type BrokenError struct {
	Text, Message string
}

func (e *BrokenError) Error() string {
	return "condition " + quote(e.Text) + ": " + e.Message
}

// binding is what a variable of a program reads.
type binding struct {
	kind   Kind
	levels []Level
	named  bool
}

func newProgram(e *Env, p cel.Program, r *resolver) *program {
	out := &program{Program: p, text: r.src.author, bind: map[string]binding{}}
	for _, name := range r.named {
		out.bind[name] = binding{named: true}
	}
	for _, l := range r.levels {
		switch {
		case l.Missing:
			out.bind[l.String()] = binding{levels: []Level{l}}
		case l.Option != "":
			b := out.bind[l.Finding]
			out.bind[l.Finding] = binding{kind: Options, levels: append(b.levels, l)}
		default:
			out.bind[l.Finding] = binding{kind: e.vars[l.Finding].Kind, levels: []Level{l}}
		}
	}
	return out
}

// eval runs the program.
func (p *program) eval(f func(Level) Value, named func(string) (bool, error)) (bool, error) {
	a := activation{program: p, value: f, named: named}
	out, _, err := p.Eval(&a)
	if a.err != nil {
		err = a.err
	}
	if err != nil {
		return false, fmt.Errorf("condition %q: %w", p.text, err)
	}
	b, ok := out.(types.Bool)
	if !ok {
		return false, &BrokenError{Text: p.text, Message: "it is neither true nor false"}
	}
	return bool(b), nil
}

// activation gives cel-go the values of variables, as they are asked for.
type activation struct {
	*program
	value func(Level) Value
	named func(string) (bool, error)
	err   error
}

// ResolveName gives the value of a variable.
func (a *activation) ResolveName(name string) (any, bool) {
	b, ok := a.bind[name]
	if !ok {
		return nil, false
	}
	if b.named {
		return a.condition(name), true
	}
	switch b.kind {
	case Number:
		return types.Double(a.value(b.levels[0]).Number), true
	case Option:
		return types.String(a.value(b.levels[0]).Text), true
	case Options:
		var present []string
		for _, l := range b.levels {
			if a.value(l).Bool {
				present = append(present, l.Option)
			}
		}
		return types.NewStringList(types.DefaultTypeAdapter, present), true
	default:
		return types.Bool(a.value(b.levels[0]).Bool), true
	}
}

func (a *activation) condition(name string) any {
	if a.named == nil {
		a.err = fmt.Errorf("%s is not given", name)
		return types.False
	}
	ok, err := a.named(name)
	if err != nil {
		a.err = fmt.Errorf("%s: %w", name, err)
	}
	return types.Bool(ok)
}

// Parent makes activation an interpreter.Activation.
func (a *activation) Parent() cel.Activation { return nil }
