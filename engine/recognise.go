package engine

import (
	"slices"
	"strings"
	"unicode"
)

// Recognition is what the engine makes of words such as "weight loss, tired,
// 62": the start of a screening, never more than a suggestion.
type Recognition struct {
	// Answers holds what was said of the findings, and the age or sex if one was
	// written.
	Answers Answers
	// Found are the findings, in the order they were written.
	Found []Recognised
	// Unknown are the words that nothing fits, and those that could mean two
	// things.
	Unknown []string
}

// Recognised is some words and the finding they were taken for.
type Recognised struct {
	Words   string `json:"words"`
	Finding string `json:"finding"`
	Short   string `json:"short"`
	// Named says that the finding was named without an answer: "FIT".
	Named bool `json:"named,omitempty"`
	// Guessed says that a typing error was forgiven.
	Guessed bool `json:"guessed,omitempty"`
}

// Recognise reads phrases parted by commas, semicolons, question marks or new
// lines. Words are taken for the plainest finding whose name they are in full:
// what makes it narrower, such as "unexplained", is asked and never assumed.
// "No fever" is taken for its absence; what may or may not be denied with it is
// left alone.
func (l *Library) Recognise(text string) Recognition {
	r := recogniser{lib: l, names: l.names(), out: Recognition{Answers: Answers{}}}
	all := joinDenials(phrases(text))
	for i, p := range all {
		r.phrase(p, inDoubt(all, i))
	}
	return r.out
}

// phrases parts a text where a reader would.
func phrases(text string) []string {
	runes := []rune(text)
	return strings.FieldsFunc(string(mapRunes(runes, func(i int, r rune) rune {
		switch r {
		case ',', ';', '?', '\n', '\r':
			return '\n'
		case '.', '/':
			if !digitAt(runes, i-1) || !digitAt(runes, i+1) {
				return '\n'
			}
		}
		return r
	})), func(r rune) bool { return r == '\n' })
}

func mapRunes(in []rune, to func(int, rune) rune) []rune {
	out := make([]rune, len(in))
	for i, r := range in {
		out[i] = to(i, r)
	}
	return out
}

func digitAt(text []rune, i int) bool { return i >= 0 && i < len(text) && unicode.IsDigit(text[i]) }

// words are the words of a phrase, where 8.2, 4/52 and 62yo are one each.
func words(phrase string) []string {
	return strings.FieldsFunc(strings.ToLower(phrase), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("./<>%", r)
	})
}

// inDoubt says whether an earlier phrase may deny this one too: no fever,
// weight loss or cough.
func inDoubt(all []string, i int) bool {
	denied := -1
	for j := i - 1; j >= 0 && denied < 0; j-- {
		if w := words(all[j]); slices.ContainsFunc(w, denies) {
			denied = j
		} else if slices.ContainsFunc(w, joins) {
			return false
		}
	}
	if denied < 0 || slices.ContainsFunc(words(all[denied]), joins) {
		return false
	}
	for _, p := range all[i:] {
		w := words(p)
		if slices.ContainsFunc(w, denies) {
			return false
		}
		if slices.ContainsFunc(w, joins) {
			return true
		}
	}
	return false
}

// denies says whether a word turns what follows it into its absence.
func denies(word string) bool {
	switch word {
	case "no", "not", "nil", "denies", "denied", "without", "never", "nor", "neither":
		return true
	}
	return false
}

// joins says whether a word has what was denied go on.
func joins(word string) bool { return word == "or" || word == "nor" }

// another says whether a word may make a phrase one of another person or time.
func another(word string) bool {
	switch word {
	case "fh", "fhx", "family", "mother", "father", "mum", "dad", "sister", "brother", "aunt", "uncle", "son", "daughter",
		"wife", "husband", "partner", "pmh", "pmhx", "previous", "previously", "past", "resolved", "stopped", "settled":
		return true
	}
	return false
}

// recogniser is one text on its way to findings.
type recogniser struct {
	lib   *Library
	names findingNames
	out   Recognition
}

func (r *recogniser) phrase(phrase string, inDoubt bool) {
	w := words(phrase)
	switch {
	case len(telling(w)) == 0 || r.person(w):
	case inDoubt:
		r.leave(w)
	case r.deniedBehind(phrase, w):
	case r.measured(strings.TrimSpace(phrase)):
	case r.whole(w):
	case slices.ContainsFunc(w, another):
		r.leave(w)
	default:
		r.parts(w)
	}
}

