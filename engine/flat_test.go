package engine_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
	"signpost.health/signpost/engine/source"
)

// TestFlatFormAgreesWithTheDiagram: whatever a frame learned of patients
// before, each step finds what the diagram finds, with answers taken back,
// changed, or known in part, and wherever the search gives up.
func TestFlatFormAgreesWithTheDiagram(t *testing.T) {
	draws := map[string]func(t *rapid.T) *engine.Library{
		"drawn": func(t *rapid.T) *engine.Library { return randomPathwayOver(t, unrelated()) },
		"wide":  widePathway,
	}
	for name, draw := range draws {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				p, _ := draw(t).Pathway("drawn")
				flatLaw(t, p)
			})
		})
	}
	var flat []*engine.Pathway
	for _, p := range shipped(t).Pathways() {
		if p.NewFlatFrame(nil, 1) != nil {
			flat = append(flat, p)
		}
	}
	t.Run("shipped", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			flatLaw(t, rapid.SampledFrom(flat).Draw(t, "pathway"))
		})
	})
}

// TestFlatFormOfWhatAlwaysHolds: an atom that every patient satisfies is never
// in the way, though others of its finding are not.
func TestFlatFormOfWhatAlwaysHolds(t *testing.T) {
	_, p := load(t, engine.Options{}, `
pathway: small
version: "1.0.0"
title: Small
specialty: none
purpose: To be tested.
owner: Nobody
review_by: 2027-01-01
status: draft
applies_to: sex == "female"
decide:
  - {id: r0, when: 'at_least(2, age >= 1, b2, n1 >= 0.0)', outcome: o0, evidence: src}
  - {id: otherwise, outcome: o1}
also:
  - {id: a0, when: n1 >= 3.0, outcome: o1}
outcomes:
  o0: {action: manage, within: routine, summary: Nought}
  o1: {action: manage, within: none, summary: One}
`)
	f, plain := p.NewFlatFrame(nil, 1<<11), p.NewPlainFrame(nil)
	for _, frame := range []*engine.Frame{f, plain} {
		require.True(t, frame.Set(1, expr.Value{Number: 40}))
	}
	require.Equal(t, plain.Step(), f.Step())
}

func flatLaw(t *rapid.T, p *engine.Pathway) {
	f := p.NewFlatFrame(nil, rapid.SampledFrom([]int{1, 2, 5, 1 << 13}).Draw(t, "most"))
	if f == nil {
		return
	}
	plain, cells := p.NewPlainFrame(nil), p.Cells()
	tell := func(what func(f *engine.Frame)) {
		what(f)
		what(plain)
	}
	for range rapid.IntRange(1, 6).Draw(t, "patients") {
		tell((*engine.Frame).Clear)
		for range rapid.IntRange(1, 2*len(cells)).Draw(t, "answers") {
			level := rapid.IntRange(0, len(cells)-1).Draw(t, "level")
			cell := rapid.IntRange(0, len(cells[level])-1).Draw(t, "cell")
			switch rapid.IntRange(0, 9).Draw(t, "kind") {
			case 0:
				tell(func(f *engine.Frame) { f.Forget(level) })
			case 1, 2:
				and := rapid.SliceOf(rapid.IntRange(0, len(cells[level])-1)).Draw(t, "or")
				tell(func(f *engine.Frame) { f.Narrow(level, append(and, cell)...) })
			case 3:
				continue // several answers may come between two steps
			default:
				tell(func(f *engine.Frame) { require.True(t, f.Set(level, cells[level][cell].Sample)) })
			}
			want, got := plain.Step(), f.Step()
			require.True(t, slices.Equal(want.Outcomes, got.Outcomes), "outcomes %v, not %v", got.Outcomes, want.Outcomes)
			require.True(t, slices.Equal(want.Matters, got.Matters), "levels %v, not %v", got.Matters, want.Matters)
			require.Equal(t, want.Decided, got.Decided)
			require.True(t, slices.Equal(want.Tests, got.Tests), "tests %v, not %v", got.Tests, want.Tests)
			row, ok := plain.Row()
			gotRow, gotOK := f.Row()
			require.Equal(t, ok, gotOK)
			require.Equal(t, row, gotRow)
		}
	}
}

// widePathway draws a pathway of more findings and rows than one word has bits.
// Each row reads a few that are near each other, so that its diagram is small.
func widePathway(t *rapid.T) *engine.Library {
	const findings, rows, near = 80, 50, 5
	vocabulary, pathway := strings.Builder{}, strings.Builder{}
	vocabulary.WriteString("vocabulary: wide\ntitle: Wide\nevidence:\n  src: {title: A source}\nfindings:\n")
	for i := range findings {
		fmt.Fprintf(&vocabulary, "  f%d: {ask: Is f%d there, short: f%d, %s}\n", i, i, i,
			[]string{"type: yes_no", `type: number, unit: "1", min: 0, max: 2, step: 1`}[i%5/4])
	}
	pathway.WriteString(`pathway: drawn
version: "1.0.0"
title: Drawn
specialty: none
purpose: To be drawn.
owner: Nobody
review_by: 2027-01-01
status: draft
applies_to: '!f0'
decide:
`)
	outcome := rapid.SliceOfN(rapid.IntRange(0, 3), rows, rows).Draw(t, "outcomes")
	literal := rapid.SliceOfN(rapid.IntRange(0, 3*near-1), 5*rows, 5*rows).Draw(t, "literals")
	for i := range rows {
		var parts []any
		for _, l := range literal[5*i : 5*i+5] {
			at := min(i*findings/rows+l%near, findings-1)
			if at%5 == 4 {
				parts = append(parts, fmt.Sprintf([]string{"f%d >= 1", "f%d < 2", "f%d >= 0"}[l/near], at))
			} else {
				parts = append(parts, fmt.Sprintf([]string{"f%d", "!f%d", "!f%d"}[l/near], at))
			}
		}
		fmt.Fprintf(&pathway, "  - {id: r%d, when: '%s && %s || %s && %s && %s', outcome: out%d, evidence: src}\n",
			append(append([]any{i}, parts...), outcome[i])...)
	}
	pathway.WriteString("  - {id: otherwise, outcome: out3}\noutcomes:\n")
	for i := range 4 {
		fmt.Fprintf(&pathway, "  out%d: {action: manage, within: routine, summary: Outcome %d}\n", i, i)
	}
	lib, ds := engine.Load([]*source.File{
		source.NewFile("wide.yaml", []byte(vocabulary.String())), source.NewFile("drawn.yaml", []byte(pathway.String())),
	}, engine.Options{})
	if lib == nil {
		var text strings.Builder
		_ = source.Text(&text, ds, source.TextOptions{})
		t.Fatalf("the drawn pathway does not load:\n%s\n%s", text.String(), pathway.String())
	}
	return lib
}
