package engine

import (
	"slices"
	"strconv"
	"strings"
)

// findingNames are the names that findings go by in a text, by how many words
// they have.
type findingNames map[int][]findingName

type findingName struct {
	words []string
	worth int
	fitting
}

// fitting is what a name stands for.
type fitting struct {
	finding, option string
	named, guessed  bool
}

// longestName is how many words of a text may be one name.
const longestName = 12

// findingNames gives the names of all that a text can tell: whether something
// is there, which option holds, or that a result matters.
func (l *Library) findingNames() findingNames {
	out := findingNames{}
	add := func(name string, worth int, is fitting) {
		if w := telling(tokens(name)); len(w) > 0 {
			out[len(w)] = append(out[len(w)], findingName{w, worth, is})
		}
	}
	for _, id := range l.findingIDs {
		f := l.findings[id]
		if f.FromPatient != "" || f.derive != nil || f.Kind == KindDate || f.Kind == KindText || f.Kind == KindFile {
			continue
		}
		is, less := fitting{finding: id}, 0
		if f.Kind != KindYesNo {
			is.named, less = true, 1
		}
		add(strings.ReplaceAll(id, "_", " "), 3-less, is)
		add(f.Short, 4-less, is)
		add(f.PatientWords, 2-less, is)
		for _, a := range f.Aliases {
			add(a, 4-less, is)
		}
		if f.Kind == KindOption {
			for _, o := range f.Options {
				add(o.Says, 3, fitting{finding: id, option: o.ID})
			}
		}
	}
	return out
}

// called gives the finding whose name the words are. Of a narrow finding and a
// broader one it is the broader, if the words name that as well: nobody typed
// what makes it narrow.
func (r *recogniser) called(words []string) (fitting, bool) {
	out, ok := r.names.best(words, func(string) bool { return true })
	if ok && r.lib.findings[out.finding].Kind == KindYesNo {
		broader := func(id string) bool { return has(r.lib.implied[out.finding], id) }
		if plain, ok := r.names.best(words, broader); ok && !plain.named {
			return plain, true
		}
	}
	return out, ok
}

// best gives the name that fits best among those of some findings.
func (n findingNames) best(words []string, of func(finding string) bool) (fitting, bool) {
	var out fitting
	top := 0
	for _, name := range n[len(words)] {
		if !of(name.finding) {
			continue
		}
		if score, guessed := nameFit(words, name.words); score > 0 && score+name.worth > top {
			top, out = score+name.worth, name.fitting
			out.guessed = guessed
		}
	}
	return out, top > 0
}

// hinted gives the finding whose name holds two words or more and little else:
// nipple discharge may be that of one side. It is named, and remains to be
// asked.
func (n findingNames) hinted(words []string) (fitting, bool) {
	if len(words) < 2 || slices.ContainsFunc(words, denies) {
		return fitting{}, false
	}
	for more := 1; more <= 3; more++ {
		for _, name := range n[len(words)+more] {
			if score, guessed := nameFit(words, name.words); score > 0 && !guessed {
				out := name.fitting
				out.named, out.option = true, ""
				return out, true
			}
		}
	}
	return fitting{}, false
}

// nameFit scores words against a name of at least as many: 0 unless each word
// is one of the name's. A word that is part of a name, such as "milk" of an
// anaphylaxis after milk, is not taken for the finding.
func nameFit(words, name []string) (score int, guessed bool) {
	if len(name) == 1 && 2*len(words[0]) <= len(name[0]) {
		return 0, false // back is no backache
	}
	used := make([]bool, len(name))
	for _, w := range words {
		best, at := 0, -1
		for i, n := range name {
			if s := likeness(w, n); s > best && !used[i] {
				best, at = s, i
			}
		}
		if at < 0 {
			return 0, false
		}
		used[at] = true
		score += best
		guessed = guessed || best == forgiven
	}
	return score * 100 / (len(words) * exact), guessed
}

// How like two words are.
const (
	forgiven = 1
	begun    = 3
	exact    = 4
)

// likeness is exact for the same word, begun for the start of one or another
// number of it, forgiven for a typing error.
func likeness(word, name string) int {
	switch {
	case word == name:
		return exact
	case len(word) >= 3 && strings.HasPrefix(name, word), len(name) >= 3 && word == name+"s":
		return begun
	case len(word) >= 4 && len(name) >= 4 && distance(word, name) <= allowed(len(word)):
		return forgiven
	}
	return 0
}

// telling leaves out the words that say nothing of which finding is meant.
func telling(words []string) []string {
	var out []string
	for _, w := range words {
		switch w {
		case "up", "of", "the", "a", "an", "in", "on", "at", "from", "for", "with", "your", "his", "her", "my", "feeling", "being", "very", "has",
			"had", "have", "is", "was", "and", "plus", "but", "or", "nor", "some", "since", "query":
		default:
			out = append(out, w)
		}
	}
	return out
}

// person takes words that are an age or a sex and nothing else: 62, 62 years,
// female, 62f, 62 year old woman.
func (r *recogniser) person(w []string) bool {
	if len(w) == 1 && sexWord(w[0]) != "" {
		return r.sex(w[0])
	}
	if len(w) == 1 && r.age(w[0]) || len(w) == 2 && isYears(w[1]) && r.age(w[0]) {
		return true
	}
	return r.personIn(w) == len(w)
}

// personIn takes an age or a sex from the next words, and says how many they
// were. A bare number or a length of time is neither.
func (r *recogniser) personIn(w []string) int {
	if len(w[0]) > 1 && sexWord(w[0]) != "" && r.sex(w[0]) {
		return 1
	}
	number := strings.TrimRight(w[0], "abcdefghijklmnopqrstuvwxyz")
	n := 0
	switch suffix := w[0][len(number):]; {
	case suffix == "yo":
		n = 1
	case (suffix == "f" || suffix == "m") && len(number) == 2 && r.age(number): // 3m is as like three months
		r.sex(suffix)
		return 1
	case suffix == "" && len(w) > 1 && w[1] == "yo":
		n = 2
	case suffix == "" && len(w) > 2 && isYears(w[1]) && w[2] == "old":
		n = 3
	case w[0] == "aged" && len(w) > 1:
		n, number = 2, w[1]
	}
	if n == 0 || !r.age(number) {
		return 0
	}
	if len(w) > n && sexWord(w[n]) != "" && r.sex(w[n]) {
		n++
	}
	return n
}

func isYears(word string) bool {
	switch word {
	case "y", "yo", "yr", "yrs", "year", "years":
		return true
	}
	return false
}

func (r *recogniser) age(number string) bool {
	n, err := strconv.Atoi(strings.TrimSuffix(number, "y"))
	for _, f := range r.lib.fromPatient {
		if f.FromPatient == "age" && err == nil && float64(n) >= f.Min && float64(n) <= f.Max {
			r.out.Answers[f.ID] = Number(float64(n))
			return true
		}
	}
	return false
}

func (r *recogniser) sex(word string) bool {
	for _, f := range r.lib.fromPatient {
		if f.FromPatient == "sex" {
			r.out.Answers[f.ID] = Choice(sexWord(word))
			return true
		}
	}
	return false
}

func sexWord(word string) string {
	switch word {
	case "female", "woman", "girl", "lady", "f":
		return "female"
	case "male", "man", "boy", "gentleman", "m":
		return "male"
	}
	return ""
}
