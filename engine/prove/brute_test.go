package prove_test

import (
	"maps"
	"slices"
	"sort"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/expr"
)

// person is one feasible patient with all that cel-go says of them.
type person struct {
	value map[expr.Level]expr.Value
	row   string // the row or not_for entry that takes them, by Reference
	holds map[string]bool
}

func (p *person) is(l expr.Level) expr.Value { return p.value[l] }

// brute is every feasible patient of a drawn pathway, tried one by one.
type brute struct {
	t      *rapid.T
	d      drawn
	levels []expr.Level
	all    []*person
	// rows is not_for then decide; also the rows of also.
	notFor, rows, also []string
	outcomes           map[string]*engine.Outcome // by row
	conds              map[string]string
	parsed             map[string]*engine.Condition // by text
}

func newBrute(t *rapid.T, d drawn) *brute {
	b := &brute{
		t: t, d: d, outcomes: map[string]*engine.Outcome{}, parsed: map[string]*engine.Condition{},
		conds: map[string]string{"applies": d.p.AppliesTo().Text, "states": d.states},
	}
	outcome := func(id string) *engine.Outcome {
		o, _ := d.p.Outcome(id)
		return o
	}
	for _, n := range d.p.NotFor() {
		b.notFor = append(b.notFor, n.ID)
		b.conds[n.ID], b.outcomes[n.ID] = n.When.Text, outcome(n.Outcome)
	}
	for _, r := range d.p.Rows() {
		b.rows = append(b.rows, r.ID)
		b.conds[r.ID], b.outcomes[r.ID] = "true", outcome(r.Outcome)
		if r.When != nil {
			b.conds[r.ID] = r.When.Text
		}
	}
	for _, r := range d.p.AlsoRows() {
		b.also = append(b.also, r.ID)
		b.conds[r.ID], b.outcomes[r.ID] = r.When.Text, outcome(r.Outcome)
	}
	for _, c := range d.p.Criteria() {
		b.conds[c.ID] = c.When.Text
	}
	maps.Copy(b.conds, d.accepts)
	next, _ := d.lib.Pathway("next")
	b.conds["next"] = next.Plain(next.AppliesTo())
	b.levels = b.everyLevel()
	b.walk(map[expr.Level]expr.Value{}, 0)
	return b
}

// everyLevel is what any condition around the pathway reads.
func (b *brute) everyLevel() []expr.Level {
	c, err := b.d.p.Compile(slices.Collect(maps.Values(b.conds))...)
	require.NoError(b.t, err)
	return c.Levels
}

func (b *brute) walk(value map[expr.Level]expr.Value, i int) {
	if i == len(b.levels) {
		if lawful(value, b.levels) {
			b.all = append(b.all, b.person(maps.Clone(value)))
		}
		return
	}
	for _, v := range valuesOf(b.levels[i]) {
		value[b.levels[i]] = v
		b.walk(value, i+1)
	}
}

func valuesOf(l expr.Level) []expr.Value {
	numbers := func(max, step float64) []expr.Value {
		var out []expr.Value
		for v := 0.0; v <= max; v += step {
			out = append(out, expr.Value{Number: v})
		}
		return out
	}
	switch {
	case l.Missing || l.Option != "":
		return []expr.Value{{}, {Bool: true}}
	case l.Finding == "age":
		return numbers(2, 1)
	case l.Finding == "n0":
		return numbers(3, 0.5) // a value between two grid points is a patient too
	case l.Finding == "o0":
		return []expr.Value{{Text: "x"}, {Text: "y"}}
	}
	return []expr.Value{{}, {Bool: true}}
}

// lawful is the vocabulary's laws again, in Go.
func lawful(v map[expr.Level]expr.Value, levels []expr.Level) bool {
	has := func(ids ...string) bool {
		for _, id := range ids {
			if !slices.Contains(levels, expr.Level{Finding: id}) {
				return false
			}
		}
		return true
	}
	yes := func(id string) bool { return v[expr.Level{Finding: id}].Bool }
	number := v[expr.Level{Finding: "n0"}].Number
	option := v[expr.Level{Finding: "o0"}].Text
	switch {
	case has("b0", "b1") && yes("b0") && !yes("b1"),
		has("b2", "o0") && yes("b2") && option != "y",
		has("d0") && yes("d0") != (yes("b1") && number >= 2),
		has("o0", "n0") && option == "x" && number > 2:
		return false
	}
	return true
}

func (b *brute) person(value map[expr.Level]expr.Value) *person {
	p := &person{value: value, holds: map[string]bool{}}
	row, err := b.d.p.Reference(p.is)
	require.NoError(b.t, err)
	p.row = row
	for id, text := range b.conds {
		p.holds[id] = b.eval(text, p)
	}
	return p
}

func (b *brute) eval(text string, p *person) bool {
	c, ok := b.parsed[text]
	if !ok {
		var err error
		c, err = b.d.p.Parse(text)
		require.NoError(b.t, err)
		b.parsed[text] = c
	}
	is, err := b.d.p.Holds(c, p.is)
	require.NoError(b.t, err)
	return is
}

// any and every ask of the patients who satisfy something.
func (b *brute) any(is func(*person) bool) bool { return slices.ContainsFunc(b.all, is) }

func (b *brute) every(among, is func(*person) bool) bool {
	return !b.any(func(p *person) bool { return among(p) && !is(p) })
}

// key says everything about a patient but what is free to differ.
func (b *brute) key(p *person, free func(expr.Level) bool) string {
	s := ""
	for _, l := range b.levels {
		if v := p.value[l]; !free(l) {
			s += string(rune('0'+int(2*v.Number))) + v.Text + map[bool]string{true: "t", false: "f"}[v.Bool] + "|"
		}
	}
	return s
}

// groups are the patients who differ in free levels only.
func (b *brute) groups(free func(expr.Level) bool) [][]*person {
	by := map[string][]*person{}
	for _, p := range b.all {
		k := b.key(p, free)
		by[k] = append(by[k], p)
	}
	keys := slices.Collect(maps.Keys(by))
	sort.Strings(keys)
	var out [][]*person
	for _, k := range keys {
		out = append(out, by[k])
	}
	return out
}

// follows are the findings that change with one.
func follows(finding string) func(string) bool {
	return func(f string) bool {
		return f == finding || (f == "d0" && (finding == "b1" || finding == "n0"))
	}
}

func rank(o *engine.Outcome) int {
	if o == nil {
		return engine.NoTime.Rank()
	}
	return o.Within.Rank()
}

// left says that the pathway advises on a patient.
func (b *brute) left(p *person) bool {
	return p.holds["applies"] && !slices.ContainsFunc(b.notFor, func(id string) bool { return p.holds[id] })
}

func (b *brute) adviceRank(p *person) int {
	r := rank(b.outcomes[p.row])
	for _, id := range b.also {
		if b.left(p) && p.holds[id] {
			r = min(r, rank(b.outcomes[id]))
		}
	}
	return r
}
