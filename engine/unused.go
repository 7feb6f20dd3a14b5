package engine

import (
	"maps"
	"slices"
	"strings"
)

// Unused is a value that was given and that no rule uses, for its date.
type Unused struct {
	Finding string `json:"finding"`
	// Why is out_of_date or in_future.
	Why Why `json:"why"`
	// Given is the value as a reader knows it: "300 µg/g".
	Given string `json:"given,omitempty"`
	// Date is when it was observed, as 2006-01-02.
	Date string `json:"date,omitempty"`
}

// Unused lists the values that do not count for their dates, by finding. It is
// nil where there is none.
func (l *Library) Unused(a Answers) []Unused {
	var out []Unused
	for _, id := range slices.Sorted(maps.Keys(a)) {
		said := a[id]
		f, ok := l.findings[id]
		if !ok || !said.WrongDay() {
			continue
		}
		u := Unused{Finding: id, Why: said.Why, Given: said.Given, Date: said.Date}
		if u.Given != "" {
			u.Given = strings.ReplaceAll(quantityOf(u.Given, f.Unit), nbsp, " ")
		}
		out = append(out, u)
	}
	return out
}
