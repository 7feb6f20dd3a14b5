package engine_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
)

// TestFrameAgreesWithTheDiagram: a consultation step by step finds what the
// diagram finds, whatever the order of answers, and ends at cel-go's row.
func TestFrameAgreesWithTheDiagram(t *testing.T) {
	eachPathway(t, frameLaw)
	t.Run("unrelated", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			lib := randomPathwayOver(t, unrelated())
			p, _ := lib.Pathway("drawn")
			frameLaw(t, lib, p)
		})
	})
}

func frameLaw(t *rapid.T, lib *engine.Library, p *engine.Pathway) {
	c := randomComplete(t, lib, p)
	f, plain := p.NewFrame(nil), p.NewPlainFrame(nil)
	levels := p.Levels()
	order := make([]int, len(levels))
	for i := range order {
		order[i] = i
	}
	for _, l := range rapid.Permutation(order).Draw(t, "order") {
		want := plain.Step()
		outcomes, matters := slices.Clone(want.Outcomes), slices.Clone(want.Matters)
		got := f.Step()
		require.True(t, slices.Equal(outcomes, got.Outcomes), "outcomes %v, not %v", got.Outcomes, outcomes)
		require.True(t, slices.Equal(matters, got.Matters), "levels %v, not %v", got.Matters, matters)
		require.True(t, f.Set(l, c[levels[l]]))
		require.True(t, plain.Set(l, c[levels[l]]))
		if rapid.IntRange(0, 9).Draw(t, "forget") == 0 {
			back := rapid.SampledFrom(order).Draw(t, "level")
			f.Forget(back)
			plain.Forget(back)
		}
	}
	for i, l := range levels {
		require.True(t, f.Set(i, c[l]))
	}
	want, err := p.Reference(c.value)
	require.NoError(t, err)
	row, ok := f.Row()
	require.True(t, ok)
	if row >= 0 {
		require.Equal(t, want, p.Rows()[row].ID)
	} else {
		require.NotContains(t, rowIDs(p), want)
	}
}

func rowIDs(p *engine.Pathway) []string {
	var out []string
	for _, r := range p.Rows() {
		out = append(out, r.ID)
	}
	return out
}

// TestFrameAllocatesNothing: the hot path is free of garbage.
func TestFrameAllocatesNothing(t *testing.T) {
	_, p := load(t, engine.Options{}, small)
	f := p.NewFrame(nil)
	for i := range p.Levels() {
		require.True(t, f.Set(i, p.Cells()[i][0].Sample))
	}
	f.Step()
	require.Zero(t, testing.AllocsPerRun(100, func() {
		if _, ok := f.Row(); !ok {
			t.Error("a complete patient is open")
		}
		f.Step()
	}))
}
