package engine

import (
	"slices"
	"strings"
	"unicode"
)

// A denial may stand behind what it denies: "weight loss nil", "haemoptysis
// (-)", "rectal bleeding? no". What is only half clear is left alone: it never
// becomes a yes.

// joinDenials puts a phrase that only denies behind the one before it.
func joinDenials(all []string) []string {
	out := all[:0]
	for _, p := range all {
		w := words(p)
		alone := len(w) > 0 && !slices.ContainsFunc(w, func(word string) bool { return !deniesBehind(word) })
		if alone && len(out) > 0 {
			out[len(out)-1] += " " + p
			continue
		}
		out = append(out, p)
	}
	return out
}

// deniesBehind says whether a word denies what stands before it.
func deniesBehind(word string) bool {
	switch word {
	case "none", "absent", "neg", "negative":
		return true
	}
	return denies(word)
}

// deniedBehind takes a phrase whose end, or a sign, denies it. It says false
// where nothing does.
func (r *recogniser) deniedBehind(phrase string, w []string) bool {
	phrase = strings.TrimSpace(phrase)
	end := len(w)
	for end > 0 {
		switch last := w[end-1]; {
		case deniesBehind(last), last == "ve" && strings.Contains(phrase, "-ve"):
			end--
			continue
		case end > 1 && denies(w[end-2]) && slices.Contains([]string{"present", "seen", "found", "there", "reported"}, last):
			end -= 2
			continue
		}
		break
	}
	switch {
	case end == 0:
		return false
	case end == len(w) && !hasMinus(phrase):
		return false
	}
	if f, ok := r.called(telling(w[:end])); ok {
		r.add(w, f, No())
	} else {
		r.leave(w)
	}
	return true
}

// hasMinus says whether a sign denies a phrase. A dash and a space before it
// make a list.
func hasMinus(phrase string) bool {
	if strings.Contains(phrase, "(-)") || strings.Contains(phrase, "-ve") {
		return true
	}
	after, found := strings.CutPrefix(phrase, "-")
	return found && after != "" && !unicode.IsSpace([]rune(after)[0])
}
