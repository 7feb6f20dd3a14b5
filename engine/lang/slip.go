package lang

// slipKind is a mistake that shows in one line.
type slipKind int

const (
	slipTag slipKind = iota
	slipAnchor
	slipFirstCharacter
	slipBlock
	slipAfterQuote
	slipAfterBracket
	slipColon
	slipItem
	slipNoKey
	slipHash
	slipQuestion
)

// slip is a mistake within a line. Offsets count from the start of the line.
type slip struct {
	kind     slipKind
	from, to int // what to point at
	value    int // where the value it spoils starts
	inside   bool
}

// findSlip returns the first mistake of a line.
func findSlip(line string) (slip, bool) {
	s := scanLine(line)
	if s.found == nil {
		return slip{}, false
	}
	return *s.found, true
}

// openQuoteOf returns where a line opens a quotation mark that it does not close,
// or -1.
func openQuoteOf(line string) int { return scanLine(line).open }
