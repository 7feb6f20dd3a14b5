package expr_test

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine/expr"
)

// writer draws random conditions over the vocabulary.
type writer struct{ *rapid.T }

func (w writer) pick(words ...string) string { return rapid.SampledFrom(words).Draw(w.T, "word") }

func (w writer) condition(depth int) string {
	if depth <= 0 {
		return w.leaf()
	}
	sub := func() string { return w.condition(depth - 1) }
	switch rapid.IntRange(0, 9).Draw(w.T, "shape") {
	case 0:
		return sub() + " && " + sub()
	case 1:
		return "(" + sub() + " || " + sub() + ")"
	case 2:
		return "!(" + sub() + ")"
	case 3:
		return "(" + sub() + " ? " + sub() + " : " + sub() + ")"
	case 4:
		return fmt.Sprintf("at_least(%d, %s, %s, %s)", rapid.IntRange(1, 3).Draw(w.T, "n"), sub(), sub(), sub())
	case 5:
		return "(" + sub() + ") " + w.pick("==", "!=") + " (" + sub() + ")"
	case 6:
		return "hb " + w.pick("<", ">=") + " (" + sub() + " ? 120 : " + w.pick("130", "hb", "fit_threshold + 100") + ")"
	default:
		return w.leaf()
	}
}

func (w writer) leaf() string {
	ordering := func() string { return " " + w.pick("<", "<=", ">", ">=", "==", "!=") + " " }
	whole := func(lo, hi int) string { return strconv.Itoa(rapid.IntRange(lo, hi).Draw(w.T, "threshold")) }
	switch rapid.IntRange(0, 15).Draw(w.T, "leaf") {
	case 0:
		return w.pick("smoker", "weight_loss", "haemoptysis")
	case 1:
		return w.pick("smoking_status", "side_of_pain == side_of_lump || smoking_status") + w.pick(" == ", " != ") + w.pick(`"ex"`, `"never"`)
	case 2:
		return "smoking_status in " + w.pick(`["ex"]`, `["ex", "current"]`, `["ex", "never", "current"]`)
	case 3:
		return w.pick(`"rash" in features`, `"fever" in features`, `any(features)`)
	case 4:
		return w.pick("missing", "known") + "(" + w.pick("fit_result", "smoker", "features", "spirometry_report") + ")"
	case 5:
		return "fit_result" + ordering() + whole(0, 400)
	case 6:
		return whole(0, 400) + ordering() + "fit_result"
	case 7:
		return "psa" + w.pick(" < ", " <= ", " > ", " >= ") + fmt.Sprintf("%.1f", float64(rapid.IntRange(0, 500).Draw(w.T, "tenths"))/10)
	case 8:
		return "age" + w.pick(" < ", " >= ") + w.pick("40", "months(6)", "months(7)", "weeks(8)", "days(28)", "months(2)")
	case 9:
		return w.pick("onset <= age", "age > onset", "onset < age", "onset >= weight", "weight > height")
	case 10:
		return w.pick("weight*10000 >= 35*height*height", "weight - height > 2 - 30")
	case 11:
		return w.pick("change*2.5 > 3", "change*change >= 2 + 2", "-change < 1.7", "change + 0.1 <= 3.5", "hb / 3 >= 40.1", "hb - fit_threshold >= hb/2")
	case 12:
		return w.pick("red_flags", "psa_raised")
	case 13:
		return w.pick("true", "1 < 2", "fit_threshold * 2 > 20", "false")
	case 14:
		return "onset in [" + whole(0, 120) + ", " + whole(0, 120) + "]"
	default:
		return "fit_result" + ordering() + "fit_threshold"
	}
}

// value draws a value of a level: on the grid, off it, or hard by a number of
// the text.
func (w writer) value(n expr.Names, l expr.Level, text string) expr.Value {
	v := find(n, l.Finding)
	switch {
	case l.Missing || l.Option != "" || v.Kind == expr.YesNo:
		return expr.Value{Bool: rapid.Bool().Draw(w.T, l.String())}
	case v.Kind == expr.Option:
		return expr.Value{Text: rapid.SampledFrom(v.Options).Draw(w.T, l.String())}
	}
	steps := int(math.Round((v.Max - v.Min) / v.Step))
	x := v.Min + float64(rapid.IntRange(0, steps).Draw(w.T, "step"))*v.Step
	if v.Step < 1 {
		x = math.Round(x/v.Step) / math.Round(1/v.Step)
	}
	switch rapid.IntRange(0, 3).Draw(w.T, "where") {
	case 0:
		x = rapid.Float64Range(v.Min, v.Max).Draw(w.T, "off grid")
	case 1:
		numbers := strings.FieldsFunc(text, func(r rune) bool { return r != '.' && (r < '0' || r > '9') })
		if len(numbers) > 0 {
			near, _ := strconv.ParseFloat(rapid.SampledFrom(numbers).Draw(w.T, "near"), 64)
			near = math.Nextafter(near, rapid.SampledFrom([]float64{-1e9, near, 1e9}).Draw(w.T, "side"))
			x = math.Min(v.Max, math.Max(v.Min, near))
		}
	}
	return expr.Value{Number: x}
}

