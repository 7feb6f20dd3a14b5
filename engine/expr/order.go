package expr

import "fmt"

// orderTable is the table of one number finding against another, x <= y. Only
// which of the two is greater can matter, so cel-go is asked once for each
// case. The finding with fewer grid points is known at those points; the
// other is known everywhere.
func (f *family) orderTable(a *Atom) (*table, *AtomIssue) {
	x, y := f.vars[a.Levels[0].Finding], f.vars[a.Levels[1].Finding]
	op := symbol(a.compare)
	byOrder := [3]bool{f.holds(op, 0, 1), f.holds(op, 0, 0), f.holds(op, 1, 0)}
	coarse, fine, at := x, y, 0
	if y.grid.count < x.grid.count {
		coarse, fine, at = y, x, 1
	}
	if coarse.grid.count*(2*coarse.grid.count+1) > 4*maxTable {
		return nil, tooLarge(fmt.Sprintf("%s and %s have too many values between them", x.Name, y.Name), coarse)
	}
	c, fi := coarse.pointAxis(), fine.cutAxis(coarse.grid)
	t := &table{axes: []axis{c, fi}, truth: make([]bool, 0, c.size*fi.size)}
	if at == 1 {
		t.axes = []axis{fi, c}
	}
	for _, p := range t.axes[0].bands {
		for _, q := range t.axes[1].bands {
			t.truth = append(t.truth, byOrder[order(p.Region, q.Region)])
		}
	}
	return reduce(t), nil
}

// order says how two regions that do not overlap stand: 0 before, 1 the same
// point, 2 after.
func order(p, q Region) int {
	switch {
	case p.Lo == q.Lo && p.Hi == q.Hi && p.Lo == p.Hi:
		return 1
	case p.Hi <= q.Lo:
		return 0
	default:
		return 2
	}
}

// pointAxis has a class for each grid value; between them lies nothing.
func (v *variable) pointAxis() axis {
	ax := axis{bands: make([]band, v.grid.count), size: v.grid.count}
	for i := range ax.bands {
		g := v.grid.at(i)
		ax.bands[i] = band{Region: Region{Lo: g, Hi: g}, class: i}
	}
	return ax
}

// cutAxis has a class for each point of another grid and for each range
// between two of them.
func (v *variable) cutAxis(g grid) axis {
	var ax axis
	add := func(r Region) {
		ax.bands = append(ax.bands, band{Region: r, class: ax.size})
		ax.size++
	}
	from, open := v.Min, false
	for i := range g.count {
		p := g.at(i)
		if p < v.Min || p > v.Max {
			continue
		}
		if from < p {
			add(Region{Lo: from, LoOpen: open, Hi: p, HiOpen: true})
		}
		add(Region{Lo: p, Hi: p})
		from, open = p, true
	}
	if from < v.Max || !open {
		add(Region{Lo: from, LoOpen: open, Hi: v.Max})
	}
	return ax
}
