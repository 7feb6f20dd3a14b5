package bench

import (
	"context"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
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
// matter? which tests? Each operation is one such step of a consultation, by
// patients who are all different: in the order in which Signpost asks, until it
// is decided, and in any order, through all 25 findings.
func BenchmarkStep(b *testing.B) {
	p := pathway(b)
	for _, order := range []struct {
		name  string
		steps []given
	}{{"asked", asked(b, p)}, {"any", anyOrder(p)}} {
		steps := order.steps
		b.Run(order.name+"/signpost", func(b *testing.B) {
			f := p.NewFrame(nil)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				s := &steps[i%len(steps)]
				if s.first {
					f.Clear()
				}
				f.Set(s.level, s.value)
				f.Step()
			}
		})
		b.Run(order.name+"/cel-go-partial", func(b *testing.B) {
			c := celRows(b, p)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				c.step(b, steps[i%len(steps)].known)
			}
		})
		b.Run(order.name+"/opa-partial", func(b *testing.B) {
			text := opaModule(b)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				known := steps[i%len(steps)].known
				unknowns := []string{}
				for _, l := range p.Levels() {
					if _, ok := known[l.Finding]; !ok {
						unknowns = append(unknowns, "input."+l.Finding)
					}
				}
				q, err := rego.New(rego.Query("data.subject.row = x"), text, rego.Unknowns(unknowns)).PrepareForPartial(context.Background())
				if err != nil {
					b.Fatal(err)
				}
				if _, err := q.Partial(context.Background(), rego.EvalInput(known)); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
