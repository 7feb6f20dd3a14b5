package lint

import (
	_ "embed"
	"regexp"
	"strings"

	"signpost.health/signpost/engine/source"
)

// plain holds what clinicians say among themselves, each with plain words for it.
//
//go:embed words/plain.txt
var plain string

// abbreviations holds what clinicians shorten, each as a patient hears it.
//
//go:embed words/abbreviations.txt
var abbreviations string

// british holds spellings from elsewhere, each with the one used here.
//
//go:embed words/british.txt
var british string

// list reads a list of words.
func list(text string) map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(text) {
		if word, instead, ok := strings.Cut(strings.TrimSpace(line), ": "); ok {
			out[word] = instead
		}
	}
	return out
}

// clinicalWord: a patient should not have to look a word up.
func clinicalWord(c *checker) {
	word, known := regexp.MustCompile(`\p{L}+`), list(plain)
	c.texts(toPatient(), func(t text) {
		t.find(word, func(match string, at source.Span) {
			if instead := known[strings.ToLower(match)]; instead != "" {
				c.report(at, "in plain words: "+instead, "a patient may not know %q", match)
			}
		})
	})
}

// abbreviation: screen readers say them as words, and patients guess.
func abbreviation(c *checker) {
	known := list(abbreviations)
	short := regexp.MustCompile(`(?i)\b(e\.g\.?|i\.e\.?|etc\b\.?|asap|appt\.?|approx\.?|c/o|o/e|s/b|f/u|r/v|d/w|hrs?|mins?|wks?|mths?|yrs?|prn|b\.?d\.?|t\.?d\.?s\.?|q\.?d\.?s\.?|nad|sob|pr bleeding|pts?|hx|rx|mdt|opd|otc|2ww|usc|[0-9]+/(?:7|52|12))(\s|$|[.,;:)])`)
	c.texts(toPatient(), func(t text) {
		t.find(short, func(match string, at source.Span) {
			word := strings.TrimRight(match, " .,;:)")
			at.End -= len(match) - len(word)
			c.report(at, "write it out: "+inFull(word, known), "a patient reads the abbreviation %q", word)
		})
	})
}

// inFull is what an abbreviation stands for, in a patient's words.
func inFull(word string, known map[string]string) string {
	if n, of, ok := strings.Cut(word, "/"); ok && strings.Trim(n, "0123456789") == "" {
		for _, unit := range [][2]string{{"7", " days"}, {"52", " weeks"}, {"12", " months"}} {
			if of == unit[0] {
				return n + unit[1]
			}
		}
	}
	if long := known[strings.ToLower(strings.ReplaceAll(word, ".", ""))]; long != "" {
		return long
	}
	return "say it as you would to the patient"
}

// spelling: one word is written one way, or a search misses it.
func spelling(c *checker) {
	word, known := regexp.MustCompile(`\p{L}+`), list(british)
	c.texts(readable(), func(t text) {
		t.find(word, func(match string, at source.Span) {
			if here := known[strings.ToLower(match)]; here != "" {
				c.report(at, "here it is written "+here, "%q is not spelt as in the United Kingdom", match)
			}
		})
	})
}
