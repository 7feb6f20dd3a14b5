package api

// CheckOrigin is checkOrigin, for its test.
func CheckOrigin(origin string) error { return checkOrigin(origin) }
