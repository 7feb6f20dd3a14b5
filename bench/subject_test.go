package bench

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"testing"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
	"signpost.health/signpost/engine/source"
)

// patient is one patient of the subject.
type patient struct {
	B0, B1, B2, B3, B4, B5, B6, B7, B8, B9, B10      bool
	B11, B12, B13, B14, B15, B16, B17, B18, B19, B20 bool
	N0, N1, N2                                       int
	Smoking                                          string
}

func (p *patient) bools() []*bool {
	return []*bool{
		&p.B0, &p.B1, &p.B2, &p.B3, &p.B4, &p.B5, &p.B6, &p.B7, &p.B8, &p.B9, &p.B10,
		&p.B11, &p.B12, &p.B13, &p.B14, &p.B15, &p.B16, &p.B17, &p.B18, &p.B19, &p.B20,
	}
}

func patients(n int) []*patient {
	r := rand.New(rand.NewPCG(1, 2))
	out := make([]*patient, n)
	for i := range out {
		p := &patient{N0: r.IntN(121), N1: r.IntN(401), N2: r.IntN(21), Smoking: []string{"never", "ex", "current"}[r.IntN(3)]}
		for _, b := range p.bools() {
			*b = r.IntN(10) == 0 // most findings are absent, as in life
		}
		out[i] = p
	}
	return out
}

// input is a patient as cel-go and OPA take it.
func (p *patient) input() map[string]any {
	m := map[string]any{"n0": float64(p.N0), "n1": float64(p.N1), "n2": float64(p.N2), "smoking": p.Smoking}
	for i, b := range p.bools() {
		m[fmt.Sprintf("b%d", i)] = *b
	}
	return m
}

// value is a patient as the engine's levels take it.
func value(l expr.Level, in map[string]any) expr.Value {
	switch v := in[l.Finding].(type) {
	case bool:
		return expr.Value{Bool: v}
	case string:
		return expr.Value{Text: v}
	case float64:
		return expr.Value{Number: v}
	}
	panic("a level without a value: " + l.String())
}

// subjectLibrary is the library of the subject alone.
func subjectLibrary() (*engine.Library, error) {
	var files []*source.File
	for _, name := range []string{"testdata/vocabulary.yaml", "testdata/subject.yaml"} {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		files = append(files, source.NewFile(name, data))
	}
	lib, ds := engine.Load(files, engine.Options{})
	if lib == nil {
		return nil, fmt.Errorf("load the subject: %v", ds)
	}
	return lib, nil
}

func pathway(t testing.TB) *engine.Pathway {
	t.Helper()
	lib, err := subjectLibrary()
	require.NoError(t, err)
	p, _ := lib.Pathway("subject")
	require.True(t, p.Proved())
	return p
}

// frame fills a frame with a whole patient.
func frame(t testing.TB, p *engine.Pathway, in map[string]any) *engine.Frame {
	f := p.NewFrame(nil)
	for i, l := range p.Levels() {
		require.True(t, f.Set(i, value(l, in)))
	}
	return f
}

// plainCEL is a program for each row, tried in order.
type plainCEL struct {
	env      *cel.Env
	programs []cel.Program
	partial  []cel.Program
}

func celRows(t testing.TB, p *engine.Pathway) *plainCEL {
	t.Helper()
	c, err := compileCEL(p)
	require.NoError(t, err)
	return c
}

func compileCEL(p *engine.Pathway) (*plainCEL, error) {
	opts := []cel.EnvOption{cel.CrossTypeNumericComparisons(true), cel.Variable("smoking", cel.StringType)}
	for i := range 21 {
		opts = append(opts, cel.Variable(fmt.Sprintf("b%d", i), cel.BoolType))
	}
	for i := range 3 {
		opts = append(opts, cel.Variable(fmt.Sprintf("n%d", i), cel.DoubleType))
	}
	env, err := cel.NewEnv(opts...)
	if err != nil {
		return nil, err
	}
	c := &plainCEL{env: env}
	for _, r := range p.Rows() {
		if r.Otherwise {
			continue
		}
		ast, iss := env.Compile(r.When.Text)
		if iss.Err() != nil {
			return nil, iss.Err()
		}
		whole, err := env.Program(ast)
		if err != nil {
			return nil, err
		}
		part, err := env.Program(ast, cel.EvalOptions(cel.OptPartialEval))
		if err != nil {
			return nil, err
		}
		c.programs, c.partial = append(c.programs, whole), append(c.partial, part)
	}
	return c, nil
}

func (c *plainCEL) row(in map[string]any) int {
	for i, p := range c.programs {
		if out, _, err := p.Eval(in); err == nil && out == types.True {
			return i
		}
	}
	return len(c.programs)
}

// change is one other answer that would lead elsewhere.
type change struct{ Finding, Answer, Outcome string }

// changes tries every other answer that the rows can tell apart, up to as many
// findings as Signpost shows.
func (c *plainCEL) changes(p *engine.Pathway, in map[string]any, now string) []change {
	out := []change{}
	cells, rows := p.Cells(), p.Rows()
	for i, l := range p.Levels() {
		was, seen := in[l.Finding], map[string]bool{}
		for _, cell := range cells[i] {
			if in[l.Finding] = celValue(was, cell.Sample); in[l.Finding] == was {
				continue
			}
			if to := rows[c.row(in)].Outcome; to != now && !seen[to] && len(out) < 8 {
				seen[to] = true
				out = append(out, change{l.Finding, fmt.Sprint(in[l.Finding]), to})
			}
		}
		in[l.Finding] = was
	}
	return out
}

func celValue(like any, v expr.Value) any {
	switch like.(type) {
	case bool:
		return v.Bool
	case string:
		return v.Text
	}
	return v.Number
}

// step is the asking step by cel-go's partial evaluation: rows in order until
// one is certain, and every variable that an open one still needs.
func (c *plainCEL) step(t testing.TB, known map[string]any) (open int, matters map[string]bool) {
	vars, err := c.env.PartialVars(known)
	require.NoError(t, err)
	matters = map[string]bool{}
	for _, p := range c.partial {
		out, _, _ := p.Eval(vars)
		if out == types.True {
			break
		}
		if u, ok := out.(*types.Unknown); ok {
			open++
			for _, id := range u.IDs() {
				trails, _ := u.GetAttributeTrails(id)
				for _, tr := range trails {
					matters[tr.Variable()] = true
				}
			}
		}
	}
	return open, matters
}

func opaRows(t testing.TB) rego.PreparedEvalQuery {
	t.Helper()
	text, err := os.ReadFile("testdata/subject.rego")
	require.NoError(t, err)
	q, err := rego.New(rego.Query("data.subject.row"), rego.Module("subject.rego", string(text))).PrepareForEval(context.Background())
	require.NoError(t, err)
	return q
}

func opaRow(t testing.TB, q rego.PreparedEvalQuery, in map[string]any) int {
	rs, err := q.Eval(context.Background(), rego.EvalInput(in))
	require.NoError(t, err)
	n, err := rs[0].Expressions[0].Value.(interface{ Int64() (int64, error) }).Int64()
	require.NoError(t, err)
	return int(n)
}

func TestAllAgree(t *testing.T) {
	p := pathway(t)
	c, q := celRows(t, p), opaRows(t)
	for _, who := range patients(512) {
		in := who.input()
		want := byHand(who)
		require.Equal(t, want, c.row(in), "cel-go")
		require.Equal(t, want, opaRow(t, q, in), "OPA")
		got, ok := frame(t, p, in).Row()
		require.True(t, ok)
		require.Equal(t, want, got, "Signpost")
	}
}
