package engine

import (
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// Over its node budget a pathway still decides: by three-valued evaluation of
// its conditions, over the same tables that cel-go filled. That is exact for
// a complete patient. With unknowns it may ask one question too many; it
// never counts an unknown as no.

// tri is a three-valued truth.
type tri int

const (
	triFalse tri = iota
	triTrue
	triOpen
)

func (v *view) lookUnproved() {
	ends := []int{}
	seen := map[int]bool{}
	add := func(at int) { ends = append(ends, at) }
	applies := v.kleene(v.p.spec.applies)
	if applies != triTrue {
		add(0)
	}
	if applies != triFalse {
		v.walkRows(add)
	}
	v.ends = ends
	for _, t := range ends {
		if a := v.p.advice[t]; !seen[a] {
			seen[a] = true
			v.advice = append(v.advice, a)
		}
	}
	if len(v.advice) > 1 {
		for i, lv := range v.u.levels {
			if !v.asked(lv.Finding) {
				v.support = append(v.support, i)
			}
		}
	}
	v.matters = v.findingsOf(v.support)
}

// walkRows adds every end that may still be reached.
func (v *view) walkRows(add func(int)) {
	at := 1
	for _, n := range v.p.spec.notFor {
		switch v.kleene(n.When) {
		case triTrue:
			add(at)
			return
		case triOpen:
			add(at)
		case triFalse:
		}
		at++
	}
	for _, r := range v.p.spec.decide {
		switch v.kleene(r.When) {
		case triTrue:
			add(at)
			return
		case triOpen:
			add(at)
		case triFalse:
		}
		at++
	}
}

func (v *view) truthUnproved(c *Condition) (Truth, []string) {
	switch v.kleene(c) {
	case triTrue:
		return IsMet, nil
	case triFalse:
		return IsNotMet, nil
	case triOpen:
	}
	var missing []string
	for _, f := range v.lib.reads(c, v.u.named) {
		if v.unknown(f) {
			missing = append(missing, f)
		}
	}
	return IsOpen, missing
}

// kleene evaluates a condition where some answers are sets.
func (v *view) kleene(c *Condition) tri {
	if c == nil || c.cond == nil {
		return triTrue
	}
	return v.kleeneNode(c.cond.Root())
}

func (v *view) kleeneNode(n *expr.Node) tri {
	switch n.Op {
	case expr.OpConst:
		if n.Value {
			return triTrue
		}
		return triFalse
	case expr.OpAnd:
		return v.count(n.Kids, len(n.Kids))
	case expr.OpOr:
		return v.count(n.Kids, 1)
	case expr.OpAtLeast:
		return v.count(n.Kids, n.N)
	case expr.OpNot:
		return not(v.kleeneNode(n.Kids[0]))
	case expr.OpIf:
		return v.choose(v.kleeneNode(n.Kids[0]), v.kleeneNode(n.Kids[1]), v.kleeneNode(n.Kids[2]))
	case expr.OpNamed:
		return v.kleene(v.u.named[n.Name])
	case expr.OpAtom:
		return v.kleeneAtom(n.Atom)
	}
	return triOpen
}

// count says whether at least n of the conditions hold.
func (v *view) count(kids []*expr.Node, n int) tri {
	sure, maybe := 0, 0
	for _, k := range kids {
		switch v.kleeneNode(k) {
		case triTrue:
			sure++
			maybe++
		case triOpen:
			maybe++
		case triFalse:
		}
	}
	switch {
	case sure >= n:
		return triTrue
	case maybe < n:
		return triFalse
	}
	return triOpen
}

func (v *view) choose(c, t, e tri) tri {
	switch c {
	case triTrue:
		return t
	case triFalse:
		return e
	case triOpen:
	}
	if t == e {
		return t
	}
	return triOpen
}

func not(t tri) tri {
	switch t {
	case triTrue:
		return triFalse
	case triFalse:
		return triTrue
	case triOpen:
	}
	return triOpen
}

// kleeneAtom looks an atom up for every combination of possible cells.
func (v *view) kleeneAtom(a *expr.Atom) tri {
	t := v.u.tables[a.Text]
	if len(t.levels) == 1 {
		return t.among(v.k.At(t.levels[0]))
	}
	sets := make([]diagram.Set, len(t.levels))
	for i, l := range t.levels {
		sets[i] = v.k.At(l)
	}
	cells := make([]int, len(t.levels))
	anyTrue, anyFalse := false, false
	var walk func(i int)
	walk = func(i int) {
		if anyTrue && anyFalse {
			return
		}
		if i == len(cells) {
			if t.truth[v.u.offset(t.levels, cells)] {
				anyTrue = true
			} else {
				anyFalse = true
			}
			return
		}
		for c := range sets[i].All() {
			cells[i] = c
			walk(i + 1)
		}
	}
	walk(0)
	return triOf(anyTrue, anyFalse)
}

// among is what an atom of one level is in some of its cells.
func (t *table) among(cells diagram.Set) tri {
	anyTrue, anyFalse := false, false
	for c := range cells.All() {
		anyTrue, anyFalse = anyTrue || t.truth[c], anyFalse || !t.truth[c]
	}
	return triOf(anyTrue, anyFalse)
}

func triOf(anyTrue, anyFalse bool) tri {
	switch {
	case anyTrue && anyFalse:
		return triOpen
	case anyTrue:
		return triTrue
	}
	return triFalse
}
