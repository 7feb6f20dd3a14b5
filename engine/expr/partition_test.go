package expr_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/stretchr/testify/require"

	"signpost.health/signpost/engine/expr"
)

// compile compiles a good condition.
func compile(t testing.TB, env *expr.Env, text string) *expr.Cond {
	t.Helper()
	cond, issues := env.Compile(text)
	require.Empty(t, issues, text)
	return cond
}

// describe writes the cells of the first level as a reader would.
func describe(p *expr.Partition) string {
	var out []string
	for _, c := range p.Cells[0] {
		var s string
		for _, r := range c.Regions {
			left, right := "[", "]"
			if r.LoOpen {
				left = "("
			}
			if r.HiOpen {
				right = ")"
			}
			s += fmt.Sprintf("%s%.6g,%.6g%s", left, r.Lo, r.Hi, right)
		}
		s += strings.Join(c.Options, ",")
		if !c.OnGrid {
			s += " off grid"
		}
		out = append(out, s)
	}
	return strings.Join(out, " | ")
}

func TestPartitionOfOneFinding(t *testing.T) {
	env := newEnv(t)
	for _, c := range []struct{ text, cells string }{
		{"fit_result >= 10", "[0,10) | [10,400]"},
		{"10 > fit_result", "[0,10) | [10,400]"},
		{"fit_result >= fit_threshold && fit_result <= 100", "[0,10) | [10,100] | (100,400]"},
		{"fit_result > 10 || fit_result < 10", "[0,10) | [10,10] | (10,400]"},
		{"fit_result == 10", "[0,10)(10,400] | [10,10]"},
		{"onset in [3, 5]", "[0,3)(3,5)(5,120] | [3,3] | [5,5]"},
		{"fit_result >= 0", "[0,400]"},
		{"age < months(6)", "[0,0.5) | [0.5,120]"},
		{"age < weeks(8) || age >= months(2)", "[0,0.153320) | [0.153320,0.166667) off grid | [0.166667,120]"},
		{"psa > 2.5", "[0,2.5] | (2.5,50]"},
		{"change * 2.0 >= 3.2", "[-10,1.6) | [1.6,10]"},
		{"change * change > 4", "[-10,-2)(2,10] | [-2,2]"},
		{`smoking_status == "ex"`, "never,current | ex"},
		{`smoking_status in ["ex", "current"]`, "never | ex,current"},
		{`smoking_status != "ex" && smoking_status != "current"`, "never | ex | current"},
		{"hb < (smoker ? 120 : 130)", "[20,120) | [120,130) | [130,250]"},
	} {
		t.Run(c.text, func(t *testing.T) {
			cond := compile(t, env, c.text)
			levels := cond.Levels()[:1]
			atoms := atomsOf(cond.Root(), nil)
			if cond.Levels()[0].Finding == "hb" {
				atoms = atoms[1:]
			}
			p, _, err := env.Partition(levels, atoms)
			require.NoError(t, err)
			require.Equal(t, strings.ReplaceAll(c.cells, "0.153320", "0.15332"), describe(p))
			for i, cell := range p.Cells[0] {
				got, ok := p.CellOf(0, cell.Sample)
				require.True(t, ok)
				require.Equal(t, i, got, "the sample of a cell is in it")
			}
		})
	}
}

func TestPartitionOfTwoFindings(t *testing.T) {
	env := newEnv(t)
	cond := compile(t, env, "onset <= age && age >= 40")
	levels := []expr.Level{{Finding: "age"}, {Finding: "onset"}}
	p, truths, err := env.Partition(levels, atomsOf(cond.Root(), nil))
	require.NoError(t, err)
	require.Len(t, p.Cells[0], 121, "a year of age has one cell")
	require.Len(t, p.Cells[1], 121)
	require.Len(t, truths[0], 121*121)
	require.Equal(t, []expr.Region{{Lo: 40, Hi: 41, HiOpen: true}}, p.Cells[0][40].Regions)

	cell, ok := p.CellOf(0, expr.Value{Number: 40.3})
	require.True(t, ok, "age is exact, on the grid or not")
	require.Equal(t, 40, cell)
	_, ok = p.CellOf(1, expr.Value{Number: 40.3})
	require.False(t, ok, "an onset between two years belongs to neither")
	require.Equal(t, []int{40, 41}, p.CellsOf(1, 40.3, 40.3, false, false))
}

