package expr

import "math"

// table is the truth of one atom over classes of its levels' values. Values
// in one class are alike to the atom.
type table struct {
	axes []axis
	// truth is row-major, the last axis fastest.
	truth []bool
}

// axis is one level of a table.
type axis struct {
	// class gives the class of false and true, or of each option; nil for
	// numbers.
	class []int
	// bands are the classes of numbers: sorted and disjoint. What lies
	// between two bands is off the grid and belongs to neither.
	bands []band
	// size is the number of classes.
	size int
}

// band is a range of numbers of one class.
type band struct {
	Region
	class int
}

// The bounds of evaluation.
const (
	maxPoints = 20_000
	maxTable  = 300_000
)

// tabulate finds an atom's table by cel-go.
func (f *family) tabulate(a *Atom) (*table, *AtomIssue) {
	switch a.form {
	case formFlag:
		return &table{axes: []axis{{class: []int{0, 1}, size: 2}}, truth: []bool{false, true}}, nil
	case formChoice:
		return f.choiceTable(a), nil
	case formThreshold:
		return f.thresholdTable(a), nil
	case formOrder:
		return f.orderTable(a)
	default:
		if len(a.Levels) == 1 && f.vars[a.Levels[0].Finding].Kind == Number {
			return f.scanTable(a)
		}
		return f.productTable(a)
	}
}

// choiceTable is the table of an option held against options.
func (f *family) choiceTable(a *Atom) *table {
	v := f.vars[a.Levels[0].Finding]
	truth := make([]bool, len(v.Options))
	for i, o := range v.Options {
		for _, meant := range a.options {
			truth[i] = truth[i] || o == meant
		}
		if a.compare == "!=" {
			truth[i] = !truth[i]
		}
	}
	return reduce(&table{axes: []axis{points(len(truth))}, truth: truth})
}

// points is an axis with a class for each of n values.
func points(n int) axis {
	ax := axis{class: make([]int, n), size: n}
	for i := range ax.class {
		ax.class[i] = i
	}
	return ax
}

// thresholdTable asks cel-go at the threshold and once on each side of it:
// nothing else can matter to a comparison with a constant.
func (f *family) thresholdTable(a *Atom) *table {
	v, c := f.vars[a.Levels[0].Finding], a.value
	t := &table{axes: []axis{{}}}
	add := func(r Region) {
		if !(r.Lo < r.Hi || r.Lo == r.Hi && !r.LoOpen && !r.HiOpen) {
			return
		}
		t.axes[0].bands = append(t.axes[0].bands, band{Region: r, class: len(t.truth)})
		t.truth = append(t.truth, f.holds(a.compare, v.sample(r), c))
	}
	add(Region{Lo: v.Min, Hi: math.Min(c, v.Max), HiOpen: c <= v.Max})
	if v.Min <= c && c <= v.Max {
		add(Region{Lo: c, Hi: c})
	}
	add(Region{Lo: math.Max(c, v.Min), Hi: v.Max, LoOpen: c >= v.Min})
	t.axes[0].size = len(t.truth)
	return reduce(t)
}

// sample gives a value of a region, on the grid if it holds any.
func (v *variable) sample(r Region) float64 {
	if g, ok := v.grid.within(r); ok {
		return g
	}
	if !r.LoOpen {
		return r.Lo
	}
	return r.Lo + (r.Hi-r.Lo)/2
}

// reduce merges the classes that the atom cannot tell apart.
func reduce(t *table) *table {
	for i := range t.axes {
		t.merge(i)
	}
	return t
}

// merge gives the same class to equal slices along one axis.
func (t *table) merge(at int) {
	inner := 1
	for _, ax := range t.axes[at+1:] {
		inner *= ax.size
	}
	ax := &t.axes[at]
	outer := len(t.truth) / max(1, inner*ax.size)
	seen := map[string]int{}
	to := make([]int, ax.size)
	var kept []int
	key := make([]byte, 0, outer*inner)
	for c := range ax.size {
		key = key[:0]
		for o := range outer {
			for i := range inner {
				key = append(key, bit(t.truth[(o*ax.size+c)*inner+i]))
			}
		}
		k, ok := seen[string(key)]
		if !ok {
			k = len(kept)
			seen[string(key)], kept = k, append(kept, c)
		}
		to[c] = k
	}
	truth := make([]bool, 0, outer*len(kept)*inner)
	for o := range outer {
		for _, c := range kept {
			truth = append(truth, t.truth[(o*ax.size+c)*inner:(o*ax.size+c+1)*inner]...)
		}
	}
	t.truth = truth
	ax.renumber(to, len(kept))
}

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// renumber replaces classes and joins neighbours that are now one.
func (ax *axis) renumber(to []int, size int) {
	ax.size = size
	for i, c := range ax.class {
		ax.class[i] = to[c]
	}
	var joined []band
	for _, b := range ax.bands {
		b.class = to[b.class]
		if n := len(joined); n > 0 && joined[n-1].class == b.class {
			joined[n-1].Hi, joined[n-1].HiOpen = b.Hi, b.HiOpen
			continue
		}
		joined = append(joined, b)
	}
	ax.bands = joined
}
