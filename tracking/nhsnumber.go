package tracking

import (
	"errors"
	"strings"
)

// NHSNumber is a valid NHS number: ten digits, the last a check digit. Only
// ParseNHSNumber makes one.
type NHSNumber string

// ParseNHSNumber reads an NHS number, with or without spaces. The error does
// not repeat it.
func ParseNHSNumber(s string) (NHSNumber, error) {
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
	return NHSNumber(s), nil
}

// String spaces the number as it is read out: 999 000 0018.
func (n NHSNumber) String() string {
	if len(n) != 10 {
		return string(n)
	}
	return string(n[:3] + " " + n[3:6] + " " + n[6:])
}

// UnmarshalText reads an NHS number, so that JSON cannot bring in a wrong one.
// Empty is no number.
func (n *NHSNumber) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*n = ""
		return nil
	}
	parsed, err := ParseNHSNumber(string(text))
	if err != nil {
		return err
	}
	*n = parsed
	return nil
}
