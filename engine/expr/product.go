package expr

import (
	"fmt"
	"strings"

	"cel.dev/cel-go/common/types"
)

// productTable evaluates an atom for every combination of its findings' grid
// values.
func (f *family) productTable(a *Atom) (*table, *AtomIssue) {
	t := &table{}
	size := 1
	var most *variable
	for _, l := range a.Levels {
		v := f.vars[l.Finding]
		ax := v.valueAxis()
		if most == nil || ax.size > most.valueAxisSize() {
			most = v
		}
		if size *= ax.size; size > maxTable {
			return nil, tooLarge("the findings of "+a.Text+" have too many values between them", most)
		}
		t.axes = append(t.axes, ax)
	}
	r, is := f.runner(a)
	if is != nil {
		return nil, is
	}
	t.truth = make([]bool, 0, size)
	at := make([]int, len(a.Levels))
	for range size {
		for i, v := range r.vars {
			r.values[i] = v.valueAt(at[i])
		}
		ok, is := r.run()
		if is != nil {
			return nil, is
		}
		t.truth = append(t.truth, ok)
		for i := len(at) - 1; i >= 0; i-- {
			if at[i]++; at[i] < t.axes[i].size {
				break
			}
			at[i] = 0
		}
	}
	return reduce(t), nil
}

func (v *variable) valueAxisSize() int {
	if v.Kind == Number {
		return v.grid.count
	}
	return len(v.Options)
}

func (v *variable) valueAxis() axis {
	if v.Kind == Number {
		return v.pointAxis()
	}
	return points(len(v.Options))
}

func (v *variable) valueAt(i int) Value {
	if v.Kind == Number {
		return Value{Number: v.grid.at(i)}
	}
	return Value{Text: v.Options[i]}
}

// runner evaluates one atom many times.
type runner struct {
	atom   *Atom
	vars   []*variable
	values []Value
	prog   *program
	act    activation
}

func (f *family) runner(a *Atom) (*runner, *AtomIssue) {
	p, err := a.program.get(f.root, a.Text)
	if err != nil {
		return nil, &AtomIssue{Code: codeRefused, Message: err.Error()}
	}
	r := &runner{atom: a, prog: p, values: make([]Value, len(a.Levels))}
	for _, l := range a.Levels {
		r.vars = append(r.vars, f.vars[l.Finding])
	}
	r.act = activation{program: p, value: func(l Level) Value {
		for i, known := range a.Levels {
			if known == l {
				return r.values[i]
			}
		}
		return Value{}
	}}
	return r, nil
}

// run evaluates the atom for the values set, and says for which values it
// fails.
func (r *runner) run() (bool, *AtomIssue) {
	out, _, err := r.prog.Eval(&r.act)
	if err == nil {
		return out == types.True, nil
	}
	said := make([]string, len(r.vars))
	for i, v := range r.vars {
		said[i] = v.Name + " " + r.values[i].Text
		if v.Kind == Number {
			said[i] = v.Name + " " + number(r.values[i].Number)
		}
	}
	return false, &AtomIssue{
		Code:    codeFails,
		Message: "this cannot be calculated for " + strings.Join(said, ", ") + ": " + err.Error(),
		Help:    "keep the finding's range away from these values, or write the condition without a division",
	}
}

// tooLarge names the finding to give a coarser step.
func tooLarge(why string, v *variable) *AtomIssue {
	return &AtomIssue{
		Code: codeLarge, Message: why + ": this cannot be checked for every patient",
		Help: fmt.Sprintf("give %s a coarser step: it has %d values", v.Name, v.valueAxisSize()),
	}
}
