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
	who := patients(4096)
	ins := make([]map[string]any, len(who))
	frames := make([]*engine.Frame, len(who))
	for i, w := range who {
		ins[i] = w.input()
		frames[i] = frame(b, p, ins[i])
	}
	b.Run("hand", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			byHand(who[i&4095])
		}
	})
	b.Run("signpost", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			frames[i&4095].Row()
		}
	})
	b.Run("cel-go", func(b *testing.B) {
		c := celRows(b, p)
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			c.row(ins[i&4095])
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
			if _, err := q.Eval(context.Background(), rego.EvalParsedInput(parsed[i&4095])); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkStep is promise 2: decided? what can still matter? which tests?
// at a random point of a consultation.
func BenchmarkStep(b *testing.B) {
	p := pathway(b)
	who := patients(64)
	var frames []*engine.Frame
	var known []map[string]any
	for i, w := range who {
		f, k := p.NewFrame(nil), map[string]any{}
		in := w.input()
		for l, lv := range p.Levels() {
			if (l*7+i)%len(p.Levels()) < i%len(p.Levels()) {
				require.True(b, f.Set(l, value(lv, in)))
				k[lv.Finding] = in[lv.Finding]
			}
		}
		frames, known = append(frames, f), append(known, k)
	}
	b.Run("signpost", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			frames[i&63].Step()
		}
	})
	b.Run("cel-go-partial", func(b *testing.B) {
		c := celRows(b, p)
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			c.step(b, known[i&63])
		}
	})
	b.Run("opa-partial", func(b *testing.B) {
		text := opaModule(b)
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			unknowns := []string{}
			for _, lv := range p.Levels() {
				if _, ok := known[i&63][lv.Finding]; !ok {
					unknowns = append(unknowns, "input."+lv.Finding)
				}
			}
			q, err := rego.New(rego.Query("data.subject.row = x"), text, rego.Unknowns(unknowns)).PrepareForPartial(context.Background())
			if err != nil {
				b.Fatal(err)
			}
			if _, err := q.Partial(context.Background(), rego.EvalInput(known[i&63])); err != nil {
				b.Fatal(err)
			}
		}
	})
}
