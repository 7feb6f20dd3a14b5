package docs

import "signpost.health/signpost/engine/english"

// ways sets out the ways in which a group can hold, a row each.
func (t *tabler) ways(ways []english.Phrase) Table {
	ways = t.bundle(ways)
	tables := []Table{}
	for i, way := range ways {
		tables = t.place(tables, Line{Number: i + 1}, t.conditions(way))
	}
	if len(tables) > 1 {
		return t.split(ways, tables)
	}
	tables[0].Policy = "Yes if any row fits."
	if len(ways) == 1 {
		tables[0].Policy = "Yes if the row fits."
	}
	tables[0].fill()
	return tables[0]
}

// bundle puts single facts of which any is enough into a list, where they
// would make the table too wide.
func (t *tabler) bundle(ways []english.Phrase) []english.Phrase {
	var single, rest []english.Phrase
	for _, w := range ways {
		if w.Kind == english.Leaf {
			single = append(single, w)
		} else {
			rest = append(rest, w)
		}
	}
	if t.fits(ways) || len(single) < 2 || len(rest) == 0 {
		return ways
	}
	return append(rest, english.Phrase{Kind: english.Any, Parts: single})
}

// split makes a list of tables of what one table cannot hold.
func (t *tabler) split(ways []english.Phrase, tables []Table) Table {
	var parts []english.Phrase
	for from, i := 0, 0; i < len(tables); i++ {
		to := from + len(tables[i].Lines)
		part := ways[from]
		if to-from > 1 {
			part = english.Phrase{Kind: english.Any, Parts: ways[from:to]}
		}
		parts = append(parts, part)
		from = to
	}
	of := english.Phrase{Kind: english.Any, Parts: parts}
	return t.list(parts, "Yes if "+howMany(of)+".").about(nil, of)
}

// spread gives the ways in which a group can hold with no group left inside,
// where they are few enough to be read as rows.
func spread(p english.Phrase) (ways []english.Phrase, ok bool) {
	const most = 6
	switch p.Kind {
	case english.Leaf, english.AtLeast, english.Fewer, english.If:
		return []english.Phrase{p}, true
	case english.Any:
		for _, k := range p.Parts {
			more, ok := spread(k)
			if !ok {
				return nil, false
			}
			ways = append(ways, more...)
		}
	case english.All:
		ways = []english.Phrase{{Kind: english.All}}
		for _, k := range p.Parts {
			more, ok := spread(k)
			if !ok || len(ways)*len(more) > most {
				return nil, false
			}
			ways = cross(ways, more)
		}
	}
	return ways, len(ways) <= most
}

// cross joins every way of one list with every way of another.
func cross(a, b []english.Phrase) []english.Phrase {
	var out []english.Phrase
	for _, x := range a {
		for _, y := range b {
			more := []english.Phrase{y}
			if y.Kind == english.All {
				more = y.Parts
			}
			out = append(out, english.Phrase{Kind: english.All, Parts: append(append([]english.Phrase(nil), x.Parts...), more...)})
		}
	}
	return out
}

// fits says whether ways can stand as rows of one table.
func (t *tabler) fits(ways []english.Phrase) bool {
	var all []english.Phrase
	for _, w := range ways {
		if w.Kind == english.All {
			all = append(all, w.Parts...)
		} else {
			all = append(all, w)
		}
	}
	return t.distinct(all) <= mostConditions
}
