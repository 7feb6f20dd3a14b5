package engine

import (
	"slices"
	"sort"
	"strings"
	"unicode"
)

// Hit is a pathway found by words.
type Hit struct {
	Pathway string `json:"pathway"`
	Title   string `json:"title"`
	// Because is what matched: the title, an alias, a symptom or a finding.
	Because string `json:"because"`
	score   int
}

// Search finds pathways by name, alias, symptom or finding, best first. One
// typing error in a word of four letters or more is forgiven, two in eight.
func (l *Library) Search(words string) []Hit {
	query := telling(tokens(words))
	out := l.search(query)
	for _, h := range l.search(l.otherwiseCalled(query)) {
		if !slices.ContainsFunc(out, func(o Hit) bool { return o.Pathway == h.Pathway }) {
			out = append(out, h) // after what was typed itself
		}
	}
	return out
}

// otherwiseCalled gives the usual name of what the words are a name of: who is
// short of breath is breathless.
func (l *Library) otherwiseCalled(query []string) []string {
	is, ok := l.names().best(query, func(string) bool { return true })
	if !ok || is.guessed || is.option != "" {
		return nil
	}
	return telling(tokens(l.findings[is.finding].Short))
}

func (l *Library) search(query []string) []Hit {
	if len(query) == 0 {
		return nil
	}
	var out []Hit
	for _, id := range l.pathwayIDs {
		p := l.pathways[id]
		if p.spec.about.Status == "retired" {
			continue
		}
		if h, ok := p.hit(query); ok {
			out = append(out, h)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].score > out[j].score })
	return out
}

// hit scores a pathway: every word of the query must be found somewhere.
func (p *Pathway) hit(query []string) (Hit, bool) {
	a := p.spec.about
	h := Hit{Pathway: a.ID, Title: a.Title}
	best := 0
	for _, word := range query {
		top := 0
		try := func(text string, worth int) {
			if s := matches(word, text) * worth; s > top {
				top = s
				if s > best {
					best, h.Because = s, text
				}
			}
		}
		try(a.Title, 10)
		try(strings.ReplaceAll(a.ID, "_", " "), 10)
		try(a.Specialty, 3)
		for _, s := range a.Aliases {
			try(s, 8)
		}
		for _, s := range a.Symptoms {
			try(s, 6)
		}
		for _, id := range p.Findings() {
			f := p.lib.findings[id]
			if f == nil {
				continue
			}
			try(f.Short, 3)
			for _, s := range f.Aliases {
				try(s, 3)
			}
		}
		if top == 0 {
			return h, false
		}
		h.score += top
	}
	return h, true
}

// matches scores one word against a text: 4 a whole word, 3 the start of one,
// 1 a word with a typing error, 0 nothing.
func matches(word, text string) int {
	best := 0
	for _, t := range tokens(text) {
		switch {
		case t == word:
			return 4
		case strings.HasPrefix(t, word), sameStem(word, t):
			best = max(best, 3)
		case len(word) >= 4 && distance(word, t) <= allowed(len(word)):
			best = max(best, 1)
		}
	}
	return best
}

// sameStem says whether two words are forms of one: wheezing and wheeze,
// breathlessness and breathless.
func sameStem(a, b string) bool { return stem(a) == stem(b) }

// stem takes the commonest endings off a word, and leaves four letters or more.
func stem(word string) string {
	for _, end := range []string{"ness", "iness", "ings", "ing", "ed", "es", "s", "y", "e"} {
		if s, ok := strings.CutSuffix(word, end); ok && len(s) >= 4 && (end != "s" || !strings.HasSuffix(s, "s")) {
			word = s
		}
	}
	return word
}

func allowed(n int) int {
	if n >= 8 {
		return 2
	}
	return 1
}

func tokens(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// distance counts the typing errors between two words: a letter wrong, missing,
// extra, or two changed round.
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x)-len(y) > 2 || len(y)-len(x) > 2 {
		return 3
	}
	before, last, next := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		next[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			next[j] = min(last[j]+1, next[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				next[j] = min(next[j], before[j-2]+1)
			}
		}
		before, last, next = last, next, before
	}
	return last[len(y)]
}
