package expr

// Level is one axis that atoms read: a finding, one option of an options
// finding, or whether a finding is missing.
type Level struct {
	Finding string
	// Option is set for one option of an options finding.
	Option string
	// Missing is set for the state of the answer rather than its value.
	Missing bool
}

// String writes a level as a condition would: fit_result, "rash" in features,
// missing(fit_result).
func (l Level) String() string {
	switch {
	case l.Missing:
		return "missing(" + l.Finding + ")"
	case l.Option != "":
		return quote(l.Option) + " in " + l.Finding
	default:
		return l.Finding
	}
}

// Value is one concrete value of a level. Which field holds it follows the
// level: Bool for a yes/no finding, an option that is present and missing;
// Text for an option finding; Number for a number.
type Value struct {
	Bool   bool
	Text   string
	Number float64
}

// Region is a range of numbers. An open end is not included.
type Region struct {
	Lo, Hi         float64
	LoOpen, HiOpen bool
}

// Contains says whether v lies in the region.
func (r Region) Contains(v float64) bool {
	if !(v >= r.Lo && v <= r.Hi) {
		return false
	}
	return (v != r.Lo || !r.LoOpen) && (v != r.Hi || !r.HiOpen)
}
