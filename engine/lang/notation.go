package lang

import "strings"

const (
	digits    = "0123456789"
	hexDigits = digits + "abcdefABCDEF"
)

// looksLikeAnotherNumber reports whether a plain scalar is one of the notations
// of YAML 1.1 for numbers that nobody expects. It stands in the way of every
// plain scalar, so it is not a regular expression.
func looksLikeAnotherNumber(text string) bool {
	if text == "" || !strings.Contains("+-"+digits, text[:1]) {
		return false
	}
	if text[0] == '+' || text[0] == '-' {
		text = text[1:]
	}
	whole := text[:len(text)-len(strings.TrimLeft(text, digits))]
	if whole == "" {
		return false
	}
	rest := text[len(whole):]
	switch {
	case text[0] == '0' && len(text) > 1 && isOnly(text, digits+"_"): // 010 is 8, or 10
		return true
	case rest == "":
		return false
	case rest[0] == '_': // 1_000
		return isOnly(rest, digits+"_.")
	case whole == "0" && strings.Contains("xob", rest[:1]): // 0x1F, 0o17, 0b11
		return len(rest) > 1 && isOnly(rest[1:], hexDigits+"_")
	case rest[0] == ':': // 12:30 is 750 in base 60
		return isSixties(rest[1:])
	}
	return false
}

// isSixties reports whether a text is numbers below 60 between colons.
func isSixties(text string) bool {
	for part := range strings.SplitSeq(text, ":") {
		if part == "" || len(part) > 2 || !isOnly(part, digits) || len(part) == 2 && part[0] > '5' {
			return false
		}
	}
	return true
}

// isDecimal reports whether a text is a number as people write it: digits
// without leading zeros, and a point with digits after it or none.
func isDecimal(text string) bool {
	whole, part, pointed := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	if whole == "" || !isOnly(whole, digits) || len(whole) > 1 && whole[0] == '0' {
		return false
	}
	return !pointed || part != "" && isOnly(part, digits)
}

// isOnly reports whether a text has no other characters than these.
func isOnly(text, characters string) bool { return strings.Trim(text, characters) == "" }
