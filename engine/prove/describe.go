package prove

import (
	"slices"
	"strings"

	"signpost.health/signpost/engine"
	"signpost.health/signpost/engine/diagram"
	"signpost.health/signpost/engine/expr"
)

// description gathers words about patients in the order that they are read in.
type description struct {
	pr                     *prover
	who, yes, rest, absent []string
	none                   map[string]int
	// known are findings of which only that is said so far.
	known []string
}

func (d *description) add(level int, set diagram.Set) {
	pr := d.pr
	l := pr.c.Levels[level]
	f, _ := pr.lib.Finding(l.Finding)
	var cells []int
	for cell := range set.All() {
		cells = append(cells, cell)
	}
	words := pr.c.Words(level, cells)
	yes := pr.c.Cells[level][set.First()].Sample.Bool
	if !l.Missing {
		d.known = slices.DeleteFunc(d.known, func(s string) bool { return s == f.Short })
	}
	switch {
	case l.Missing && yes:
		d.rest = append(d.rest, f.Short+" not known")
	case l.Missing:
		d.known = append(d.known, f.Short)
	case f.FromPatient == "age":
		d.who = append(d.who, "age "+strings.ReplaceAll(words, "\u00a0years", ""))
	case f.FromPatient != "":
		d.who = append(d.who, lower(f.Short)+": "+lower(words))
	case l.Option != "" && yes:
		d.yes = append(d.yes, f.Short+": "+lower(words))
	case l.Option != "":
		d.absentOption(l, f, strings.TrimPrefix(words, "not "))
	case f.Kind == engine.KindYesNo && yes:
		d.yes = append(d.yes, f.Short)
	case f.Kind == engine.KindYesNo:
		d.absent = append(d.absent, f.Short)
	default:
		d.rest = append(d.rest, f.Short+" "+lower(words))
	}
}

// absentOption says that no option is present once all are absent.
func (d *description) absentOption(l expr.Level, f *engine.Finding, words string) {
	if d.none == nil {
		d.none = map[string]int{}
	}
	d.none[l.Finding]++
	d.absent = append(d.absent, f.Short+": "+words)
	if d.none[l.Finding] < len(f.Options) {
		return
	}
	var kept []string
	for _, a := range d.absent {
		if !strings.HasPrefix(a, f.Short+": ") {
			kept = append(kept, a)
		}
	}
	d.absent = append(kept, f.Short)
}

func (d *description) String() string {
	parts := append(append(d.who, d.yes...), d.rest...)
	for _, name := range d.known {
		parts = append(parts, name+" known")
	}
	if len(d.absent) > 0 {
		parts = append(parts, "without "+list(d.absent, "or"))
	}
	if len(parts) == 0 {
		return "everybody"
	}
	return strings.Join(parts, "; ")
}

// lower makes the first letter small, unless the word is an abbreviation.
func lower(s string) string {
	if len(s) < 2 || s[1] < 'a' || s[1] > 'z' {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
