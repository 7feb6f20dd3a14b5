// Package nhsnumber tells an NHS number from ten digits that are none. It is
// the one place that does: a number that a record system sends, that a GP types
// and that a letter prints pass the same check.
package nhsnumber

import (
	"errors"
	"strings"
)

// Parse reads an NHS number, with or without spaces, and gives its ten digits.
// The error does not repeat it.
func Parse(s string) (string, error) {
	s = strings.ReplaceAll(s, " ", "")
	if len(s) != 10 || strings.Trim(s, "0123456789") != "" {
		return "", errors.New("an NHS number has 10 digits")
	}
	sum := 0
	for i := range 9 {
		sum += int(s[i]-'0') * (10 - i)
	}
	// A remainder that would need the check digit 10 is never issued, and
	// s[9] cannot equal it.
	if check := (11 - sum%11) % 11; check != int(s[9]-'0') {
		return "", errors.New("the check digit of the NHS number does not fit")
	}
	// Ten digits alike pass that check. They stand where somebody had to fill a
	// field, and would make one person of many.
	if strings.Count(s, s[:1]) == len(s) {
		return "", errors.New("ten digits alike are nobody's NHS number")
	}
	return s, nil
}
