package tracking

import "time"

// After is after, for its table.
func After(t time.Time, length string) (time.Time, error) { return after(t, length) }
