package engine

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"signpost.health/signpost/engine/diagram"
)

// Recognition is what the engine makes of words such as "weight loss, tired,
// 62": the start of a screening, never more than a suggestion.
type Recognition struct {
	// Answers holds the findings as present, and the age or sex if one was
	// written.
	Answers Answers
	// Found are the findings, in the order they were written.
	Found []Recognised
	// Unknown are the phrases that nothing fits.
	Unknown []string
}

// Recognised is one phrase and the finding it was taken for.
type Recognised struct {
	Words   string `json:"words"`
	Finding string `json:"finding"`
	Short   string `json:"short"`
}

// Recognise reads phrases parted by commas, semicolons, new lines or "and". A
// phrase is taken for the plainest yes/no finding that all its words fit: what
// makes it narrower, such as "unexplained", is asked and never assumed.
func (l *Library) Recognise(text string) Recognition {
	r := Recognition{Answers: Answers{}}
	for _, phrase := range phrases(text) {
		switch {
		case l.recognisePerson(phrase, r.Answers):
		default:
			id := l.recogniseFinding(phrase)
			if id == "" {
				r.Unknown = append(r.Unknown, phrase)
				continue
			}
			if _, ok := r.Answers[id]; !ok {
				r.Answers[id] = Yes()
				r.Found = append(r.Found, Recognised{Words: phrase, Finding: id, Short: l.findings[id].Short})
			}
		}
	}
	return r
}

func phrases(text string) []string {
	text = strings.NewReplacer(";", ",", "\n", ",", " and ", ",", "+", ",", "/", ",").Replace(strings.ToLower(text))
	var out []string
	for _, p := range strings.Split(text, ",") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// recognisePerson takes "62", "62 years", "female".
func (l *Library) recognisePerson(phrase string, a Answers) bool {
	for _, id := range l.findingIDs {
		f := l.findings[id]
		if f.FromPatient == "sex" {
			if o := sexWord(phrase); o != "" {
				a[id] = Choice(o)
				return true
			}
		}
		if f.FromPatient == "age" {
			number := strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(phrase, " old"), " years"), " year"))
			if n, err := strconv.Atoi(strings.TrimSuffix(number, "y")); err == nil && float64(n) >= f.Min && float64(n) <= f.Max {
				a[id] = Number(float64(n))
				return true
			}
		}
	}
	return false
}

func sexWord(phrase string) string {
	switch phrase {
	case "female", "woman", "girl", "f":
		return "female"
	case "male", "man", "boy", "m":
		return "male"
	}
	return ""
}

// recogniseFinding gives the yes/no finding that fits a phrase best: every
// word of the phrase fits, and the fewer words of the name are left over the
// better.
func (l *Library) recogniseFinding(phrase string) string {
	words := tokens(phrase)
	if len(words) == 0 {
		return ""
	}
	type fit struct {
		id    string
		score int
	}
	var fits []fit
	for _, id := range l.findingIDs {
		f := l.findings[id]
		if f.Kind != KindYesNo || f.FromPatient != "" || f.derive != nil {
			continue
		}
		best := nameFit(words, strings.ReplaceAll(id, "_", " "), 3)
		best = max(best, nameFit(words, f.Short, 4))
		best = max(best, nameFit(words, f.PatientWords, 2))
		for _, a := range f.Aliases {
			best = max(best, nameFit(words, a, 4))
		}
		if best > 0 {
			fits = append(fits, fit{id, best})
		}
	}
	sort.SliceStable(fits, func(i, j int) bool { return fits[i].score > fits[j].score })
	if len(fits) == 0 {
		return ""
	}
	return l.plainest(fits[0].id, words)
}

// plainest goes from a narrow finding to a broader one that the words fit as
// well: nobody typed what makes it narrow.
func (l *Library) plainest(id string, words []string) string {
	for _, to := range l.implied[id] {
		f := l.findings[to]
		if f == nil || f.Kind != KindYesNo {
			continue
		}
		for _, name := range append([]string{f.Short, strings.ReplaceAll(to, "_", " ")}, f.Aliases...) {
			if len(tokens(name)) == len(words) && nameFit(words, name, 1) > 0 {
				return to
			}
		}
	}
	return id
}

