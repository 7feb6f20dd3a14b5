package bench

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
)

// BenchmarkDecide is promise 1: one decision with the answers at hand.
func BenchmarkDecide(b *testing.B) {
	p := pathway(b)
	who := patients(512)
	ins := make([]map[string]any, len(who))
	frames := make([]*engine.Frame, len(who))
	for i, w := range who {
		ins[i] = w.input()
		frames[i] = frame(b, p, ins[i])
	}
	b.Run("hand", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			byHand(who[i&511])
		}
	})
	b.Run("signpost", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			frames[i&511].Row()
		}
	})
	b.Run("cel-go", func(b *testing.B) {
		c := celRows(b, p)
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			c.row(ins[i&511])
		}
	})
	b.Run("opa", func(b *testing.B) {
		q := opaRows(b)
		parsed := make([]ast.Value, len(ins))
		for i, in := range ins {
			v, err := ast.InterfaceToValue(in)
			require.NoError(b, err)
			parsed[i] = v
		}
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if _, err := q.Eval(context.Background(), rego.EvalParsedInput(parsed[i&511])); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkStep is promise 2: an answer arrives, then: decided? what can still
// matter? which tests? Each operation is one such step of a consultation that
// goes through all 25 findings, in an order of its own.
func BenchmarkStep(b *testing.B) {
	p := pathway(b)
	who := patients(64)
	levels := p.Levels()
	order := make([][]int, len(who))
	ins := make([]map[string]any, len(who))
	r := rand.New(rand.NewPCG(3, 4))
	for i, w := range who {
		ins[i], order[i] = w.input(), r.Perm(len(levels))
	}
	b.Run("signpost", func(b *testing.B) {
		f := p.NewFrame(nil)
		values := make([][]expr.Value, len(who))
		for i := range who {
			for _, l := range levels {
				values[i] = append(values[i], value(l, ins[i]))
			}
		}
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			at, n := i/len(levels)%len(who), i%len(levels)
			if n == 0 {
				f.Clear()
			}
			f.Set(order[at][n], values[at][order[at][n]])
			f.Step()
		}
	})
	known := func(at, n int) map[string]any {
		k := map[string]any{}
		for _, l := range order[at][:n+1] {
			k[levels[l].Finding] = ins[at][levels[l].Finding]
		}
		return k
	}
	states := make([]map[string]any, 0, len(who)*len(levels))
	for at := range who {
		for n := range levels {
			states = append(states, known(at, n))
		}
	}
	b.Run("cel-go-partial", func(b *testing.B) {
		c := celRows(b, p)
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			c.step(b, states[i%len(states)])
		}
	})
	b.Run("opa-partial", func(b *testing.B) {
		text := opaModule(b)
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			state := states[i%len(states)]
			unknowns := []string{}
			for _, l := range levels {
				if _, ok := state[l.Finding]; !ok {
					unknowns = append(unknowns, "input."+l.Finding)
				}
			}
			q, err := rego.New(rego.Query("data.subject.row = x"), text, rego.Unknowns(unknowns)).PrepareForPartial(context.Background())
			if err != nil {
				b.Fatal(err)
			}
			if _, err := q.Partial(context.Background(), rego.EvalInput(state)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
