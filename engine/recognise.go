package engine

import (
	"sort"
	"strconv"
	"strings"
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

// nameFit scores a phrase against a name: 0 unless every word fits.
func nameFit(words []string, name string, worth int) int {
	named := tokens(name)
	if len(named) == 0 {
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
	return total*100/(len(words)*4) + worth - 10*(len(named)-min(len(named), len(words)))
}

// OneAway gives the rows that a single answer would meet and that have to do
// with some of the findings: they read one, or the answer is a narrower form
// of one. Most urgent first.
func (l *Library) OneAway(s Screening, findings []string) []PossibleRow {
	about := map[string]bool{}
	for _, id := range findings {
		about[id] = true
		for _, narrower := range l.impliedBy[id] {
			about[narrower] = true
		}
	}
	var out []PossibleRow
	for _, p := range s.Possible {
		if len(p.Missing) == 1 && (about[p.Missing[0]] || l.rowReads(p.Pathway, p.Row, findings)) {
			out = append(out, p)
		}
	}
	return out
}

// rowReads says whether a row's condition reads one of the findings.
func (l *Library) rowReads(pathway, row string, findings []string) bool {
	p, ok := l.pathways[pathway]
	if !ok {
		return false
	}
	for _, rows := range [][]*Row{p.spec.decide, p.spec.also} {
		for _, r := range rows {
			if r.ID != row {
				continue
			}
			for _, id := range l.reads(r.When, p.unit.named) {
				if has(findings, id) {
					return true
				}
			}
		}
	}
	return false
}
