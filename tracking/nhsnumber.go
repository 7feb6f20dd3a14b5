package tracking

import "signpost.health/signpost/internal/nhsnumber"

// NHSNumber is a valid NHS number: ten digits, the last a check digit. Only
// ParseNHSNumber makes one.
type NHSNumber string

// ParseNHSNumber reads an NHS number, with or without spaces. The error does
// not repeat it.
func ParseNHSNumber(s string) (NHSNumber, error) {
	digits, err := nhsnumber.Parse(s)
	return NHSNumber(digits), err
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