func find(n expr.Names, name string) expr.Var {
	for _, v := range n.Vars {
		if v.Name == name {
			return v
		}
	}
	return expr.Var{}
}

// The one law of this package: deciding by cells is deciding by CEL.
func TestCellsDecideAsCELDoes(t *testing.T) {
	env, names := newEnv(t), vocabulary()
	rapid.Check(t, func(t *rapid.T) {
		w := writer{t}
		text := w.condition(rapid.IntRange(0, 3).Draw(t, "depth"))
		cond, issues := env.Compile(text)
		require.Empty(t, issues, text)
		c := newCells(t, env, cond)
		for range 20 {
			values := map[expr.Level]expr.Value{}
			for _, l := range cond.Levels() {
				values[l] = w.value(names, l, text)
			}
			named := map[string]bool{"red_flags": rapid.Bool().Draw(t, "red_flags"), "psa_raised": rapid.Bool().Draw(t, "psa_raised")}
			want, err := cond.Eval(
				func(l expr.Level) expr.Value { return values[l] },
				func(name string) (bool, error) { return named[name], nil })
			require.NoError(t, err)
			got, exact := c.decide(values, named)
			require.Contains(t, got, want, "%s with %v", text, values)
			if exact {
				require.Len(t, got, 1, "%s with %v", text, values)
				c.holdAtoms(values)
			}
		}
	})
}

// cells is a condition read through its cells alone.
type cells struct {
	t      require.TestingT
	cond   *expr.Cond
	part   *expr.Partition
	at     map[expr.Level]int
	truths map[*expr.Atom][]bool
}

func newCells(t require.TestingT, env *expr.Env, cond *expr.Cond) *cells {
	c := &cells{t: t, cond: cond, at: map[expr.Level]int{}, truths: map[*expr.Atom][]bool{}}
	levels, atoms := cond.Levels(), atomsOf(cond.Root(), nil)
	part, truths, err := env.Partition(levels, atoms)
	require.NoError(t, err)
	c.part = part
	for i, l := range levels {
		c.at[l] = i
	}
	for i, a := range atoms {
		c.truths[a] = truths[i]
	}
	return c
}

func atomsOf(n *expr.Node, out []*expr.Atom) []*expr.Atom {
	if n.Op == expr.OpAtom {
		out = append(out, n.Atom)
	}
	for _, k := range n.Kids {
		out = atomsOf(k, out)
	}
	return out
}

// decide gives every truth that the cells of the values allow, and whether
// every value had a cell of its own.
func (c *cells) decide(values map[expr.Level]expr.Value, named map[string]bool) (map[bool]bool, bool) {
	choices, exact := [][]int{{}}, true
	for i, l := range c.part.Levels {
		cell, ok := c.part.CellOf(i, values[l])
		may := []int{cell}
		if !ok {
			exact = false
			x := values[l].Number
			may = c.part.CellsOf(i, x, x, false, false)
			require.NotEmpty(c.t, may, "%v of %v", values[l], l)
		}
		var wider [][]int
		for _, ch := range choices {
			for _, m := range may {
				wider = append(wider, append(append([]int{}, ch...), m))
			}
		}
		choices = wider
	}
	out := map[bool]bool{}
	for _, ch := range choices {
		out[c.truth(c.cond.Root(), ch, named)] = true
	}
	return out, exact
}

// holdAtoms holds the table of every atom against cel-go's word on it alone.
func (c *cells) holdAtoms(values map[expr.Level]expr.Value) {
	for a, truths := range c.truths {
		at := 0
		for _, l := range a.Levels {
			cell, _ := c.part.CellOf(c.at[l], values[l])
			at = at*len(c.part.Cells[c.at[l]]) + cell
		}
		want, err := a.Eval(func(l expr.Level) expr.Value { return values[l] })
		require.NoError(c.t, err, a.Text)
		require.Equal(c.t, want, truths[at], "%s with %v", a.Text, values)
	}
}

func (c *cells) truth(n *expr.Node, cell []int, named map[string]bool) bool {
	switch n.Op {
	case expr.OpAnd:
		return c.count(n, cell, named) == len(n.Kids)
	case expr.OpOr:
		return c.count(n, cell, named) > 0
	case expr.OpNot:
		return c.count(n, cell, named) == 0
	case expr.OpIf:
		if c.truth(n.Kids[0], cell, named) {
			return c.truth(n.Kids[1], cell, named)
		}
		return c.truth(n.Kids[2], cell, named)
	case expr.OpAtLeast:
		return c.count(n, cell, named) >= n.N
	case expr.OpNamed:
		return named[n.Name]
	case expr.OpConst:
		return n.Value
	case expr.OpAtom:
	}
	at := 0
	for _, l := range n.Atom.Levels {
		at = at*len(c.part.Cells[c.at[l]]) + cell[c.at[l]]
	}
	return c.truths[n.Atom][at]
}

func (c *cells) count(n *expr.Node, cell []int, named map[string]bool) int {
	total := 0
	for _, k := range n.Kids {
		if c.truth(k, cell, named) {
			total++
		}
	}
	return total
}
