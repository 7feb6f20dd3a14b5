package source

import (
	"strings"
	"unicode/utf8"
)

// Nearest returns the candidate most like a word, for "did you mean". Letters
// added, lost, changed or swapped with their neighbour count one each; a short
// word allows fewer of them than a long one. Of equals the first in
// alphabetical order is taken. It is false if nothing is near enough.
func Nearest(word string, candidates []string) (string, bool) {
	best, bestAt := "", nearEnough(utf8.RuneCountInString(word))+1
	for _, candidate := range candidates {
		if candidate == word || candidate == "" {
			continue
		}
		at := distance(fold(word), fold(candidate), bestAt)
		if at < bestAt || at == bestAt && best != "" && candidate < best {
			best, bestAt = candidate, at
		}
	}
	return best, best != ""
}

// nearEnough is how many mistakes a word of that length may hold.
func nearEnough(length int) int {
	switch {
	case length < 3:
		return 0
	case length < 5:
		return 1
	case length < 9:
		return 2
	}
	return 3
}

// fold makes spelling variants of one identifier alike.
func fold(word string) []rune {
	return []rune(strings.ReplaceAll(strings.ToLower(word), "-", "_"))
}

// distance is the optimal string alignment distance of two words, or a number
// over limit once it is known to exceed that.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, previous, current := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range previous {
		previous[j] = j
	}
	for i := 1; i <= len(a); i++ {
		current[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			change := previous[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			current[j] = min(change, previous[j]+1, current[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				current[j] = min(current[j], before[j-2]+1)
			}
			least = min(least, current[j])
		}
		if least > limit {
			return limit + 1
		}
		before, previous, current = previous, current, before
	}
	return previous[len(b)]
}