func TestPartitionOfAFormula(t *testing.T) {
	env := newEnv(t)
	cond := compile(t, env, "weight * 10000 >= 35 * height * height && weight < 100")
	p, _, err := env.Partition(cond.Levels(), atomsOf(cond.Root(), nil))
	require.NoError(t, err)
	_, ok := p.CellOf(0, expr.Value{Number: 31.5})
	require.True(t, ok, "nobody of 31 or 32 kg has that body mass index, so neither has 31.5 kg")
	_, ok = p.CellOf(0, expr.Value{Number: 99.5})
	require.False(t, ok)
	may := p.CellsOf(0, 99.5, 99.5, false, false)
	require.Len(t, may, 2)
	require.False(t, p.Cells[0][may[1]].OnGrid, "under 100 kg with the body mass index of 100 kg is no grid value")
}

func TestCellsOfRanges(t *testing.T) {
	env := newEnv(t)
	cond := compile(t, env, "fit_result >= 10 && fit_result < 100 && fit_result != 50")
	p, _, err := env.Partition(cond.Levels(), atomsOf(cond.Root(), nil))
	require.NoError(t, err)
	require.Equal(t, "[0,10) | [10,50)(50,100) | [50,50] | [100,400]", describe(p))
	for _, c := range []struct {
		lo, hi         float64
		loOpen, hiOpen bool
		cells          []int
	}{
		{lo: 0, hi: 400, cells: []int{0, 1, 2, 3}},
		{lo: 10, hi: 20, cells: []int{1}},
		{lo: 9.9, hi: 10, hiOpen: true, cells: []int{0}},
		{lo: 9.9, hi: 10, cells: []int{0, 1}},
		{lo: 50, hi: 50, cells: []int{2}},
		{lo: 50, hi: 60, loOpen: true, cells: []int{1}},
		{lo: 400, hi: 1e9, loOpen: true, cells: []int{3}},
		{lo: 500, hi: 600, cells: []int{3}},
		{lo: -5, hi: -1, cells: []int{0}},
	} {
		require.Equal(t, c.cells, p.CellsOf(0, c.lo, c.hi, c.loOpen, c.hiOpen), "%+v", c)
	}
	_, ok := p.CellOf(0, expr.Value{Number: 401})
	require.False(t, ok)
}

func TestPartitionOfFlagsHasAlwaysTwoCells(t *testing.T) {
	env := newEnv(t)
	levels := []expr.Level{{Finding: "smoker"}, {Finding: "features", Option: "rash"}, {Finding: "spirometry_report", Missing: true}}
	p, _, err := env.Partition(levels, nil)
	require.NoError(t, err)
	for i := range levels {
		want := []expr.Cell{{OnGrid: true}, {Sample: expr.Value{Bool: true}, OnGrid: true}}
		require.Empty(t, cmp.Diff(want, p.Cells[i], cmpopts.EquateEmpty()))
		cell, ok := p.CellOf(i, expr.Value{Bool: true})
		require.True(t, ok)
		require.Equal(t, 1, cell)
	}
}

func TestPartitionNeedsTheLevelsOfItsAtoms(t *testing.T) {
	env := newEnv(t)
	cond := compile(t, env, "smoker && fit_result >= 10")
	_, _, err := env.Partition(cond.Levels()[:1], atomsOf(cond.Root(), nil))
	var refused *expr.PartitionError
	require.ErrorAs(t, err, &refused)
	require.Equal(t, 1, refused.Issues[0].Atom)
	require.EqualError(t, err, "fit_result is not among the levels, and fit_result >= 10.0 reads it")
	_, _, err = env.Partition([]expr.Level{{Finding: "nobody"}}, nil)
	require.EqualError(t, err, "nobody is not a finding")
}