// whole takes all the words for one finding.
func (r *recogniser) whole(w []string) bool {
	f, ok := r.called(telling(w))
	if ok {
		r.add(w, f, Yes())
	}
	return ok
}

// denial is how far a "no" goes.
type denial int

const (
	// affirmed is before any "no"; denied right after one, or after the "or"
	// behind what is denied; afterDenied is behind that; doubtful is what may or
	// may not be denied.
	affirmed denial = iota
	denied
	afterDenied
	doubtful
)

// parts takes the longest runs of words that are a name, from the first.
func (r *recogniser) parts(w []string) {
	state := affirmed
	var left []string
	for i := 0; i < len(w); {
		n, f := 0, fitting{}
		if state == affirmed || state == denied {
			n, f = r.longest(w[i:])
		}
		age := 0
		if n == 0 {
			age = r.personIn(w[i:])
		}
		switch {
		case n > 0:
			r.leave(left)
			left = nil
			if state == denied {
				r.add(w[i:i+n], f, No())
				state = afterDenied
			} else {
				r.add(w[i:i+n], f, Yes())
			}
			i += n
			continue
		case age > 0:
			i += age
			continue
		case w[i] == "but":
			state = affirmed
		case denies(w[i]), joins(w[i]) && state == afterDenied:
			state = denied
		case len(telling(w[i:i+1])) == 0:
		case state == denied || state == afterDenied:
			state = doubtful
		}
		left = append(left, w[i])
		i++
	}
	r.leave(left)
}

// longest is how many of the next words are a name.
func (r *recogniser) longest(w []string) (int, fitting) {
	if len(telling(w[:1])) == 0 {
		return 0, fitting{}
	}
	for _, called := range []func([]string) (fitting, bool){r.called, r.names.hinted} {
		for n := min(len(w), longestName); n > 0; n-- {
			if len(telling(w[n-1:n])) == 0 {
				continue
			}
			if f, ok := called(telling(w[:n])); ok && (!f.guessed || !denies(w[0])) { // never is no fever
				return n, f
			}
		}
	}
	return 0, fitting{}
}

// measured takes a name with its value: PSA 8.2.
func (r *recogniser) measured(phrase string) bool {
	for i, c := range phrase {
		if i == 0 || !unicode.IsDigit(c) && c != '>' && c != '<' || !strings.ContainsAny(phrase[i-1:i], " :=") {
			continue
		}
		f, ok := r.called(telling(words(phrase[:i])))
		if !ok || r.lib.findings[f.finding].Kind != KindNumber {
			continue
		}
		a, err := r.lib.ParseAnswer(f.finding, phrase[i:])
		if err != nil {
			continue
		}
		f.named = false
		r.add([]string{phrase}, f, a)
		return true
	}
	return false
}

// add takes words for a finding. What was said first stands.
func (r *recogniser) add(w []string, f fitting, a Answer) {
	found := func(x Recognised) bool { return x.Finding == f.finding }
	if slices.ContainsFunc(r.out.Found, found) {
		return
	}
	if f.named && !a.YesNo {
		r.leave(append([]string{"no"}, w...)) // what the absence of a result is, nobody knows
		return
	}
	if f.option != "" {
		a = Choice(f.option)
	}
	if !f.named {
		r.out.Answers[f.finding] = a
	}
	r.out.Found = append(r.out.Found, Recognised{
		Words: strings.Join(w, " "), Finding: f.finding, Short: r.lib.findings[f.finding].Short, Named: f.named, Guessed: f.guessed,
	})
}

// leave keeps words that were not taken for anything.
func (r *recogniser) leave(w []string) {
	for len(w) > 0 && (len(telling(w[:1])) == 0 && !denies(w[0]) || joins(w[0])) {
		w = w[1:]
	}
	for len(w) > 0 && (len(telling(w[len(w)-1:])) == 0 || denies(w[len(w)-1])) {
		w = w[:len(w)-1]
	}
	if len(w) > 0 {
		r.out.Unknown = append(r.out.Unknown, strings.Join(w, " "))
	}
}
