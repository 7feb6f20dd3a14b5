package tracking

import (
	"slices"
	"strings"
)

// LocalNumber is a number that a record system gives a patient.
type LocalNumber struct {
	System string `json:"system"`
	Value  string `json:"value"`
}

// SamePerson says whether two entries can be of one person, whatever number
// brought them together: numbers are mistyped and mixed up. The date of birth
// fits and one of the names, or where no date is known both names.
func (p Patient) SamePerson(o Patient) bool {
	given := strings.EqualFold(firstName(p.Given), firstName(o.Given))
	family := strings.EqualFold(p.Family, o.Family)
	switch {
	case p.NHSNumber != "" && o.NHSNumber != "" && p.NHSNumber != o.NHSNumber:
		return false
	case p.Born == "" || o.Born == "":
		return given && family
	}
	return p.Born == o.Born && (given || family)
}

// firstName leaves out the others: one record has them, the next does not.
func firstName(given string) string {
	first, _, _ := strings.Cut(strings.TrimSpace(given), " ")
	return first
}

// SharesLocal says whether a record system has one number for both.
func (p Patient) SharesLocal(o Patient) bool {
	return slices.ContainsFunc(p.Local, func(n LocalNumber) bool { return slices.Contains(o.Local, n) })
}
