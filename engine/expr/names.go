package expr

// Kind is the kind of a finding that a condition may read.
type Kind int

// The kinds.
const (
	YesNo Kind = iota
	Option
	Options
	Number
)

// String names the kind as a reader knows it: "yes/no", "number".
func (k Kind) String() string {
	switch k {
	case Option:
		return "option"
	case Options:
		return "set of options"
	case Number:
		return "number"
	default:
		return "yes/no"
	}
}

// Var is one finding.
type Var struct {
	Name string
	Kind Kind
	// Options are the values of an option or options finding.
	Options []string
	// Min, Max and Step are the grid of a number.
	Min, Max, Step float64
}

// Names is everything a condition may name.
type Names struct {
	Vars []Var
	// Consts are parameters.
	Consts map[string]float64
	// Conditions are criteria and bands: each is true or false.
	Conditions []string
	// Others are findings of type date, text or file. Only missing() and
	// known() may name them.
	Others []string
}