// nameFit scores a phrase against a name: 0 unless every word fits, and the
// name has no more of them. A word that is part of a name, such as "milk" of
// an anaphylaxis after milk, is not taken for the finding.
func nameFit(words []string, name string, worth int) int {
	named := telling(tokens(name))
	words = telling(words)
	if len(named) == 0 || len(named) != len(words) {
		return 0
	}
	total := 0
	for _, w := range words {
		best := 0
		for _, n := range named {
			best = max(best, matches(w, n))
		}
		if best == 0 {
			return 0
		}
		total += best
	}
	return total*100/(len(words)*4) + worth
}

// telling leaves out the words that say nothing of which finding is meant.
func telling(words []string) []string {
	var out []string
	for _, w := range words {
		switch w {
		case "up", "of", "the", "a", "an", "in", "on", "for", "with", "your", "feeling", "being", "very":
		default:
			out = append(out, w)
		}
	}
	return out
}

// OneAway gives the rows that a single further answer would meet and that have
// to do with some of the findings: the row reads one, or the answer is a
// narrower form of one. Missing names the answers any one of which is enough.
// Most urgent first.
func (l *Library) OneAway(a Answers, findings []string) []PossibleRow {
	all, _, _ := l.derive(a)
	var out []PossibleRow
	for _, id := range l.pathwayIDs {
		out = append(out, l.pathways[id].oneAway(all, l.about(findings))...)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Within.Rank() < out[j].Within.Rank() })
	return out
}

// About keeps the rows that have to do with some of the findings.
func (l *Library) About(rows []Met, findings []string) []Met {
	about := l.about(findings)
	var out []Met
	for _, m := range rows {
		p, ok := l.pathways[m.Pathway]
		if ok && p.rowReads(m.Row, about) {
			out = append(out, m)
		}
	}
	return out
}

// about is the findings and their narrower forms.
func (l *Library) about(findings []string) map[string]bool {
	out := map[string]bool{}
	for _, id := range findings {
		out[id] = true
		for _, narrower := range l.impliedBy[id] {
			out[narrower] = true
		}
	}
	return out
}

func (p *Pathway) rowReads(row string, about map[string]bool) bool {
	for _, rows := range [][]*Row{p.spec.decide, p.spec.also} {
		for _, r := range rows {
			if r.ID != row {
				continue
			}
			for _, id := range p.lib.reads(r.When, p.unit.named) {
				if about[id] {
					return true
				}
			}
		}
	}
	return false
}

func (p *Pathway) oneAway(all Answers, about map[string]bool) []PossibleRow {
	if !p.unit.proved {
		return nil
	}
	v := &view{p: p, lib: p.lib, u: p.unit, given: all, all: all, care: p.unit.care}
	v.q = v.u.pool.Get().(*diagram.Scratch)
	defer v.done()
	v.k = p.lib.known(v.u, all)
	var out []PossibleRow
	look := func(r *Row, ref diagram.Ref) {
		if r.Otherwise || !p.rowReads(r.ID, about) {
			return
		}
		if enough := v.enough(ref, about); len(enough) > 0 {
			out = append(out, PossibleRow{Met: p.met(r), Missing: enough})
		}
	}
	for i, r := range p.spec.decide {
		look(r, p.screenedRows[i])
	}
	for i, r := range p.spec.also {
		look(r, p.screenedAlso[i])
	}
	return out
}

// enough gives the findings one answer to which makes an open condition true.
// What is about the matter stands alone where there is any.
func (v *view) enough(r diagram.Ref, about map[string]bool) []string {
	left := v.q.Residual(r, v.care, v.k)
	if len(left.Terminals()) < 2 {
		return nil
	}
	var near, far []string
	for _, level := range slices.Clone(left.Support()) {
		f := v.u.levels[level].Finding
		if v.asked(f) || has(near, f) || has(far, f) || !v.settles(left, level) {
			continue
		}
		if about[f] {
			near = append(near, f)
		} else {
			far = append(far, f)
		}
	}
	if len(near) > 0 {
		return near
	}
	return far
}

// settles says whether some cell of a level leaves nothing but true.
func (v *view) settles(left diagram.Residual, level int) bool {
	for c := range v.u.part.Cells[level] {
		if after := left.After(level, c); len(after) == 1 && after[0] == 1 {
			return true
		}
	}
	return false
}
