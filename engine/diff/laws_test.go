package diff_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diff"
	"signpost.health/signpost/engine/expr"
)

func compare(t require.TestingT, before, after *engine.Library) *diff.Report {
	r, err := diff.Libraries(before, after, diff.Options{})
	require.NoError(t, err)
	return r
}

func TestNothingDiffersFromItself(t *testing.T) {
	t.Run("shipped", func(t *testing.T) {
		lib := shipped(t)
		r := compare(t, lib, shipped(t))
		require.True(t, r.Empty(), "%v", r)
		require.Equal(t, len(lib.Pathways()), r.Same)
	})
	t.Run("drawn", func(t *testing.T) {
		rapid.Check(t, func(t *rapid.T) {
			change := rapid.SampledFrom(sorted(vocabularies())).Draw(t, "vocabulary")
			v, p := vocabulary(vocabularies()[change]), drawPathway(t, atoms(change)).String()
			require.True(t, compare(t, load(t, v, p), load(t, v, p+"# a comment\n")).Empty())
		})
	})
}

func sorted[V any](m map[string]V) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// drawValue draws a value of a level: of a number, any on the finest grid.
func drawValue(t *rapid.T, lib *engine.Library, l expr.Level, cells []expr.Cell) expr.Value {
	f, ok := lib.Finding(l.Finding)
	switch {
	case !ok || l.Missing || l.Option != "" || f.Kind == engine.KindYesNo:
		return expr.Value{Bool: rapid.Bool().Draw(t, l.String())}
	case f.Kind == engine.KindNumber:
		return expr.Value{Number: float64(rapid.IntRange(0, 18).Draw(t, l.String())) / 2}
	}
	cell := cells[rapid.IntRange(0, len(cells)-1).Draw(t, l.String())]
	return expr.Value{Text: rapid.SampledFrom(cell.Options).Draw(t, "option")}
}

// decided names what the reference decides for a patient.
func decided(t *rapid.T, p *engine.Pathway, value engine.Values) string {
	id, err := p.Reference(value)
	require.NoError(t, err)
	for _, r := range p.Rows() {
		if r.ID == id {
			return r.Outcome
		}
	}
	return "does not apply"
}

// TestEveryPatientWhoMovesIsReported draws two versions, of the vocabulary too,
// and patients: cel-go decides each in both versions, condition by condition,
// and a patient is in a group if and only if the decisions differ.
func TestEveryPatientWhoMovesIsReported(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		change := rapid.SampledFrom(sorted(vocabularies())).Draw(t, "change")
		first, second := "same", change
		if rapid.Bool().Draw(t, "backwards") {
			first, second = second, first
		}
		before := load(t, vocabulary(vocabularies()[first]), drawPathway(t, atoms(first)).String())
		after := load(t, vocabulary(vocabularies()[second]), drawPathway(t, atoms(second)).String())
		r := compare(t, before, after)
		if len(r.Pathways) == 0 {
			return
		}
		p := r.Pathways[0]
		require.Empty(t, p.NotCompared)
		old, now := p.Diagrams()
		a, _ := before.Pathway("drawn")
		b, _ := after.Pathway("drawn")
		for range 20 {
			who := map[expr.Level]expr.Value{}
			for i, l := range now.Levels {
				lib := after
				if _, ok := after.Finding(l.Finding); !ok {
					lib = before
				}
				who[l] = drawValue(t, lib, l, now.Cells[i])
			}
			value := func(l expr.Level) expr.Value { return who[l] }
			care, ok := now.At(now.Care, value)
			if !ok || care == 0 {
				continue // not a patient of both versions
			}
			was := decided(t, a, func(l expr.Level) expr.Value {
				l.Finding = diff.Name(before, after, l.Finding)
				return who[l]
			})
			is := decided(t, b, value)
			row, _ := old.At(old.RowOf, value)
			require.Equal(t, was, endName(old.Ends[row]))
			var in []string
			for _, m := range p.Moves {
				if m.Includes(value) {
					in = append(in, m.From.String()+" -> "+m.To.String())
				}
			}
			if was == is {
				require.Empty(t, in)
				continue
			}
			require.Equal(t, []string{was + " -> " + is}, in)
		}
	})
}

func endName(e engine.End) string {
	if e.Outcome == nil {
		return "does not apply"
	}
	return e.Outcome.ID
}

// TestARefactorKeepsTheBehaviour rewrites a pathway so that every patient ends
// where they did.
func TestARefactorKeepsTheBehaviour(t *testing.T) {
	from := atoms("same")
	for _, c := range []struct {
		name string
		make func(t *rapid.T) (before, after string)
	}{
		{"De Morgan", func(t *rapid.T) (string, string) {
			p := drawPathway(t, from)
			when := draw(t, from, 2)
			p.rows[0][0] = when.String()
			q := p
			q.rows = slices.Clone(p.rows)
			q.rows[0][0] = when.deMorgan()
			return p.String(), q.String()
		}},
		{"a row split in two", func(t *rapid.T) (string, string) {
			p := drawPathway(t, from)
			first, second := draw(t, from, 1).String(), draw(t, from, 1).String()
			p.rows[0][0] = "(" + first + ") || (" + second + ")"
			q := p
			q.rows = append([][2]string{{first, p.rows[0][1]}, {second, p.rows[0][1]}}, p.rows[1:]...)
			return p.String(), q.String()
		}},
		{"a criterion renamed", func(t *rapid.T) (string, string) {
			p := drawPathway(t, from).String()
			return p, strings.ReplaceAll(p, "c0", "criterion_nought")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				x, y := c.make(t)
				before, after := load(t, vocabulary(nil), x), load(t, vocabulary(nil), y)
				a, _ := before.Pathway("drawn")
				b, _ := after.Pathway("drawn")
				require.Equal(t, a.Identity().Behaviour, b.Identity().Behaviour)
				for _, p := range compare(t, before, after).Pathways {
					require.Equal(t, "kept", p.Behaviour)
					require.Empty(t, p.Moves)
					require.Empty(t, p.Also)
					require.NotEqual(t, "major", p.Step.Needs)
				}
			})
		})
	}
}

// TestTheSameBehaviourMovesNobody holds the hash against the diagrams.
func TestTheSameBehaviourMovesNobody(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := drawPathway(t, atoms("same"))
		q := p
		q.rows = slices.Clone(p.rows)
		i := rapid.IntRange(0, len(q.rows)-1).Draw(t, "row")
		q.rows[i][0] = draw(t, atoms("same"), 1).String()
		for _, r := range compare(t, load(t, vocabulary(nil), p.String()), load(t, vocabulary(nil), q.String())).Pathways {
			if r.Behaviour == "kept" {
				require.Empty(t, r.Moves)
				require.Empty(t, r.Also)
			}
			if len(r.Moves)+len(r.Also) == 0 {
				require.NotEqual(t, "major", r.Step.Needs)
			}
		}
	})
}
