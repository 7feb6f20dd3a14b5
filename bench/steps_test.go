package bench

import (
	"maps"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
)

// given is one answer of a consultation, with all that is known then.
type given struct {
	first bool
	level int
	value expr.Value
	known map[string]any
}

const consultations = 2048

// asked takes patients through what Signpost asks, until it is decided.
func asked(t testing.TB, p *engine.Pathway) []given {
	t.Helper()
	f := p.NewPlainFrame(nil)
	return consult(p, func(so []given) (int, bool) {
		if len(so) == 0 {
			f.Clear()
		} else {
			last := so[len(so)-1]
			require.True(t, f.Set(last.level, last.value))
		}
		s := f.Step()
		if len(s.Matters) == 0 {
			return 0, false
		}
		return s.Matters[0], true
	})
}

// anyOrder takes patients through every finding, each in an order of their own.
func anyOrder(p *engine.Pathway) []given {
	r, order := rand.New(rand.NewPCG(3, 4)), []int{}
	return consult(p, func(so []given) (int, bool) {
		if len(so) == 0 {
			order = r.Perm(len(p.Levels()))
		}
		if len(so) == len(order) {
			return 0, false
		}
		return order[len(so)], true
	})
}

func consult(p *engine.Pathway, next func(so []given) (level int, more bool)) []given {
	var out []given
	for _, who := range patients(consultations) {
		in, known, from := who.input(), map[string]any{}, len(out)
		for level, more := next(out[from:]); more; level, more = next(out[from:]) {
			l := p.Levels()[level]
			known[l.Finding] = in[l.Finding]
			out = append(out, given{len(out) == from, level, value(l, in), maps.Clone(known)})
		}
	}
	return out
}

// TestStepsAgree: whatever is remembered of other patients, each step finds
// what the diagram finds.
func TestStepsAgree(t *testing.T) {
	p := pathway(t)
	for _, steps := range [][]given{asked(t, p)[:4000], anyOrder(p)[:4000]} {
		f, plain := p.NewFrame(nil), p.NewPlainFrame(nil)
		for _, s := range steps {
			for _, frame := range []*engine.Frame{f, plain} {
				if s.first {
					frame.Clear()
				}
				require.True(t, frame.Set(s.level, s.value))
			}
			want, got := plain.Step(), f.Step()
			require.Equal(t, want.Outcomes, got.Outcomes)
			require.ElementsMatch(t, want.Matters, got.Matters)
		}
	}
}
