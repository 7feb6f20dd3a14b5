package lang

// LooksLikeAnotherNumber is looksLikeAnotherNumber, for its test.
func LooksLikeAnotherNumber(text string) bool { return looksLikeAnotherNumber(text) }

// IsDecimal is isDecimal, for its test.
func IsDecimal(text string) bool { return isDecimal(text) }
