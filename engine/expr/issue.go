package expr

// Issue is one thing that is wrong with a condition.
type Issue struct {
	// Start and End are byte offsets in the text.
	Start, End int
	// Code is one of Codes.
	Code string
	// Message says what is wrong, in one sentence without a full stop.
	Message string
	// Help says how to put it right; it may be empty.
	Help string
	// Param is the parameter whose value is wrong, where that is the matter.
	Param string
}

// AtomIssue says why an atom cannot be split into cells.
type AtomIssue struct {
	// Atom is the index among the atoms given.
	Atom int
	Code string
	// Message says what is wrong, Help how to put it right.
	Message, Help string
}
