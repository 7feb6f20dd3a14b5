package examples

import (
	"slices"
	"strconv"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
)

// shared gives the fewest answers that make a feasible patient one of a region,
// each as wide as it can be: a path to it without what follows from the rest.
func (k *picker) shared(path []diagram.Set, region diagram.Ref) []diagram.Set {
	out := append([]diagram.Set(nil), path...)
	for _, strange := range []bool{false, true} {
		for level := len(out) - 1; level >= 0; level-- {
			if (k.strangeness(level, out[level].First()) > 0) == strange {
				k.relax(out, level, diagram.Full(len(k.c.Cells[level])), region)
			}
		}
	}
	for level := range out {
		for cell := range len(k.c.Cells[level]) {
			if !out[level].Has(cell) && !out[level].IsFull(len(k.c.Cells[level])) {
				k.relax(out, level, out[level].Or(diagram.One(cell)), region)
			}
		}
	}
	return out
}

// isAll says whether a description leaves nobody of the region out.
func (k *picker) isAll(sets []diagram.Set, region diagram.Ref) bool {
	s := k.c.Space
	return s.And(region, k.c.Care, s.Not(k.cube(sets))) == diagram.False
}

// relax widens one level of a description if it still describes the region.
func (k *picker) relax(path []diagram.Set, level int, wider diagram.Set, region diagram.Ref) {
	if path[level].Equal(wider) {
		return
	}
	kept := path[level]
	path[level] = wider
	s := k.c.Space
	if s.And(k.c.Care, k.cube(path), s.Not(region)) != diagram.False {
		path[level] = kept
	}
}

// cube is the condition that every level is in its set.
func (k *picker) cube(path []diagram.Set) diagram.Ref {
	s := k.c.Space
	all := diagram.True
	for level := len(path) - 1; level >= 0; level-- {
		n := len(k.c.Cells[level])
		if path[level].IsFull(n) {
			continue
		}
		in := make([]bool, n)
		for cell := range path[level].All() {
			in[cell] = true
		}
		all = s.And(s.Literal(level, in), all)
	}
	return all
}

// words gathers what is said of patients in the order that it is read in.
type words struct {
	person, present, rest, absent []string
	// lost counts the options said to be absent, by finding.
	lost map[string]int
}

// lacks says that an option is absent, and once all of a finding's are, only
// that.
func (w *words) lacks(f *engine.Finding, option string) {
	if w.lost == nil {
		w.lost = map[string]int{}
	}
	w.lost[f.ID]++
	w.absent = append(w.absent, lower(f.Short)+": "+lower(option))
	if w.lost[f.ID] < len(f.Options) || len(f.Options) == 1 {
		return
	}
	w.absent = slices.DeleteFunc(w.absent, func(s string) bool { return strings.HasPrefix(s, lower(f.Short)+": ") })
	w.absent = append(w.absent, lower(f.Short))
}

func optionSays(f *engine.Finding, option string) string {
	for _, o := range f.Options {
		if o.ID == option {
			return o.Says
		}
	}
	return option
}

func (w *words) String() string {
	parts := append(append(w.person, w.present...), w.rest...)
	if len(w.absent) > 0 {
		parts = append(parts, "without "+either(w.absent))
	}
	if len(parts) == 0 {
		return "anybody"
	}
	return strings.Join(parts, "; ")
}

// either joins names: "a, b or c".
func either(names []string) string {
	if len(names) == 1 {
		return names[0]
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// who describes patients by sets of cells.
func (k *picker) who(sets []diagram.Set) string {
	w := &words{}
	valued := map[string]bool{}
	for level, set := range sets {
		if l := k.c.Levels[level]; !l.Missing && !set.IsFull(len(k.c.Cells[level])) {
			valued[l.Finding] = true
		}
	}
	for level, set := range sets {
		l := k.c.Levels[level]
		unsaid := l.Missing && valued[l.Finding] && !k.c.Cells[level][set.First()].Sample.Bool
		if !set.IsFull(len(k.c.Cells[level])) && !unsaid {
			k.say(w, level, set)
		}
	}
	return w.String()
}

func (k *picker) say(w *words, level int, set diagram.Set) {
	l := k.c.Levels[level]
	f, ok := k.lib.Finding(l.Finding)
	if !ok {
		return
	}
	var cells []int
	for cell := range set.All() {
		cells = append(cells, cell)
	}
	said := k.c.Words(level, cells)
	yes := k.c.Cells[level][cells[0]].Sample.Bool
	switch {
	case l.Missing:
		w.rest = append(w.rest, f.Short+" "+said)
	case f.FromPatient == "age":
		w.person = append(w.person, "age "+strings.TrimSpace(strings.NewReplacer("\u00a0years", "", "\u00a0year", "").Replace(said)))
	case f.FromPatient != "":
		w.person = append(w.person, lower(f.Short)+": "+lower(said))
	case l.Option != "" && yes:
		w.present = append(w.present, f.Short+": "+lower(optionSays(f, l.Option)))
	case l.Option != "":
		w.lacks(f, optionSays(f, l.Option))
	case f.Kind == engine.KindYesNo && yes:
		w.present = append(w.present, f.Short)
	case f.Kind == engine.KindYesNo:
		w.absent = append(w.absent, lower(f.Short))
	case f.Kind == engine.KindOption:
		var options []string
		for _, cell := range cells {
			for _, o := range k.c.Cells[level][cell].Options {
				options = append(options, lower(optionSays(f, o)))
			}
		}
		w.rest = append(w.rest, f.Short+" "+either(options))
	default:
		w.rest = append(w.rest, f.Short+" "+lower(said))
	}
}

// example says who the picked patient is, as far as it matters. What is absent
// goes without saying.
func (k *picker) example(shared []diagram.Set) string {
	w := &words{}
	seen := map[string]bool{}
	for level, set := range shared {
		l := k.c.Levels[level]
		f, ok := k.lib.Finding(l.Finding)
		if !ok || set.IsFull(len(k.c.Cells[level])) {
			continue
		}
		v := k.values[l]
		switch {
		case l.Missing && !v.Bool || seen[l.String()]:
		case f.FromPatient == "age":
			w.person = append(w.person, "age "+ageWords(v.Number))
		case f.Kind == engine.KindNumber && !l.Missing:
			w.rest = append(w.rest, f.Short+" "+lower(k.lib.Show(f.ID, engine.Number(v.Number))))
		case f.Kind == engine.KindOption && !l.Missing && f.FromPatient == "":
			w.rest = append(w.rest, f.Short+" "+lower(k.lib.Show(f.ID, engine.Choice(v.Text))))
		case f.Kind == engine.KindOption && !l.Missing:
			w.person = append(w.person, v.Text)
		default:
			k.say(w, level, set)
		}
		seen[l.String()] = true
	}
	w.absent = nil
	return strings.ReplaceAll(w.String(), "\u00a0", " ")
}

func ageWords(years float64) string {
	if years < 2 {
		return strconv.Itoa(int(years*12+1e-6)) + " months"
	}
	if months := int(years*12+1e-6) % 12; months > 0 {
		return strconv.Itoa(int(years)) + " years and " + strconv.Itoa(months) + " months"
	}
	return strconv.Itoa(int(years))
}

// lower makes the first letter small, unless the word is an abbreviation.
func lower(s string) string {
	if len(s) < 2 || s[1] < 'a' || s[1] > 'z' {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
