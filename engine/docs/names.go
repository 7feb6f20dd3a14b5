package docs

import (
	"strings"
	"unicode"

	"signpost.health/signpost/engine"
)

// words writes an id as words: "low_oxygen" as "Low oxygen".
func words(id string) string { return sentence(lowerWords(id)) }

func lowerWords(id string) string { return strings.ReplaceAll(id, "_", " ") }

func sentence(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// specialty writes a specialty; the shortest are initials: ENT, MSK.
func specialty(id string) string {
	if len(id) <= 3 {
		return strings.ToUpper(id)
	}
	return words(id)
}

// spellings are the words that the library writes with capitals or digits
// inside, such as CA125 and SpO2, by their small letters.
func spellings(lib *engine.Library) map[string]string {
	out := map[string]string{}
	for _, f := range lib.Findings() {
		for _, w := range strings.FieldsFunc(f.Short, notInWord) {
			if len(w) > 1 && strings.ContainsFunc(w[1:], unicode.IsUpper) {
				out[strings.ToLower(w)] = w
			}
		}
	}
	return out
}

func notInWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }

// plain writes an id as words, spelt as the library spells them.
func (r *reader) plain(id string) string {
	list := strings.Split(id, "_")
	for i, w := range list {
		if s, ok := r.spelt[w]; ok {
			list[i] = s
		}
	}
	return strings.Join(list, " ")
}
