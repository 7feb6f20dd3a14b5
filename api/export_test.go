package api

// IsPlain is isPlain, for its test.
func IsPlain(body []byte) bool { return isPlain(body) }

// CheckJSON is checkJSON, for the same.
func CheckJSON(body []byte) error { return checkJSON(body) }

// CheckOrigin is checkOrigin, for its test.
func CheckOrigin(origin string) error { return checkOrigin(origin) }
