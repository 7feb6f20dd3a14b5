package expr

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// quote writes a text in double quotes.
func quote(s string) string { return strconv.Quote(s) }

// didYouMean offers the nearest of some words, or nothing.
func didYouMean(word string, known []string) string {
	best := nearest(word, known)
	if best == "" && len(word) >= 3 {
		best = containing(strings.ToLower(word), known)
	}
	if best == "" {
		return ""
	}
	return "did you mean " + best + "?"
}

// nearest finds the word with the fewest typing errors, if they are few.
func nearest(word string, known []string) string {
	best, at := "", max(1, len(word)/3)+1
	for _, k := range known {
		if d := distance(strings.ToLower(word), strings.ToLower(k), at); d < at {
			best, at = k, d
		}
	}
	return best
}

// containing finds the shortest known word that has the word as whole parts:
// fit in fit_result.
func containing(word string, known []string) string {
	best := ""
	for _, k := range known {
		if strings.Contains("_"+strings.ToLower(k)+"_", "_"+word+"_") && (best == "" || len(k) < len(best)) {
			best = k
		}
	}
	return best
}

// distance counts the letters to add, drop, change or swap between two words,
// as far as it matters.
func distance(a, b string, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			change := last[j-1]
			if a[i-1] != b[j-1] {
				change++
			}
			row[j] = min(change, last[j]+1, row[j-1]+1)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}

// knows says whether a name means anything.
func (e *Env) knows(name string) bool {
	_, param := e.consts[name]
	return param || e.vars[name] != nil || e.others[name] || e.conditions[name]
}

// names lists everything a condition may name, in order.
func (e *Env) names() []string {
	out := slices.Collect(maps.Keys(e.vars))
	out = slices.AppendSeq(out, maps.Keys(e.others))
	out = slices.AppendSeq(out, maps.Keys(e.consts))
	out = slices.AppendSeq(out, maps.Keys(e.conditions))
	slices.Sort(out)
	return out
}
